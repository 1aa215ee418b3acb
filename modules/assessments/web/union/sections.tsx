import { Nothing, VerdictBar, VerdictTag, type Verdict } from '@jianjia/ui';
import { Button, Collapse, Tag } from 'antd';
import { copy } from './copy.ts';
import { ItemLink, type OpenItem } from './item-link.tsx';
import { moveByKey } from './move-by-key.ts';
import { Threshold } from './threshold.tsx';
import type { Item, Section, Standard } from './types.ts';

interface Props {
  readonly standard: Standard;
  readonly show: Verdict | undefined;
  readonly onShowAll: () => void;
  readonly open: OpenItem;
}

/** The checklist: the sections of the document, each with its items; only those of one verdict where one is chosen. */
export function Sections({ standard, show, onShowAll, open }: Props) {
  const sections = standard.sections.flatMap((section) => {
    const items = section.items.filter(({ verdict }) => show === undefined || verdict === show);
    return items.length === 0 ? [] : [{ ...section, items }];
  });
  if (sections.length === 0) {
    return (
      <Nothing title={copy.nothingShown}>
        <Button onClick={onShowAll}>{copy.showAll}</Button>
      </Nothing>
    );
  }
  return (
    // Arrow keys move between the links within.
    <div onKeyDown={moveByKey}>
      <p className="visually-hidden">{copy.keys}</p>
      <Collapse
        key={`${standard.scheme} ${show ?? ''}`}
        defaultActiveKey={sections.filter((section) => show !== undefined || isOpen(section)).map(({ path }) => path)}
        items={sections.map((section) => ({
          key: section.path,
          label: <SectionHead section={section} />,
          children: (
            <ul className="checklist">
              {section.items.map((item) => (
                <ItemRow key={item.indicator} item={item} open={open} />
              ))}
            </ul>
          ),
        }))}
      />
    </div>
  );
}

/** Sections in which everything is met, or does not apply, begin folded. */
function isOpen({ counts }: Section): boolean {
  return counts.unmet + counts.unknown + counts.pending > 0;
}

function SectionHead({ section: { title, counts } }: { readonly section: Section }) {
  const { met, unmet, unknown, pending } = counts;
  return (
    <span className="section-head">
      <b>{title}</b>
      <span className="section-bar">
        <VerdictBar counts={counts} compact />
      </span>
      <span className="quiet">
        {met} / {met + unmet + unknown + pending} 达标
      </span>
    </span>
  );
}

function ItemRow({ item, open }: { readonly item: Item; readonly open: OpenItem }) {
  const { indicator, verdict, quote, asks, looks_at: looksAt, mandatory, missing, judged, points } = item;
  return (
    <li>
      <VerdictTag verdict={verdict} />
      <div className="checklist-text">
        <ItemLink indicator={indicator} open={open} className="checklist-quote">
          {quote}
        </ItemLink>
        <p className="quiet">
          {asks}
          {judged && looksAt.length > 0 && `，参考${looksAt.join('、')}`}
          {!mandatory && (
            <>
              {' '}
              <Tag>{copy.optional}</Tag>
            </>
          )}
        </p>
        {missing.length > 0 && (
          <p className="checklist-missing">
            {copy.missing}：{missing.map(({ title }) => `“${title}”`).join('、')}
          </p>
        )}
      </div>
      <div className="checklist-numbers">
        <Threshold of={item} />
        {points && <span className="quiet">{pointsText(points)}</span>}
      </div>
    </li>
  );
}

function pointsText({ low, high }: NonNullable<Item['points']>): string {
  return high === low ? `得 ${low} 分` : `得 ${low} 至 ${high === null ? '不限' : high} 分`;
}

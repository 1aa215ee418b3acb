import { ReachedTag, placeOf, VerdictBar, type ScreenProps } from '@jianjia/ui';
import { Card, Grid, Select, Tabs } from 'antd';
import type { ReactNode } from 'react';
import { copy } from './copy.ts';
import { Filter } from './filter.tsx';
import { ItemDrawer } from './item-drawer.tsx';
import type { OpenItem } from './item-link.tsx';
import { Sections } from './sections.tsx';
import { Steps } from './steps.tsx';
import type { search as schema } from './search.ts';
import type { Checklist, Standard } from './types.ts';

type Props = Pick<ScreenProps<typeof schema>, 'search' | 'setSearch'> & { readonly checklist: Checklist };

/** The standards that judge the union, one tab each, and the item that is open beside the list. */
export function StandardTabs({ checklist, search, setSearch }: Props) {
  const { union, standards } = checklist;
  const chosen = standards.find(({ scheme }) => scheme === search.scheme) ?? standards[0];
  if (!chosen) return null;
  const place = `/unions/${encodeURIComponent(union.code)}`;
  const open: OpenItem = {
    placeOf: (item) => placeOf(place, { ...search, scheme: chosen.scheme, item, fact: undefined }),
    go: (item) => setSearch({ scheme: chosen.scheme, item, fact: undefined }),
  };
  const choose = (scheme: string) => setSearch({ scheme, show: undefined, item: undefined, fact: undefined });
  const content = (
    <div className="standard">
      <Steps standard={chosen} union={union.code} open={open} />
      <Head standard={chosen} />
      <Filter counts={chosen.counts} show={search.show} onShow={(show) => setSearch({ show })} />
      <Sections {...{ standard: chosen, open, show: search.show, onShowAll: () => setSearch({ show: undefined }) }} />
    </div>
  );
  return (
    <>
      <Choice standards={standards} chosen={chosen} onChoose={choose}>
        {content}
      </Choice>
      <ItemDrawer
        union={union.code}
        indicator={search.item}
        indicators={shownIn(chosen, search.show)}
        asOf={search.as_of}
        fact={search.fact}
        onFact={(fact) => setSearch({ fact }, { replace: true })}
        onItem={(item) => setSearch({ item, fact: undefined }, { replace: item !== undefined })}
      />
    </>
  );
}

interface ChoiceProps {
  readonly standards: readonly Standard[];
  readonly chosen: Standard;
  readonly onChoose: (scheme: string) => void;
  readonly children: ReactNode;
}

/** Which standard: tabs where there is room for them, a field on a phone. */
function Choice({ standards, chosen, onChoose, children }: ChoiceProps) {
  const { md } = Grid.useBreakpoint();
  if (md === false) {
    const options = standards.map((standard) => ({
      value: standard.scheme,
      label: <TabTitle standard={standard} />,
    }));
    return (
      <>
        <Select
          aria-label={copy.standard}
          value={chosen.scheme}
          onChange={onChoose}
          options={options}
          style={{ width: '100%', marginBottom: 12 }}
        />
        {children}
      </>
    );
  }
  const items = standards.map((standard) => ({
    key: standard.scheme,
    label: <TabTitle standard={standard} />,
    children: standard === chosen && children,
  }));
  return <Tabs activeKey={chosen.scheme} onChange={onChoose} items={items} />;
}

function shownIn({ sections }: Standard, show: string | undefined): readonly string[] {
  return sections.flatMap(({ items }) =>
    items.flatMap(({ indicator, verdict }) => (show === undefined || verdict === show ? [indicator] : [])),
  );
}

function TabTitle({ standard }: { readonly standard: Standard }) {
  return (
    <span className="tab-title">
      {standard.issuer} <ReachedTag reached={standard.reached} />
    </span>
  );
}

function Head({ standard }: { readonly standard: Standard }) {
  const { score } = standard;
  return (
    <Card size="small">
      <div className="standard-head">
        <div>
          <h2>{standard.scheme_title}</h2>
          <p className="quiet">
            {standard.issuer}　{standard.track_title}　版本 {standard.version}
          </p>
        </div>
        {score && (
          <p className="standard-score">
            <b>{score.high === score.low ? score.low : `${score.low} 至 ${score.high ?? '不限'}`}</b> / {score.full} 分
            {score.level !== null && `　${score.level}`}
            {score.level !== score.possible && score.possible !== null && `　最高可评“${score.possible}”`}
          </p>
        )}
      </div>
      <VerdictBar counts={standard.counts} />
    </Card>
  );
}

import { useAnswer } from '@jianjia/client';
import { Asked, PlaceLink, placeOf } from '@jianjia/ui';
import { Button, Descriptions } from 'antd';
import type { ReactNode } from 'react';
import { showItem, type DocumentItem, type ItemDetail } from '../../contract/index.ts';

interface Props {
  readonly scheme: string;
  readonly item: DocumentItem;
  readonly asOf: string | undefined;
  readonly onText: (() => void) | undefined;
}

/** The rest of what there is to know of an item, and where to go on. */
export function ItemMore({ scheme, item, asOf, onText }: Props) {
  const query = useAnswer(showItem, { params: { scheme, item: item.id } });
  return (
    <div className="item-more">
      <Asked query={query} rows={3}>
        {(detail) => <Told detail={detail} asOf={asOf} />}
      </Asked>
      {onText && (
        <Button size="small" onClick={onText}>
          看原文
        </Button>
      )}
    </div>
  );
}

function Told({ detail, asOf }: { readonly detail: ItemDetail; readonly asOf: string | undefined }) {
  const { parts, evidence, points } = detail;
  const rows: readonly (readonly [string, ReactNode])[] = [
    ...parts.map(({ measure }) => [`公式：${measure.title}`, <Formula key={measure.id} measure={measure} />] as const),
    ...(evidence.length > 0 ? [['评定时参考', evidence.map(({ title }) => title).join('、')] as const] : []),
    ...(detail.ruling === null ? [] : [['裁定', detail.ruling] as const]),
    ...(detail.note === null ? [] : [['说明', detail.note] as const]),
    ...(points?.rule ? [['计分', points.rule] as const] : []),
    ...(points && points.effects.length > 0 ? [['影响', points.effects.join('；')] as const] : []),
    ['编号', <code key="id">{`${detail.scheme.id}.${detail.id}`}</code>],
  ];
  const indicator = `${detail.scheme.id}.${detail.id}`;
  return (
    <>
      <Descriptions
        size="small"
        column={1}
        items={rows.map(([label, children], index) => ({ key: index, label, children }))}
      />
      <p className="item-links">
        {detail.kind === 'indicator' && (
          <PlaceLink to={placeOf(`/clauses/${encodeURIComponent(indicator)}`, { as_of: asOf })}>
            各工会达标情况
          </PlaceLink>
        )}
        {parts.map(({ measure, also_in: others }) => (
          <PlaceLink key={measure.id} to={placeOf('/comparison', { measure: measure.id, as_of: asOf })}>
            {others.length > 0
              ? `另有 ${others.length} 个标准要求“${measure.title}”`
              : `只有本标准要求“${measure.title}”`}
          </PlaceLink>
        ))}
      </p>
    </>
  );
}

function Formula({ measure }: { readonly measure: ItemDetail['parts'][number]['measure'] }) {
  return (
    <div>
      {measure.formula}
      {measure.note !== null && <div className="item-place">{measure.note}</div>}
    </div>
  );
}

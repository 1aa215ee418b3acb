import { Term } from '@jianjia/ui';
import { Descriptions, type DescriptionsProps, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { ClauseAnswer } from '../../contract/clause.ts';
import { copy } from './copy.ts';

/** What a clause asks, and how its value is computed. */
export function About({ clause }: { readonly clause: ClauseAnswer }) {
  const { condition, together, asks, judged, measures, ruling, note } = clause;
  const line = (key: string, label: ReactNode, children: ReactNode): NonNullable<DescriptionsProps['items']> =>
    children === null ? [] : [{ key, label, children }];
  const formulas = measures.filter(({ evidence }) => !evidence);
  const evidence = measures.filter((measure) => measure.evidence);
  return (
    <Descriptions
      column={1}
      size="small"
      layout="vertical"
      colon={false}
      items={[
        ...line('condition', copy.condition, condition),
        ...line(
          'asks',
          <Term of="要求值">{copy.together[together]}</Term>,
          judged ? copy.judged : <Asks asks={asks} />,
        ),
        ...line(
          'formula',
          <Term of="指标值">{copy.formula}</Term>,
          formulas.length > 0 ? <Formulas of={formulas} /> : null,
        ),
        ...line('evidence', copy.evidence, evidence.length > 0 ? <Formulas of={evidence} /> : null),
        ...line('ruling', <Term of="裁定">{copy.ruling}</Term>, ruling),
        ...line('note', copy.note, note),
      ]}
    />
  );
}

function Asks({ asks }: Pick<ClauseAnswer, 'asks'>) {
  if (asks.length === 1) return <b>{asks[0]}</b>;
  return (
    <ul className="clause-list">
      {asks.map((ask) => (
        <li key={ask}>{ask}</li>
      ))}
    </ul>
  );
}

function Formulas({ of }: { readonly of: ClauseAnswer['measures'] }) {
  return (
    <ul className="clause-list">
      {of.map(({ id, title, formula, note }) => (
        <li key={id}>
          {title} ＝ {formula}
          {note !== null && <Typography.Text type="secondary">（{note}）</Typography.Text>}
        </li>
      ))}
    </ul>
  );
}

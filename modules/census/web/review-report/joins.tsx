import { countText, Nothing, percentText, PlaceLink } from '@jianjia/ui';
import { Statistic, Table, Typography } from 'antd';
import type { Interval, JoinStratum, ReviewReport } from '../../contract/index.ts';
import { useMay } from '../parts/use-may.ts';
import { copy } from './copy.ts';

const interval = ({ low, high }: Interval): string => copy.interval(percentText(low), percentText(high));

/** What checks of joined pairs found: the precision of the joins with its interval, in all and by probability. */
export function Joins({ joins: { precision, strata } }: Pick<ReviewReport, 'joins'>) {
  const may = useMay();
  if (strata.every(({ joined }) => joined === 0)) return <Nothing title={copy.noJoins}>{copy.noJoinsNext}</Nothing>;
  return (
    <>
      <Typography.Paragraph type="secondary">{copy.joinsLead}</Typography.Paragraph>
      {may('census:review') && (
        <p>
          <PlaceLink to="/census/review?kind=joined">{copy.check}</PlaceLink>
        </p>
      )}
      <Statistic
        title={copy.precision}
        value={precision === null ? copy.noPrecision : `${percentText(precision.share)}（${interval(precision)}）`}
      />
      <Typography.Paragraph type="secondary">{copy.precisionHint}</Typography.Paragraph>
      <Strata strata={strata} />
    </>
  );
}

function Strata({ strata }: { readonly strata: readonly JoinStratum[] }) {
  return (
    <Table
      size="small"
      pagination={false}
      style={{ maxWidth: 760 }}
      rowKey="from"
      dataSource={[...strata]}
      columns={[
        { key: 'range', title: copy.range, render: (_, { from, to }) => `${percentText(from)} – ${percentText(to)}` },
        { key: 'joined', title: copy.joined, align: 'right', render: (_, row) => countText(row.joined) },
        { key: 'checked', title: copy.checked, align: 'right', render: (_, row) => countText(row.checked) },
        { key: 'right', title: copy.right, align: 'right', render: (_, row) => countText(row.right) },
        {
          key: 'precision',
          title: copy.precision,
          render: (_, { precision: own }) =>
            own === null ? '—' : copy.withBounds(percentText(own.share), percentText(own.low), percentText(own.high)),
        },
      ]}
    />
  );
}

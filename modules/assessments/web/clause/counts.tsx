import { countText, percentText, PlaceLink, VerdictBar } from '@jianjia/ui';
import { Table } from 'antd';
import type { VerdictCounts } from '../../contract/clause.ts';
import { copy } from './copy.ts';

export interface CountedGroup extends VerdictCounts {
  readonly key: string;
  readonly title: string;
  /** The list behind it. */
  readonly to: string | null;
}

/** How the verdicts fall, group by group. */
export function Counts({ title, groups }: { readonly title: string; readonly groups: readonly CountedGroup[] }) {
  return (
    <Table<CountedGroup>
      size="small"
      pagination={groups.length > 12 ? { pageSize: 12, showSizeChanger: false } : false}
      dataSource={groups}
      columns={[
        {
          key: 'title',
          title,
          render: (_value, { title: name, to }) => (to === null ? name : <PlaceLink to={to}>{name}</PlaceLink>),
        },
        {
          key: 'unions',
          title: copy.sum,
          align: 'right',
          width: 70,
          render: (_value, { unions }) => countText(unions),
        },
        {
          key: 'share',
          title: copy.share,
          align: 'right',
          width: 84,
          render: (_value, counts) => shareText(counts),
        },
        {
          key: 'bar',
          title: copy.totals,
          width: 120,
          render: (_value, counts) => <VerdictBar counts={counts} compact />,
        },
      ]}
    />
  );
}

/** Of those the clause concerns. */
function shareText({ unions, not_applicable, met }: VerdictCounts): string {
  const concerned = unions - not_applicable;
  return concerned === 0 ? '–' : percentText(met / concerned);
}

import { countText, percentText, PlaceLink, placeOf } from '@jianjia/ui';
import { Card, Flex, Statistic, Table, type TableProps, Typography } from 'antd';
import type { GapCounts, GapTable } from '../../contract/index.ts';
import { copy } from './copy.ts';

/** Where the employers behind a number are. */
export interface Where {
  readonly division?: string | undefined;
  readonly industry?: string | undefined;
  readonly as_of?: string | undefined;
}

const LISTED = ['uncovered', 'small', 'closed', 'double'] as const;
const GROWTH = ['private', 'new_form', 'park'] as const;

/** The address of the list behind a number. */
export function gapPlace(gap: (typeof LISTED)[number], where: Where & { readonly growth?: string }): string {
  return placeOf('/census/gaps/employers', { gap, ...where });
}

/** The numbers of a place. */
export function Totals({ total, where }: { readonly total: GapCounts; readonly where: Where }) {
  const { counts, help } = copy;
  return (
    <Flex wrap gap={12} style={{ marginBottom: 16 }}>
      <Card size="small" style={CARD}>
        <Statistic title={counts.open} value={countText(total.open)} suffix={copy.units} />
      </Card>
      <Card size="small" style={CARD}>
        <Statistic title={counts.rate} value={total.open === 0 ? '—' : percentText(total.covered / total.open)} />
        <Typography.Text type="secondary">
          {counts.covered} {countText(total.covered)} {copy.units}
        </Typography.Text>
      </Card>
      {LISTED.map((gap) => (
        <Card key={gap} size="small" style={CARD}>
          <PlaceLink to={gapPlace(gap, where)}>
            <Statistic title={counts[gap]} value={countText(total[gap])} suffix={copy.units} />
          </PlaceLink>
          <Typography.Text type="secondary">{help[gap]}</Typography.Text>
        </Card>
      ))}
    </Flex>
  );
}

const CARD = { flex: '1 1 160px', minWidth: 150 } as const;

type Row = GapTable['industries'][number] & { readonly below?: boolean };

interface Props {
  readonly rows: readonly Row[];
  readonly by: 'division' | 'industry';
  readonly where: Where;
  /** The place that the parts are of: what lies in none of them. */
  readonly itself?: string | undefined;
}

/** The numbers part by part; each opens the list behind it. */
export function Counts({ rows, by, where, itself }: Props) {
  const inside = (row: Row): Where =>
    by === 'division' ? { ...where, division: row.code } : { ...where, industry: row.code };
  const columns: TableProps<Row>['columns'] = [
    {
      title: by === 'division' ? copy.area : copy.industry,
      key: 'name',
      fixed: 'left',
      width: 150,
      render: (_value, row) =>
        row.below ? (
          <PlaceLink to={placeOf('/census/gaps', { ...where, division: row.code })}>{row.name}</PlaceLink>
        ) : row.code === itself ? (
          `${row.name}${copy.itself}`
        ) : (
          row.name
        ),
    },
    { title: copy.counts.open, key: 'open', ...NUMBER, render: (_value, row) => countText(row.open) },
    {
      title: copy.counts.rate,
      key: 'rate',
      ...NUMBER,
      render: (_value, row) => (row.open === 0 ? '—' : percentText(row.covered / row.open)),
    },
    ...LISTED.map((gap) => ({
      title: copy.counts[gap],
      key: gap,
      ...NUMBER,
      render: (_value: unknown, row: Row) => linked(row[gap], gapPlace(gap, inside(row))),
    })),
    ...GROWTH.map((growth) => ({
      title: copy.counts[growth],
      key: growth,
      ...NUMBER,
      render: (_value: unknown, row: Row) => linked(row[growth], gapPlace('uncovered', { ...inside(row), growth })),
    })),
  ];
  return (
    <Table<Row>
      size="middle"
      columns={columns}
      dataSource={rows}
      rowKey={({ code }) => code}
      pagination={false}
      scroll={{ x: 1050 }}
    />
  );
}

const NUMBER = { align: 'right', width: 100 } as const;

function linked(count: number, to: string) {
  return count === 0 ? '0' : <PlaceLink to={to}>{countText(count)}</PlaceLink>;
}

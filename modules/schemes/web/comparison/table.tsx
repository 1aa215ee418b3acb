import { Button, Table, type TableColumnsType, Typography } from 'antd';
import type { Comparison, ComparisonRow } from '../../contract/index.ts';
import { AskedList } from './asked-list.tsx';
import { Differs } from './differs.tsx';

interface Props {
  readonly rows: readonly ComparisonRow[];
  readonly sides: Comparison['sides'];
  readonly chosen: string | undefined;
  readonly onOpen: (measure: string) => void;
}

/** Pixels of a side's column: five of them fit beside the navigation of a small desk. */
const SIDE = 146;

/** Measures by sides. */
export function MeasureTable({ rows, sides, chosen, onOpen }: Props) {
  const columns: TableColumnsType<ComparisonRow> = [
    {
      key: 'measure',
      title: '指标',
      fixed: 'left',
      width: 176,
      render: (_value, { measure }) => (
        <Button type="link" className="compare-open" onClick={() => onOpen(measure.id)}>
          {measure.title}
        </Button>
      ),
    },
    { key: 'differs', title: '比较', width: 116, render: (_value, row) => <Differs row={row} /> },
    ...sides.map(({ id, title, issuer, track }) => ({
      key: id,
      width: SIDE,
      title: (
        <>
          {track === null ? issuer : title}
          {track === null && (
            <Typography.Text
              type="secondary"
              ellipsis={{ tooltip: title }}
              style={{ display: 'block', fontWeight: 400 }}
            >
              {title}
            </Typography.Text>
          )}
        </>
      ),
      render: (_value: unknown, row: ComparisonRow) => <AskedList row={row} side={id} />,
    })),
  ];
  return (
    <Table
      size="small"
      bordered
      rowKey={({ measure }) => measure.id}
      columns={columns}
      dataSource={[...rows]}
      pagination={false}
      scroll={{ x: 292 + sides.length * SIDE }}
      sticky={{ offsetHeader: 56 }}
      rowClassName={({ measure }) => (measure.id === chosen ? 'ant-table-row-selected' : '')}
    />
  );
}

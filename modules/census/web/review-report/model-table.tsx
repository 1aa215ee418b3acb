import { countText } from '@jianjia/ui';
import { Button, Popconfirm, Table, type TableProps, Tag } from 'antd';
import type { LinkageModel } from '../../contract/index.ts';
import { copy } from './copy.ts';
import { Comparison } from './model-comparison.tsx';

interface Props {
  readonly models: readonly LinkageModel[];
  readonly pending: boolean;
  readonly onUse: (version: string) => void;
}

const brierText = (brier: number | null): string => (brier === null ? '—' : brier.toFixed(4));

const COLUMNS: NonNullable<TableProps<LinkageModel>['columns']> = [
  { key: 'version', title: copy.version, width: 220, dataIndex: 'version' },
  { key: 'made_at', title: copy.madeAt, width: 150, render: (_, row) => copy.time.format(new Date(row.made_at)) },
  {
    key: 'labels',
    title: copy.labelsOf,
    width: 150,
    render: (_, row) => copy.labelCounts(countText(row.same), countText(row.different)),
  },
  {
    key: 'brier',
    title: copy.brierChange,
    width: 170,
    render: (_, { before, after }) => `${brierText(before.brier)} → ${brierText(after.brier)}`,
  },
];

/** The models that were learned, newest first; each opens to what it is worth beside the one of before. */
export function ModelTable({ models, pending, onUse }: Props) {
  if (models.length === 0) return null;
  return (
    <Table
      size="small"
      pagination={false}
      scroll={{ x: 860 }}
      rowKey="version"
      dataSource={[...models]}
      expandable={{ expandedRowRender: (model) => <Comparison model={model} /> }}
      columns={[
        ...COLUMNS,
        {
          key: 'use',
          title: copy.state,
          render: (_, { version, in_use: inUse, unfit }) => {
            if (inUse) return <Tag color="green">{copy.isInUse}</Tag>;
            if (unfit !== null) return unfit;
            return (
              <Popconfirm
                title={copy.useSure}
                okText={copy.use}
                cancelText={copy.cancel}
                onConfirm={() => onUse(version)}
              >
                <Button size="small" disabled={pending} aria-label={copy.useOf(version)}>
                  {copy.use}
                </Button>
              </Popconfirm>
            );
          },
        },
      ]}
    />
  );
}

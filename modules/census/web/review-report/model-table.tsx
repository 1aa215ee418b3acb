import { countText } from '@jianjia/ui';
import { Button, Popconfirm, Table, type TableProps } from 'antd';
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
  {
    key: 'version',
    title: copy.version,
    render: (_, { version }) => <span style={{ overflowWrap: 'anywhere' }}>{version}</span>,
  },
  {
    key: 'made_at',
    title: copy.madeAt,
    responsive: ['md'],
    render: (_, row) => copy.time.format(new Date(row.made_at)),
  },
  {
    key: 'labels',
    title: copy.labelsOf,
    responsive: ['md'],
    render: (_, row) => copy.labelCounts(countText(row.same), countText(row.different)),
  },
  {
    key: 'brier',
    title: copy.brierChange,
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
      rowKey="version"
      dataSource={[...models]}
      expandable={{ columnTitle: copy.compare, expandedRowRender: (model) => <Comparison model={model} /> }}
      columns={[
        ...COLUMNS,
        {
          key: 'use',
          title: copy.state,
          render: (_, { version, in_use: inUse, unfit }) => {
            if (inUse) return <b>{copy.isInUse}</b>;
            if (unfit !== null) return unfit;
            return (
              <Popconfirm
                title={copy.useSure}
                okText={copy.use}
                cancelText={copy.cancel}
                onConfirm={() => onUse(version)}
              >
                <Button size="small" autoInsertSpace={false} disabled={pending} aria-label={copy.useOf(version)}>
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

import { countText } from '@jianjia/ui';
import { Select, Table, type TableProps } from 'antd';
import { type ColumnProfile, type Field, fields, type Mapping } from '../../contract/index.ts';
import { copy } from './copy.ts';

const FIELDS = Object.entries(fields).map(([value, label]) => ({ value, label }));

interface Props {
  readonly header: readonly string[];
  readonly profile: readonly ColumnProfile[];
  readonly columns: Mapping['columns'];
  readonly onChange: (columns: Mapping['columns']) => void;
}

interface Line {
  readonly title: string;
  readonly profile: ColumnProfile | undefined;
}

type Columns = NonNullable<TableProps<Line>['columns']>;

/** What a column is called and means. */
function meaning(columns: Mapping['columns'], choose: (title: string, field: Field | undefined) => void): Columns {
  return [
    { key: 'title', title: copy.column.title, width: 130, render: (_, { title }) => <b>{title}</b> },
    {
      key: 'field',
      title: copy.column.field,
      width: 190,
      render: (_, { title }) => (
        <Select
          aria-label={`${title} ${copy.column.field}`}
          allowClear
          placeholder={copy.notUsed}
          value={columns[title]}
          options={FIELDS}
          showSearch={{ optionFilterProp: 'label' }}
          style={{ width: '100%' }}
          onChange={(field: Field | undefined) => choose(title, field)}
        />
      ),
    },
  ];
}

/** What a column holds. */
const HOLDS: Columns = [
  {
    key: 'filled',
    title: copy.column.filled,
    width: 90,
    align: 'right',
    render: (_, { profile: of }) => of && countText(of.filled),
  },
  {
    key: 'distinct',
    title: copy.column.distinct,
    width: 110,
    align: 'right',
    render: (_, { profile: of }) => of && `${of.estimated ? copy.about : ''}${countText(of.distinct)}`,
  },
  {
    key: 'invalid',
    title: copy.column.invalid,
    width: 90,
    align: 'right',
    render: (_, { profile: of }) => (of && of.invalid > 0 ? countText(of.invalid) : null),
  },
  {
    key: 'examples',
    title: copy.column.examples,
    width: 300,
    render: (_, { profile: of }) => <span style={{ overflowWrap: 'anywhere' }}>{of?.examples.join('；')}</span>,
  },
];

/** Column by column: what it holds and what it means. A field has one column: choosing it here frees the other. */
export function MappingTable({ header, profile, columns, onChange }: Props) {
  const choose = (title: string, field: Field | undefined): void => {
    const others = Object.entries(columns).filter(([other, taken]) => other !== title && taken !== field);
    onChange(Object.fromEntries(field === undefined ? others : [...others, [title, field]]));
  };
  return (
    <Table<Line>
      size="small"
      columns={[...meaning(columns, choose), ...HOLDS]}
      dataSource={header.map((title, index) => ({ title, profile: profile[index] }))}
      rowKey="title"
      pagination={false}
      scroll={{ x: 910 }}
    />
  );
}

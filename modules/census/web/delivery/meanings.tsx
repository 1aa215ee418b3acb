import { countText } from '@jianjia/ui';
import { Select, Table, type TableProps, Tag } from 'antd';
import {
  codedFields,
  type CodedField,
  type CodedValue,
  type ColumnProfile,
  isCoded,
  type Mapping,
} from '../../contract/index.ts';
import { copy } from './copy.ts';

type Translations = Mapping['translations'];

interface Props {
  readonly profile: readonly ColumnProfile[];
  readonly columns: Mapping['columns'];
  /** As they are kept: what is not understood yet comes first, and stays where it is while it is being chosen. */
  readonly saved: Translations;
  readonly translations: Translations;
  readonly onChange: (translations: Translations) => void;
}

/** The values of every column whose values are of a closed list, and what they are read as. */
export function Meanings({ profile, columns, saved, translations, onChange }: Props) {
  const coded = profile.flatMap(({ title, field, values = [] }) =>
    field !== null && isCoded(field) && columns[title] === field && values.length > 0 ? [{ title, field, values }] : [],
  );
  if (coded.length === 0) return null;
  return (
    <section aria-labelledby="census-meanings">
      <h2 className="census-heading" id="census-meanings">
        {copy.meanings.title}
      </h2>
      <p>{copy.meanings.lead}</p>
      {coded.map(({ title, field, values }) => (
        <MeaningTable
          key={title}
          title={title}
          field={field}
          values={unreadFirst(values, saved[field] ?? {})}
          told={translations[field] ?? {}}
          onTell={(told) => onChange({ ...translations, [field]: told })}
        />
      ))}
    </section>
  );
}

type Told = Readonly<Record<string, string>>;

function isUnread({ text, known }: CodedValue, told: Told): boolean {
  return known === null && !Object.hasOwn(told, text);
}

function unreadFirst(values: readonly CodedValue[], told: Told): readonly CodedValue[] {
  return [...values.filter((value) => isUnread(value, told)), ...values.filter((value) => !isUnread(value, told))];
}

interface TableOf {
  readonly title: string;
  readonly field: CodedField;
  readonly values: readonly CodedValue[];
  readonly told: Told;
  readonly onTell: (told: Record<string, string>) => void;
}

function MeaningTable({ title, field, values, told, onTell }: TableOf) {
  const options = [
    ...Object.entries(codedFields[field]).map(([value, label]) => ({ value, label })),
    { value: '', label: copy.meanings.none },
  ];
  const tell = (text: string, meaning: string | undefined): void => {
    const others = Object.entries(told).filter(([other]) => other !== text);
    onTell(Object.fromEntries(meaning === undefined ? others : [...others, [text, meaning]]));
  };
  const columns: TableProps<CodedValue>['columns'] = [
    {
      key: 'text',
      title: copy.meanings.value(title),
      render: (_, { text }) => <span style={{ overflowWrap: 'anywhere' }}>{text}</span>,
    },
    { key: 'rows', title: copy.meanings.rows, width: 80, align: 'right', render: (_, { rows }) => countText(rows) },
    {
      key: 'means',
      title: copy.meanings.means,
      width: 190,
      render: (_, value) => (
        <Meaning
          label={copy.meanings.of(title, value.text)}
          value={value}
          told={Object.hasOwn(told, value.text) ? told[value.text] : undefined}
          options={options}
          onTell={(meaning) => tell(value.text, meaning)}
        />
      ),
    },
  ];
  return (
    <Table<CodedValue>
      size="small"
      columns={columns}
      dataSource={values}
      rowKey="text"
      pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false, size: 'small' }}
      tableLayout="fixed"
      style={{ maxWidth: 720, marginBottom: 16 }}
    />
  );
}

interface MeaningProps {
  readonly label: string;
  readonly value: CodedValue;
  /** As somebody has said; '': passed over. Undefined: nobody has. */
  readonly told: string | undefined;
  readonly options: { readonly value: string; readonly label: string }[];
  readonly onTell: (meaning: string | undefined) => void;
}

function Meaning({ label, value: { known }, told, options, onTell }: MeaningProps) {
  const read = told ?? known;
  return (
    <>
      <Select
        aria-label={label}
        allowClear={told !== undefined}
        placeholder={copy.meanings.unread}
        {...(read === null ? { status: 'warning' as const } : {})}
        value={read}
        options={options}
        style={{ width: '100%' }}
        onChange={(meaning: string | null | undefined) => onTell(meaning ?? undefined)}
      />
      {told === undefined && known !== null && <Tag style={{ marginTop: 4 }}>{copy.meanings.known}</Tag>}
    </>
  );
}

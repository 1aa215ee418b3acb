import '../census.css';
import { useAnswer } from '@jianjia/client';
import { Asked, Page, PlaceLink, type ScreenProps } from '@jianjia/ui';
import { Alert, Collapse, Flex, Table, type TableProps, Tag, Typography } from 'antd';
import { departments, listFields, showEmployer, type ListField, type WholeEmployer } from '../../contract/index.ts';
import { copy } from './copy.ts';

type Value = WholeEmployer['values'][number];
const ORDER = Object.keys(listFields) as ListField[];

const COLUMNS: NonNullable<TableProps<Value>['columns']> = [
  { key: 'field', title: copy.columns.field, width: 150, render: (_, { field }) => listFields[field] },
  {
    key: 'value',
    title: copy.columns.value,
    width: 280,
    render: (_, { text }) => <span style={{ overflowWrap: 'anywhere' }}>{text}</span>,
  },
  {
    key: 'source',
    title: copy.columns.source,
    width: 200,
    render: (_, { department, source }) => (
      <>
        <Tag>{departments[department]}</Tag>
        {source}
      </>
    ),
  },
  {
    key: 'where',
    title: copy.columns.where,
    width: 240,
    render: (_, { delivery_id: id, file_name: file, line }) => (
      <PlaceLink to={`/census/deliveries/${id}`}>{copy.where(file, line)}</PlaceLink>
    ),
  },
  { key: 'as_of', title: copy.columns.asOf, width: 120, dataIndex: 'as_of' },
];

/** An employer of the list with the origin of every value. */
export default function EmployerPage({ params }: ScreenProps) {
  const { employer = '' } = params;
  const query = useAnswer(showEmployer, { params: { employer } });
  return (
    <Page
      title={query.data?.name ?? copy.list}
      lead={query.data && <Lead employer={query.data} />}
      crumbs={[
        { title: copy.census, to: '/census' },
        { title: copy.list, to: '/census/employers' },
      ]}
    >
      <Asked query={query} rows={10}>
        {(whole) => (
          <>
            <h2 className="census-heading">{copy.values}</h2>
            <Table<Value>
              size="small"
              columns={COLUMNS}
              dataSource={whole.values.toSorted((one, other) => ORDER.indexOf(one.field) - ORDER.indexOf(other.field))}
              rowKey="field"
              pagination={false}
              scroll={{ x: 990 }}
            />
            <Records whole={whole} />
            <Events whole={whole} />
          </>
        )}
      </Asked>
    </Page>
  );
}

function Lead({ employer: { uscc, division, union } }: { readonly employer: WholeEmployer }) {
  return (
    <>
      {uscc !== null && `${uscc} · `}
      {division.name} · {union === null ? copy.noUnion : `${copy.union}：${union.name}`}
    </>
  );
}

function Records({ whole: { records, more_records: more } }: { readonly whole: WholeEmployer }) {
  return (
    <>
      <h2 className="census-heading">{copy.records}</h2>
      <Collapse
        size="small"
        items={records.map((record) => ({
          key: `${record.delivery_id}/${record.line}`,
          label: (
            <Flex wrap gap="0 8px">
              <Tag>{departments[record.department]}</Tag>
              <b>{record.name}</b>
              <Typography.Text type="secondary">
                {record.uscc} {record.as_of} {copy.where(record.file_name, record.line)}
              </Typography.Text>
            </Flex>
          ),
          children: (
            <dl className="census-cells" aria-label={copy.raw}>
              {record.raw
                .filter(({ cell }) => cell !== '')
                .map(({ title, cell }) => (
                  <div key={title} style={{ display: 'contents' }}>
                    <dt>{title}</dt>
                    <dd>{cell}</dd>
                  </div>
                ))}
            </dl>
          ),
        }))}
      />
      {more && <Alert type="info" title={copy.more} style={{ marginTop: 8 }} />}
    </>
  );
}

function Events({ whole: { events, employer_id: self } }: { readonly whole: WholeEmployer }) {
  const named = (id: string) =>
    id === self ? (
      copy.self
    ) : (
      <PlaceLink to={`/census/employers/${id}`} className="census-inline">
        {id.slice(0, 8)}
      </PlaceLink>
    );
  return (
    <>
      <h2 className="census-heading">{copy.events}</h2>
      {events.length === 0 && <Typography.Paragraph type="secondary">{copy.noEvents}</Typography.Paragraph>}
      <ul>
        {events.map((event) => (
          <li key={`${event.from_id}${event.into_id}${event.happened_at}`}>
            {copy.time.format(new Date(event.happened_at))} {named(event.from_id)} {copy.event[event.kind]}{' '}
            {named(event.into_id)}
          </li>
        ))}
      </ul>
    </>
  );
}

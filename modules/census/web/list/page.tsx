import '../census.css';
import { useAnswer } from '@jianjia/client';
import {
  countText,
  cursorOf,
  FIRST,
  Nothing,
  Page,
  type PagedColumn,
  PagedTable,
  PlaceLink,
  type ScreenProps,
} from '@jianjia/ui';
import { Flex, Input, Select, Tag, Typography } from 'antd';
import { departments, listEmployers, type ListedEmployer, statuses } from '../../contract/index.ts';
import { DivisionSearch } from '../parts/division-search.tsx';
import { CensusNav } from '../parts/nav.tsx';
import { copy } from './copy.ts';
import type { search as schema } from './search.ts';

const COLUMNS: readonly PagedColumn<ListedEmployer>[] = [
  {
    key: 'name',
    title: copy.columns.name,
    head: true,
    width: 300,
    render: ({ employer_id: id, name, uscc }) => (
      <>
        <PlaceLink to={`/census/employers/${id}`}>
          <b>{name}</b>
        </PlaceLink>
        <br />
        <Typography.Text type="secondary">{uscc}</Typography.Text>
      </>
    ),
  },
  {
    key: 'employees',
    title: copy.columns.employees,
    width: 100,
    align: 'right',
    render: ({ employees }) => (employees === null ? null : `${countText(employees)} ${copy.people}`),
  },
  { key: 'union', title: copy.columns.union, width: 180, render: ({ union }) => union?.name ?? copy.noUnion },
  { key: 'division', title: copy.columns.division, width: 130, render: ({ division }) => division.name },
  { key: 'industry', title: copy.columns.industry, width: 160, render: ({ industry }) => industry?.name },
  {
    key: 'status',
    title: copy.columns.status,
    width: 90,
    render: ({ status }) => (status === null ? null : statuses[status]),
  },
  {
    key: 'departments',
    title: copy.columns.departments,
    width: 220,
    render: (row) => row.departments.map((one) => <Tag key={one}>{departments[one]}</Tag>),
  },
];

const DEPARTMENTS = Object.entries(departments).map(([value, label]) => ({ value, label }));
const UNIONS = Object.entries(copy.unions).map(([value, label]) => ({ value, label }));

/** The trusted list of employers. */
export default function ListPage({ search, setSearch }: ScreenProps<typeof schema>) {
  const { after, page, ...filters } = search;
  const query = useAnswer(
    listEmployers,
    { query: { ...filters, after: cursorOf({ after }), limit: 50 } },
    { keep: true },
  );
  return (
    <Page title={copy.title} lead={copy.lead} crumbs={[{ title: copy.census, to: '/census' }]}>
      <CensusNav here="/census/employers" />
      <Filters search={search} setSearch={setSearch} />
      <PagedTable
        label={copy.title}
        query={query}
        columns={COLUMNS}
        rowKey={({ employer_id: id }) => id}
        turn={{ after, page }}
        onTurn={(turn) => setSearch({ ...turn })}
        empty={<Nothing title={copy.empty.title}>{copy.empty.next}</Nothing>}
      />
    </Page>
  );
}

function Filters({ search, setSearch }: Pick<ScreenProps<typeof schema>, 'search' | 'setSearch'>) {
  return (
    <Flex wrap gap={8} style={{ marginBottom: 16 }}>
      <Input.Search
        key={search.search ?? ''}
        aria-label={copy.search}
        placeholder={copy.search}
        allowClear
        defaultValue={search.search}
        style={{ width: 280 }}
        onSearch={(text) => setSearch({ search: text.trim() === '' ? undefined : text.trim(), ...FIRST })}
      />
      <Select
        aria-label={copy.department}
        allowClear
        placeholder={copy.department}
        value={search.department}
        options={DEPARTMENTS}
        style={{ width: 150 }}
        onChange={(department: typeof search.department) => setSearch({ department, ...FIRST })}
      />
      <Select
        aria-label={copy.union}
        allowClear
        placeholder={copy.union}
        value={search.with_union}
        options={UNIONS}
        style={{ width: 130 }}
        onChange={(value: typeof search.with_union) => setSearch({ with_union: value, ...FIRST })}
      />
      <DivisionSearch division={search.division} onChoose={(division) => setSearch({ division, ...FIRST })} />
    </Flex>
  );
}

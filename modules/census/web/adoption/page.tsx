import '../census.css';
import { useAnswer } from '@jianjia/client';
import { cursorOf, FIRST, Nothing, Page, type PagedColumn, PagedTable, PlaceLink, type ScreenProps } from '@jianjia/ui';
import { Flex, Select } from 'antd';
import { type Adoption, type AdoptionChange, adoptions, previewAdoption } from '../../contract/index.ts';
import { DivisionSearch } from '../parts/division-search.tsx';
import { CensusNav } from '../parts/nav.tsx';
import { AdoptForm } from './adopt-form.tsx';
import { copy } from './copy.ts';
import type { search as schema } from './search.ts';

const COLUMNS: readonly PagedColumn<AdoptionChange>[] = [
  {
    key: 'name',
    title: copy.columns.name,
    head: true,
    width: 260,
    render: ({ employer_id: id, name, uscc }) => (
      <>
        <PlaceLink to={`/census/employers/${id}`}>
          <b>{name}</b>
        </PlaceLink>
        <br />
        {uscc}
      </>
    ),
  },
  { key: 'field', title: copy.columns.field, width: 140, render: ({ field }) => adoptions[field] },
  { key: 'before', title: copy.columns.before, width: 190, render: ({ before }) => before ?? copy.none },
  { key: 'after', title: copy.columns.after, width: 190, render: ({ after }) => <b>{after}</b> },
  {
    key: 'where',
    title: copy.columns.where,
    width: 200,
    render: ({ file_name: file, line }) => <span style={{ overflowWrap: 'anywhere' }}>{copy.where(file, line)}</span>,
  },
  { key: 'asOf', title: copy.columns.asOf, width: 110, render: (row) => row.as_of },
];

const FIELDS = Object.entries(adoptions).map(([value, label]) => ({ value: value as Adoption, label }));

/** What adopting would change in the union's own register, and adopting it. */
export default function AdoptionPage({ search, setSearch }: ScreenProps<typeof schema>) {
  const { after, page, division, field } = search;
  const query = useAnswer(
    previewAdoption,
    { query: { division, field, after: cursorOf({ after }), limit: 50 } },
    { keep: true },
  );
  return (
    <Page title={copy.title} lead={copy.lead} crumbs={[{ title: copy.census, to: '/census' }]}>
      <CensusNav here="/census/adoption" />
      {query.data && <AdoptForm counts={query.data.counts} division={division} />}
      <Flex wrap gap={8} style={{ margin: '16px 0' }}>
        <Select
          aria-label={copy.field}
          allowClear
          placeholder={`${copy.field}：${copy.all}`}
          value={field ?? null}
          options={FIELDS}
          style={{ width: 200 }}
          onChange={(value: Adoption | null | undefined) => setSearch({ field: value ?? undefined, ...FIRST })}
        />
        <DivisionSearch division={division} onChoose={(chosen) => setSearch({ division: chosen, ...FIRST })} />
      </Flex>
      <PagedTable
        label={copy.title}
        query={query}
        columns={COLUMNS}
        rowKey={(row) => `${row.uscc}/${row.field}`}
        turn={{ after, page }}
        onTurn={(turn) => setSearch({ ...turn })}
        empty={<Nothing title={copy.empty.title}>{copy.empty.next}</Nothing>}
      />
    </Page>
  );
}

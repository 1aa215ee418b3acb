import { addressOf, useAnswer } from '@jianjia/client';
import { industrySections } from '@jianjia/organisations/contract';
import {
  Chips,
  countText,
  cursorOf,
  FIRST,
  Nothing,
  Page,
  type PagedColumn,
  PagedTable,
  placeOf,
  SaveButton,
  type ScreenProps,
} from '@jianjia/ui';
import { Select, Space, Typography } from 'antd';
import { sectors } from '../../contract/kinds.ts';
import { exportUncovered, listUncovered, type UncoveredEmployer } from '../../contract/uncovered.ts';
import { copy } from './copy.ts';
import type { uncoveredSearch } from './search.ts';

const COLUMNS: readonly PagedColumn<UncoveredEmployer>[] = [
  {
    key: 'name',
    title: copy.columns.name,
    head: true,
    width: 320,
    render: ({ name, uscc }) => (
      <>
        <b>{name}</b>
        <br />
        <Typography.Text type="secondary">{uscc}</Typography.Text>
      </>
    ),
  },
  {
    key: 'employees',
    title: copy.columns.employees,
    width: 110,
    align: 'right',
    render: ({ employees }) => (employees === null ? copy.unreported : `${countText(employees)} ${copy.people}`),
  },
  { key: 'division', title: copy.columns.division, width: 160, render: ({ division }) => division.name },
  { key: 'industry', title: copy.columns.industry, width: 200, render: ({ industry }) => industry?.name },
  { key: 'sector', title: copy.columns.sector, width: 110, render: ({ sector }) => sectors[sector] },
  { key: 'established', title: copy.columns.established, width: 120, render: (row) => row.established_on },
];

const SIZES = Object.entries(copy.sizes).map(([value, label]) => ({ value, label }));
const INDUSTRIES = [
  ...Object.entries(industrySections).map(([value, title]) => ({ value, label: `${value} ${title}` })),
  { value: 'none', label: copy.noIndustry },
];

/** Employers without a union, those with most employees first. */
export default function UncoveredPage({ search, setSearch }: ScreenProps<typeof uncoveredSearch>) {
  const { after, page, ...filters } = search;
  const { at, as_of, size, industry } = filters;
  const query = useAnswer(listUncovered, { query: { ...filters, after: cursorOf({ after }) } }, { keep: true });
  const without = (names: readonly string[]) =>
    setSearch({ ...Object.fromEntries(names.map((name) => [name, undefined])), ...FIRST });
  const chips = query.data?.filters ?? [];
  return (
    <Page
      title={copy.title}
      lead={copy.lead}
      crumbs={[{ title: copy.overview, to: placeOf('/overview', { at, as_of }) }, { title: copy.title }]}
      extra={
        <Space wrap>
          <Select
            aria-label={copy.size}
            prefix={copy.size}
            style={{ minWidth: 180 }}
            value={size === undefined ? 'all' : String(size)}
            options={SIZES}
            onChange={(value) => setSearch({ size: value === 'all' ? undefined : Number(value), ...FIRST })}
          />
          <Select
            aria-label={copy.industry}
            allowClear
            placeholder={copy.industry}
            value={industry}
            options={INDUSTRIES}
            showSearch={{ optionFilterProp: 'label' }}
            style={{ width: 200 }}
            onChange={(value: string | undefined) => setSearch({ industry: value, ...FIRST })}
          />
          <SaveButton address={addressOf(exportUncovered, { query: filters })} disabled={query.data?.total === 0}>
            {copy.save}
          </SaveButton>
        </Space>
      }
    >
      <Chips
        chips={chips}
        onRemove={(name) => without([name])}
        onClear={() => without(chips.map(({ name }) => name))}
      />
      <PagedTable
        label={copy.title}
        query={query}
        columns={COLUMNS}
        rowKey={({ uscc }) => uscc}
        turn={{ after, page }}
        onTurn={(turn) => setSearch({ ...turn })}
        empty={<Nothing title={copy.empty.title}>{copy.empty.next}</Nothing>}
      />
    </Page>
  );
}

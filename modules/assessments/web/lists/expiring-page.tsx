import { addressOf, useAnswer } from '@jianjia/client';
import {
  cursorOf,
  FIRST,
  Nothing,
  Page,
  type PagedColumn,
  PagedTable,
  placeOf,
  PlaceLink,
  SaveButton,
  type ScreenProps,
} from '@jianjia/ui';
import { Select, Space, Typography } from 'antd';
import type { z } from 'zod';
import { expiringKinds, expiringWithin, listExpiring } from '../../contract/expiring.ts';
import { exportExpiring } from '../../contract/lists.ts';
import { expiringCopy as copy } from './copy.ts';
import type { expiringSearch } from './search.ts';
import './lists.css';

type Row = z.output<typeof listExpiring.answer>['rows'][number];

function columnsOf(as_of: string | undefined): readonly PagedColumn<Row>[] {
  return [
    {
      key: 'union',
      title: copy.columns.union,
      head: true,
      width: 300,
      render: ({ union, name }) => (
        <>
          <PlaceLink to={placeOf(`/unions/${encodeURIComponent(union)}`, { as_of })}>{name}</PlaceLink>
          <Typography.Text type="secondary" className="list-above">
            {union}
          </Typography.Text>
        </>
      ),
    },
    { key: 'what', title: copy.columns.what, width: 130, render: ({ what }) => expiringKinds[what] },
    { key: 'title', title: copy.columns.title, width: 280, render: ({ title }) => title },
    { key: 'ends', title: copy.columns.ends, width: 120, render: ({ ends_on }) => ends_on },
    { key: 'left', title: copy.columns.left, width: 130, render: ({ days_left }) => <Left days={days_left} /> },
  ];
}

/** How urgent it is, in colour and in words. */
function Left({ days }: { readonly days: number }) {
  if (days < 0) return <span className="verdict-tag list-over">{copy.over(-days)}</span>;
  if (days > 30) return copy.left(days);
  return <span className="verdict-tag list-soon">{days === 0 ? copy.today : copy.left(days)}</span>;
}

const WHAT = [
  { value: 'all', label: copy.all },
  ...Object.entries(expiringKinds).map(([value, label]) => ({ value, label })),
];
const WITHIN = Object.entries(expiringWithin).map(([value, label]) => ({ value, label }));

/** What runs out, soonest first. */
export default function ExpiringPage({ search, setSearch }: ScreenProps<typeof expiringSearch>) {
  const { after, page, ...filters } = search;
  const { at, as_of, what, within = '90' } = filters;
  const query = useAnswer(listExpiring, { query: { ...filters, after: cursorOf({ after }) } }, { keep: true });
  return (
    <Page
      title={copy.title}
      lead={copy.lead}
      crumbs={[{ title: copy.overview, to: placeOf('/overview', { at, as_of }) }, { title: copy.title }]}
      extra={
        <Space wrap>
          <Select
            aria-label={copy.columns.what}
            value={what ?? 'all'}
            options={WHAT}
            style={{ minWidth: 140 }}
            onChange={(value) => setSearch({ what: value === 'all' ? undefined : (value as typeof what), ...FIRST })}
          />
          <Select
            aria-label={copy.within}
            value={within}
            options={WITHIN}
            style={{ minWidth: 160 }}
            onChange={(value: string) => setSearch({ within: value as typeof within, ...FIRST })}
          />
          <SaveButton address={addressOf(exportExpiring, { query: filters })} disabled={query.data?.rows.length === 0}>
            {copy.save}
          </SaveButton>
        </Space>
      }
    >
      <PagedTable
        label={copy.title}
        query={query}
        columns={columnsOf(as_of)}
        rowKey={({ union, what: kind, title, ends_on }) => `${union} ${kind} ${title} ${ends_on}`}
        turn={{ after, page }}
        onTurn={(turn) => setSearch({ ...turn })}
        empty={<Nothing title={copy.empty.title}>{copy.empty.next}</Nothing>}
      />
    </Page>
  );
}

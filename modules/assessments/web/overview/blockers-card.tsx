import { type AnswerOf, useAnswer } from '@jianjia/client';
import { Asked, countText, Nothing, PlaceLink, VerdictTag } from '@jianjia/ui';
import { Card, Grid, Table, type TableColumnsType } from 'antd';
import { overviewBlockers } from '../../contract/overview.ts';
import { copy } from './copy.ts';
import { clausePage, unionList } from './links.ts';
import type { Place } from './search.ts';

type Row = AnswerOf<typeof overviewBlockers>['rows'][number];

/** The ten mandatory indicators that hold the most unions back, and how many unions each would free. */
export default function BlockersCard({
  place,
  scheme,
}: {
  readonly place: Place;
  readonly scheme: string | undefined;
}) {
  const query = useAnswer(overviewBlockers, { query: { ...place, scheme } });
  const { md } = Grid.useBreakpoint();
  return (
    <Card size="small" title={copy.blockers}>
      <p className="overview-note">{copy.blockersLead}</p>
      <Asked query={query} rows={10}>
        {({ rows }) => {
          if (rows.length === 0) return <Nothing title={copy.blockersEmpty}>{copy.blockersEmptyHelp}</Nothing>;
          if (md === false) return <Blocks rows={rows} place={place} />;
          return (
            <Table
              size="small"
              rowKey={({ indicator }) => indicator}
              columns={columnsOf(place)}
              dataSource={rows}
              pagination={false}
            />
          );
        }}
      </Asked>
    </Card>
  );
}

/** The same on a phone, one below the other. */
function Blocks({ rows, place }: { readonly rows: readonly Row[]; readonly place: Place }) {
  return (
    <ol className="overview-blocks">
      {rows.map((row) => (
        <li key={row.indicator}>
          <Clause row={row} place={place} />
          <div className="overview-block-counts">
            {copy.heldBack} <HeldBack row={row} place={place} /> · {copy.wouldFree}{' '}
            <WouldFree row={row} place={place} />
          </div>
          <Verdicts row={row} />
        </li>
      ))}
    </ol>
  );
}

interface Of {
  readonly row: Row;
  readonly place: Place;
}

function Clause({ row, place }: Of) {
  return (
    <>
      <PlaceLink to={clausePage(place, row.indicator)}>{row.clause}</PlaceLink>
      <small className="overview-scheme-of">
        {row.looks_at ?? copy.byPerson} · {row.scheme_title} · {row.track_title} · {row.at}
      </small>
    </>
  );
}

const listOf = ({ row, place }: Of, only?: string): string =>
  unionList(place, {
    scheme: row.scheme,
    track: row.track,
    indicator: row.indicator,
    verdict: 'held',
    only,
    reached: 'false',
  });

function HeldBack({ row, place }: Of) {
  return <PlaceLink to={listOf({ row, place })}>{copy.unionsOf(countText(row.held_back))}</PlaceLink>;
}

function WouldFree({ row, place }: Of) {
  const text = copy.unionsOf(countText(row.would_free));
  return row.would_free === 0 ? text : <PlaceLink to={listOf({ row, place }, 'true')}>{text}</PlaceLink>;
}

function Verdicts({ row }: { readonly row: Row }) {
  const told = (['unmet', 'unknown', 'pending'] as const).filter((verdict) => row[verdict] > 0);
  return (
    <span className="overview-verdicts">
      {told.map((verdict) => (
        <VerdictTag key={verdict} verdict={verdict} count={row[verdict]} />
      ))}
    </span>
  );
}

function columnsOf(place: Place): TableColumnsType<Row> {
  return [
    { title: copy.clause, key: 'clause', render: (_, row) => <Clause row={row} place={place} /> },
    {
      title: copy.verdictsOf,
      key: 'verdicts',
      width: 200,
      responsive: ['xl'],
      render: (_, row) => <Verdicts row={row} />,
    },
    {
      title: copy.heldBack,
      key: 'held_back',
      align: 'right',
      width: 110,
      sorter: (a, b) => a.held_back - b.held_back,
      render: (_, row) => <HeldBack row={row} place={place} />,
    },
    {
      title: copy.wouldFree,
      key: 'would_free',
      align: 'right',
      width: 150,
      sorter: (a, b) => a.would_free - b.would_free,
      render: (_, row) => <WouldFree row={row} place={place} />,
    },
  ];
}

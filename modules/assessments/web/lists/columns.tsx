import { unionKinds } from '@jianjia/organisations/contract';
import { numberText, type PagedColumn, placeOf, PlaceLink, ReachedTag, VerdictBar, VerdictTag } from '@jianjia/ui';
import { Typography } from 'antd';
import type { ReactNode } from 'react';
import type { UnionRow } from '../../contract/lists.ts';
import { copy } from './copy.ts';

type Column = PagedColumn<UnionRow>;
type Result = NonNullable<UnionRow['result']>;
type Outcome = NonNullable<Result['outcome']>;

/** What decides which columns a list has. */
export interface Shown {
  readonly of: 'results' | 'founded' | 'dissolved';
  readonly as_of: string | undefined;
  /** Last part of the indicator's id. */
  readonly item: string | null;
  /** What is the same in every row need not stand there. */
  readonly same: 'nothing' | 'scheme' | 'track';
}

/** The columns of a list of unions. */
export function columnsOf(shown: Shown): readonly Column[] {
  const { founded, dissolved } = copy.columns;
  const about = [unionColumn(shown), PLACE];
  if (shown.of === 'founded') return [...about, day('founded', founded, (row) => row.founded_on)];
  if (shown.of === 'dissolved') return [...about, day('dissolved', dissolved, (row) => row.dissolved_on)];
  const standard = shown.same === 'track' ? [] : [shown.same === 'scheme' ? TRACK : SCHEME];
  return [...about, ...standard, ...(shown.item === null ? [REACHED] : OUTCOME), MISSING];
}

function unionColumn({ as_of, item }: Shown): Column {
  return {
    key: 'union',
    title: copy.columns.union,
    head: true,
    width: 270,
    sort: 'code',
    render: ({ union, name, above, result }) => (
      <>
        <PlaceLink to={placeOf(`/unions/${encodeURIComponent(union)}`, { scheme: result?.scheme, item, as_of })}>
          {name}
        </PlaceLink>
        <Typography.Text type="secondary" className="list-above">
          {aboveText(above)}
          {union}
        </Typography.Text>
      </>
    ),
  };
}

/** Whose top is the same for all of a list it need not name in every row. */
function aboveText(above: readonly string[]): string {
  const shown = above.length > 1 ? above.slice(1) : above;
  return shown.length > 0 ? `${shown.join(' › ')} · ` : '';
}

const PLACE: Column = {
  key: 'place',
  title: copy.columns.place,
  width: 150,
  render: ({ kind, district }) => (
    <>
      {unionKinds[kind]}
      {district !== null && (
        <Typography.Text type="secondary" className="list-above">
          {district}
        </Typography.Text>
      )}
    </>
  ),
};

const SCHEME: Column = {
  key: 'scheme',
  title: copy.columns.scheme,
  width: 230,
  render: ({ result }) => result && `${result.scheme_title} · ${result.track_title}`,
};

const TRACK: Column = {
  key: 'track',
  title: copy.columns.track,
  width: 160,
  render: ({ result }) => result?.track_title,
};

const REACHED: Column = {
  key: 'reached',
  title: copy.columns.reached,
  width: 100,
  render: ({ result }) => result && <ReachedTag reached={result.reached} />,
};

const MISSING: Column = {
  key: 'missing',
  title: copy.columns.missing,
  width: 130,
  sort: 'missing',
  render: ({ result }) => {
    if (!result) return null;
    const { unmet, unknown, pending } = result.mandatory;
    return (
      <div className="list-missing">
        <VerdictBar counts={{ ...result.mandatory, not_applicable: 0 }} compact />
        <span>{copy.left(unmet + unknown + pending)}</span>
      </div>
    );
  },
};

function ofOutcome(key: string, title: string, width: number, render: (outcome: Outcome) => ReactNode): Column {
  return { key, title, width, render: ({ result }) => result?.outcome && render(result.outcome) };
}

const OUTCOME: readonly Column[] = [
  ofOutcome('verdict', copy.columns.verdict, 110, ({ verdict }) => <VerdictTag verdict={verdict} />),
  {
    ...ofOutcome('value', copy.columns.value, 110, ({ value, unit, numerator, denominator }) =>
      value === null ? null : (
        <>
          <b>{numberText(value, unit)}</b>
          {denominator !== null && (
            <Typography.Text type="secondary" className="list-above">
              {numberText(numerator ?? 0, null)} ÷ {numberText(denominator, null)}
            </Typography.Text>
          )}
        </>
      ),
    ),
    sort: 'value',
  },
  ofOutcome('threshold', copy.columns.threshold, 90, ({ threshold, unit }) =>
    threshold === null ? null : numberText(threshold, unit),
  ),
  ofOutcome('lacking', copy.columns.lacking, 120, ({ missing }) => missing.join('、')),
];

function day(key: string, title: string, of: (row: UnionRow) => string | null): Column {
  return { key, title, width: 130, render: of };
}

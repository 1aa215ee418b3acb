import { inTransaction, type PoolClient, type Source, type Statement } from '@jianjia/db';
import type { PlainDate } from '@jianjia/kernel';
import { requireUnion } from '@jianjia/organisations/server';
import { verdictOf, verdicts, type Verdict } from '@jianjia/rules';
import type { ItemChange } from '@jianjia/schemes/contract';
import type { WhatIfFlip, FlipQuestion, Tally, WhatIfVerdicts, WhatIfQuestion } from '../../contract/index.ts';
import { ResultReader, type KeptResult } from '../../domain/results.ts';
import type { Standards } from '../standards.ts';
import { trackAsked, tracksAsked, understand, type Understood } from './changes.ts';
import { problems } from './problems.ts';
import { toldChanges } from './told.ts';
import {
  answerSql,
  changedSql,
  flipsSql,
  insteadSql,
  keptSql,
  valuesOf,
  type Asked,
  type Body,
} from './what-if-sql.ts';

/** Flips told with the answer itself; the rest is asked for page by page. */
const FIRST_PAGE = 50;

/** A question made ready: what is asked of whom, and the body of its statements. */
export interface Prepared {
  readonly asked: Asked;
  readonly understood: Understood;
  readonly told: readonly ItemChange[];
  readonly body: Body;
}

/**
 * Checks a question against the standards and makes its query.
 * @throws Problem for a scheme, track, indicator or number that is none
 */
export function prepareWhatIf(standards: Standards, t: PlainDate, question: WhatIfQuestion): Prepared {
  const { scheme, track, instead } = question;
  const understood = understand(standards, trackAsked(standards, scheme, track), question.changes);
  const asked: Asked = { at: question.at ?? null, t, scheme, track };
  const values = valuesOf(asked);
  const told = toldChanges(standards, understood);
  if (!instead) return { asked, understood, told, body: { sql: changedSql(standards.plan, t, understood), values } };
  if (question.changes.length > 0) throw problems.changesAndInstead();
  if (instead.scheme === scheme) throw problems.sameStandard();
  tracksAsked(standards, instead.scheme, instead.track);
  const other = instead.track === undefined ? [instead.scheme] : [instead.scheme, instead.track];
  return { asked, understood, told, body: { sql: insteadSql(instead.track), values: [...values, ...other] } };
}

interface AnswerRow {
  readonly total: Tally;
  readonly kinds: readonly (Tally & { readonly kind: string })[] | null;
  readonly districts: readonly (Tally & DistrictRow)[] | null;
  /** Per changed indicator the letters m u k p n counted before, then after. */
  readonly letters: readonly (readonly number[])[];
  readonly flips: readonly FlipRow[] | null;
}

interface DistrictRow {
  readonly union: string;
  readonly name: string;
  /** How many districts there are in all. */
  readonly districts: number;
}

interface FlipRow {
  readonly union_id: string;
  readonly union_code: string;
  readonly name: string;
  readonly kind: string;
  readonly district: string | null;
  readonly before: boolean;
  readonly after: boolean | null;
  readonly letters: string;
  readonly changed: string;
}

/** Answers a question from the kept results, as the caller sees them; writes nothing. */
export async function whatIf(source: Source, prepared: Prepared) {
  const { understood, body } = prepared;
  return looking(source, prepared, async (client) => {
    const row = await answerRow(client, answerSql(body, understood.changes.length, FIRST_PAGE));
    const districts = row.districts ?? [];
    return {
      as_of: prepared.asked.t,
      total: row.total,
      kinds: (row.kinds ?? []).map((kind) => ({ kind: kind.kind, ...tallyOf(kind) })),
      districts: districts.map(({ union, name, ...tally }) => ({ union, name, ...tallyOf(tally) })),
      districts_left_off: (districts[0]?.districts ?? 0) - districts.length,
      indicators: prepared.told.map((told, place) => ({
        ...told,
        before: countsOf(row.letters[place]?.slice(0, verdicts.length)),
        after: countsOf(row.letters[place]?.slice(verdicts.length)),
      })),
      flips: await pageOf(client, prepared, row.flips ?? [], FIRST_PAGE),
    };
  });
}

async function answerRow(client: PoolClient, { sql, values }: Statement): Promise<AnswerRow> {
  const found = await client.query<AnswerRow>(sql, [...values]);
  return found.rows[0] as AnswerRow;
}

/** One page of the unions that flip; writes nothing. */
export async function flips(source: Source, prepared: Prepared, page: FlipQuestion) {
  return looking(source, prepared, async (client) => {
    const { sql, values } = flipsSql(prepared.body, page);
    const found = await client.query<FlipRow>(sql, [...values]);
    return pageOf(client, prepared, found.rows, page.limit);
  });
}

/** In one read-only transaction, after a look whether the union asked about is within sight. */
function looking<T>(source: Source, { asked }: Prepared, work: (client: PoolClient) => Promise<T>): Promise<T> {
  return inTransaction(
    source,
    async (client) => {
      if (asked.at !== null) await requireUnion(client, asked.at);
      return work(client);
    },
    // One state of the results for all statements of the answer.
    { readOnly: true, isolation: 'repeatable read' },
  );
}

async function pageOf(
  client: PoolClient,
  { asked, understood }: Prepared,
  rows: readonly FlipRow[],
  limit: number,
): Promise<{ readonly unions: readonly WhatIfFlip[]; readonly next: string | null }> {
  const shown = rows.slice(0, limit);
  const kept = await keptOf(client, asked, understood.changes.length > 0 ? shown.map((row) => row.union_id) : []);
  const reader = new ResultReader(understood.planned);
  const unions = shown.map(({ union_id: id, union_code: union, letters, changed, ...row }): WhatIfFlip => {
    const result = kept.get(id);
    const items = understood.changes.map(({ index }, place) => {
      const outcome = result ? reader.outcomeAt(result, index) : null;
      return {
        indicator: indicatorAt(understood, index),
        before: verdictOf(letters.charAt(place)),
        after: verdictOf(changed.charAt(place)),
        value: outcome?.value ?? null,
        unit: outcome?.unit ?? null,
      };
    });
    return { union, ...row, items };
  });
  return { unions, next: rows.length > limit ? (shown.at(-1)?.union_code ?? null) : null };
}

async function keptOf(
  client: PoolClient,
  asked: Asked,
  unions: readonly string[],
): Promise<ReadonlyMap<string, KeptResult>> {
  if (unions.length === 0) return new Map();
  const { sql, values } = keptSql(asked, unions);
  const found = await client.query<KeptResult & { readonly union_id: string }>(sql, [...values]);
  return new Map(found.rows.map((row) => [row.union_id, row]));
}

const indicatorAt = ({ planned }: Understood, index: number): string => planned.items[index]?.clause.indicator ?? '';

function tallyOf({ unions, before, after, gained, lost, not_judged }: Tally): Tally {
  return { unions, before, after, gained, lost, not_judged };
}

/** Counts in the order of `verdicts`. */
function countsOf(counts: readonly number[] = []): WhatIfVerdicts {
  const of = (verdict: Verdict): number => counts[verdicts.indexOf(verdict)] ?? 0;
  return {
    met: of('met'),
    unmet: of('unmet'),
    unknown: of('unknown'),
    pending: of('pending'),
    not_applicable: of('not_applicable'),
  };
}

import { createHash } from 'node:crypto';
import { inTransaction, type Pool, type PoolClient } from '@jianjia/db';
import type { Actor } from '@jianjia/kernel';
import { fields, type FieldOutcome } from '../../contract/index.ts';
import { applyNow } from '../apply/apply-delivery.ts';
import type { Doer } from '../doer.ts';
import { receiveTable } from '../receive/receive-table.ts';
import { areaSql } from '../works/kinds.ts';

/** Findings of one delivery, at most; more come in the next. */
const BATCH = 1000;
const TITLE = '实地核查';

/** What the list is told: findings speak in the name of nobody. */
const SERVICE: Actor = { accountId: null, name: TITLE, reach: '全部', ticket: null, requestId: crypto.randomUUID() };

/** A finding the list has not heard of, and the federation whose source it goes into. */
interface Waiting {
  readonly finding_id: string;
  readonly employer_id: string;
  readonly source_union: string;
  readonly name: string;
  readonly uscc: string | null;
  readonly division_code: string;
  readonly outcome: FieldOutcome;
  readonly headcount: number | null;
  readonly moved_to: string | null;
  readonly found_on: string;
  /** It was found gone before. */
  readonly was_gone: boolean;
}

/**
 * Brings what was found at the doors of an area into the list as one more source, «实地核查», with the same provenance as a file: a
 * delivery can be looked at and withdrawn. Findings that came too late for their task say nothing. Answers how many.
 *
 * Runs as the system role, as everything does that the list follows from.
 */
export async function flowBack(system: Pool, area: string, signal?: AbortSignal): Promise<number> {
  let told = 0;
  for (;;) {
    const waiting = await inTransaction(system, (client) => waitingFindings(client, area));
    if (waiting.length === 0) return told;
    const [first] = waiting;
    const together = waiting.filter(({ source_union }) => source_union === first?.source_union);
    await deliver(system, first?.source_union ?? '', together, signal);
    told += together.length;
  }
}

/** Findings of places that no federation answers for are noted as told: there is no list they could go into. */
async function waitingFindings(client: PoolClient, area: string): Promise<readonly Waiting[]> {
  await client.query(
    `
    insert into census.finding_delivery (finding_id, delivery_id)
    select f.finding_id, null from census.finding f
    where f.late is not null and ${areaSql('f.division_code')} = $1
      and not exists (select from census.finding_delivery d where d.finding_id = f.finding_id)
    on conflict do nothing`,
    [area],
  );
  const found = await client.query<Omit<Waiting, 'source_union'> & { readonly source_union: string | null }>(
    `select f.finding_id, f.employer_id, s.union_id as source_union, coalesce(e.name, k.name) as name,
       coalesce(e.uscc, k.uscc) as uscc, f.division_code, f.outcome, f.headcount, f.moved_to,
       ((least(f.found_at, f.received_at)) at time zone 'Asia/Shanghai')::date::text as found_on,
       exists (select from census.finding b where b.employer_id = f.employer_id and b.received_at < f.received_at
         and b.late is null and b.outcome in ('moved', 'closed')) as was_gone
     from census.finding f
     join census.task k on k.task_id = f.task_id
     left join census.employer e on e.employer_id = f.employer_id
     left join lateral (
       select u.union_id from kernel.division_descent v join organisations.union u on u.division_code = v.ancestor
       where v.code = f.division_code and v.ancestor <> '*' and u.kind in ('city', 'county', 'zone', 'township')
         and u.dissolved_on is null
       order by length(u.division_code), u.kind = 'zone', u.union_code limit 1
     ) s on true
     where ${areaSql('f.division_code')} = $1
       and not exists (select from census.finding_delivery d where d.finding_id = f.finding_id)
     order by f.finding_id limit ${BATCH}`,
    [area],
  );
  const nowhere = found.rows.filter(({ source_union }) => source_union === null);
  await noteDelivered(client, nowhere, null);
  return found.rows.flatMap(({ source_union, ...row }) => (source_union === null ? [] : [{ ...row, source_union }]));
}

async function noteDelivered(
  client: PoolClient,
  findings: readonly { readonly finding_id: string }[],
  delivery: string | null,
): Promise<void> {
  await client.query(
    `insert into census.finding_delivery (finding_id, delivery_id) select id, $2 from unnest($1::uuid[]) as id
     on conflict do nothing`,
    [findings.map(({ finding_id }) => finding_id), delivery],
  );
}

async function deliver(
  system: Pool,
  unionId: string,
  findings: readonly Waiting[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const doer: Doer = { source: system, actor: SERVICE };
  const source = await inTransaction(system, (client) => fieldSource(client, unionId));
  const days = findings.map(({ found_on }) => found_on).toSorted();
  const day = days.at(-1) ?? '';
  const rows = findings.map(cellsOf);
  const text = JSON.stringify([findings.map(({ finding_id }) => finding_id), rows]);
  const delivery = await receiveTable(doer, {
    source,
    year: Number(day.slice(0, 4)),
    as_of: day,
    fileName: `${TITLE}结果 ${day}（${findings.length} 家）`,
    sha256: createHash('sha256').update(text).digest('hex'),
    bytes: Buffer.byteLength(text),
    via: 'register',
    sentAs: findings[0]?.finding_id ?? null,
    merged: [],
    rows: table(rows),
  });
  await inTransaction(system, (client) => noteDelivered(client, findings, delivery));
  await applyNow(system, doer, delivery, 'all', { signal });
}

/** The source of a federation that findings go into; made when the first one comes. */
async function fieldSource(client: PoolClient, unionId: string): Promise<string> {
  await client.query(
    `insert into census.source (union_id, department, title) values ($1, 'field', $2) on conflict (union_id, title) do nothing`,
    [unionId, TITLE],
  );
  const found = await client.query<{ id: string }>(
    'select source_id as id from census.source where union_id = $1 and title = $2',
    [unionId, TITLE],
  );
  return found.rows[0]?.id ?? '';
}

const HEADER = [fields.name, fields.uscc, fields.division, fields.address, fields.employees, fields.status] as const;

const STATUS: Readonly<Record<FieldOutcome, string>> = {
  present: '存续',
  refused: '存续',
  union_founded: '存续',
  moved: '迁出',
  closed: '关闭',
};

/**
 * The row of a finding. Where an employer is there, a register may know better whether it was deregistered since; so that is
 * only said of one that was found gone before.
 */
function cellsOf({ name, uscc, division_code, outcome, headcount, moved_to, was_gone }: Waiting): readonly string[] {
  const isGone = outcome === 'moved' || outcome === 'closed';
  return [
    name,
    uscc ?? '',
    division_code,
    moved_to ?? '',
    headcount === null ? '' : String(headcount),
    isGone || was_gone ? STATUS[outcome] : '',
  ];
}

async function* table(rows: readonly (readonly string[])[]) {
  yield [HEADER, ...rows].map((cells, index) => ({ line: index + 1, cells, fault: null }));
}

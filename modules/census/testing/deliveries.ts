import type { Pool } from '@jianjia/db';
import type { Actor } from '@jianjia/kernel';
import type { Department } from '../contract/index.ts';
import { applyNow } from '../server/apply/apply-delivery.ts';
import type { Doer } from '../server/doer.ts';
import { receiveTable } from '../server/receive/receive-table.ts';
import { addSource } from '../server/sources/add-source.ts';

/** A table as somebody would type it: the first row is the header. */
export type TypedTable = readonly (readonly string[])[];

/** Whoever is at the machine. */
export const operator: Actor = {
  accountId: null,
  name: '操作员',
  reach: '全部',
  ticket: null,
  requestId: crypto.randomUUID(),
};

/** A command of the machine. */
export function operating(system: Pool): Doer {
  return { source: system, actor: operator };
}

/** A register of a department at a federation of the forest. */
export function plantSource(doer: Doer, at: string, department: Department, title: string): Promise<string> {
  return addSource(doer, { at, department, title });
}

/** What is delivered besides its rows. */
export interface Delivered {
  readonly source: string;
  readonly as_of?: string;
  readonly fileName?: string;
  readonly merged?: readonly string[];
}

/** Reads a table into a delivery that is not yet applied. */
export async function deliver(
  doer: Doer,
  { source, as_of = '2026-06-30', fileName = 'file.csv', merged = [] }: Delivered,
  table: TypedTable,
): Promise<string> {
  const text = JSON.stringify(table);
  return receiveTable(doer, {
    source,
    year: Number(as_of.slice(0, 4)),
    as_of,
    fileName,
    sha256: await sha256(text),
    bytes: text.length,
    via: 'command',
    sentAs: null,
    merged,
    rows: rowsOf(table),
  });
}

/** Reads a table and puts it into the list. */
export async function deliverAndApply(system: Pool, delivered: Delivered, table: TypedTable): Promise<string> {
  const doer = operating(system);
  const delivery = await deliver(doer, delivered, table);
  await applyNow(system, doer, delivery, 'all');
  return delivery;
}

async function* rowsOf(table: TypedTable): AsyncGenerator<{ line: number; cells: readonly string[]; fault: null }[]> {
  yield table.map((cells, index) => ({ line: index + 1, cells, fault: null }));
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Buffer.from(digest).toString('hex');
}

/** Everything the list is, as comparable rows; `event` and `delivery`, which tell what happened, are left out. */
export async function listState(owner: Pool): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const state: Record<string, readonly unknown[]> = {};
  for (const table of ['entity', 'entity_key', 'employer', 'pair']) {
    const { rows } = await owner.query(`select to_jsonb(t) as row from census.${table} t order by to_jsonb(t)::text`);
    state[table] = rows.map(({ row }: { row: unknown }) => row);
  }
  // Deliveries get their ids as they come; what their records say does not depend on it.
  const { rows } = await owner.query(
    `select d.sha256, to_jsonb(r) - 'delivery_id' as row from census.record r join census.delivery d using (delivery_id)
     order by d.sha256, r.line`,
  );
  state['record'] = rows;
  return state;
}

import { parsePlainDate, toDays, type PlainDate } from '@jianjia/kernel';
import { contractKinds } from '@jianjia/agreements/contract';
import { electionBodies } from '@jianjia/democracy/contract';
import type { PoolClient } from '@jianjia/db';
import { expiringKinds, type ExpiringKind } from '../../contract/index.ts';
import type { View } from '../overview/view.ts';
import { problems } from '../problems.ts';
import { countExpiringSql, listExpiringSql, type ExpiringCursor, type ExpiringQuery } from './expiring-sql.ts';

/** The permission to read where each kind is kept. */
const READ: Readonly<Record<ExpiringKind, string>> = {
  term: 'democracy:read',
  contract: 'agreements:read',
  certificate: 'organisations:read',
};

/** The kinds somebody may look at, at least somewhere; of the others nothing is said, rather than that there are none. */
export function readableKinds(permissions: ReadonlySet<string>): readonly ExpiringKind[] {
  return (Object.keys(expiringKinds) as ExpiringKind[]).filter((kind) => permissions.has(READ[kind]));
}

/** How much runs out, one row per kind. */
export async function countExpiring(client: PoolClient, view: View, kinds: readonly ExpiringKind[]) {
  const none = { within_30: 0, within_60: 0, within_90: 0, over: 0 };
  if (kinds.length === 0) return [];
  const { sql, values } = countExpiringSql(view, kinds);
  const { rows } = await client.query<typeof none & { what: ExpiringKind }>(sql, [...values]);
  return kinds.map((what) => ({
    ...none,
    ...rows.find((row) => row.what === what),
    what,
    title: expiringKinds[what],
  }));
}

interface Row {
  readonly what: ExpiringKind;
  readonly union: string;
  readonly name: string;
  readonly subject: string | null;
  readonly detail: string | null;
  readonly no: string;
  readonly ends_on: PlainDate;
}

/** A page of what runs out, soonest first. */
export async function listExpiring(client: PoolClient, view: View, query: ExpiringQuery) {
  if (query.kinds.length === 0) return { rows: [], next: null };
  const { sql, values } = listExpiringSql(view, query);
  const found = await client.query<Row>(sql, [...values]);
  const rows = found.rows.slice(0, query.limit);
  const last = found.rows.length > query.limit ? rows.at(-1) : undefined;
  return {
    rows: rows.map((row) => ({
      what: row.what,
      union: row.union,
      name: row.name,
      title: titleOf(row),
      ends_on: row.ends_on,
      days_left: toDays(row.ends_on) - toDays(view.t),
    })),
    next: last ? `${last.ends_on}.${last.what}.${last.no}` : null,
  };
}

function titleOf({ what, subject, detail }: Row): string {
  const titles: Readonly<Record<string, string>> = { ...electionBodies, ...contractKinds };
  const title = titles[subject ?? ''] ?? subject;
  if (what === 'term') return `${title}第 ${detail} 届任期`;
  return what === 'contract' ? `${title} ${detail}` : expiringKinds.certificate;
}

/** Reads what `next` said. @throws Problem assessments.badPage */
export function cursorOf(after: string | undefined): ExpiringCursor | undefined {
  if (after === undefined) return undefined;
  const [, day = '', what = '', no = ''] = /^([^.]*)\.([^.]*)\.(.*)$/s.exec(after) ?? [];
  const endsOn = parsePlainDate(day);
  if (!endsOn || !Object.hasOwn(expiringKinds, what)) throw problems.badPage();
  return { endsOn, what: what as ExpiringKind, no };
}

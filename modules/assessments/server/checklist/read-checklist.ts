import { inTransaction, type Source } from '@jianjia/db';
import type { PlainDate } from '@jianjia/kernel';
import { unionKinds } from '@jianjia/organisations/contract';
import { requireUnion } from '@jianjia/organisations/server';
import { toDays } from '@jianjia/kernel';
import type { AnswerOf } from '@jianjia/http';
import type { getChecklist } from '../../contract/index.ts';
import { Standing } from '../../domain/standing.ts';
import { tracksOf } from '../selection.ts';
import type { Standards } from '../standards.ts';
import { checklistSql } from './checklist-sql.ts';
import { standardOf, type KeptScore } from './standard.ts';

type Checklist = AnswerOf<typeof getChecklist>;

/** What is asked: the union's code, the day, and perhaps one scheme only. */
export interface ChecklistQuery {
  readonly code: string;
  readonly t: PlainDate;
  readonly scheme?: string | undefined;
}

interface Head {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly founded_on: string;
  readonly dissolved_on: string | null;
  readonly above: readonly { readonly code: string; readonly name: string }[];
}

type Result =
  | { readonly scheme: null }
  | (KeptScore & {
      readonly scheme: string;
      readonly track: string;
      readonly version: string;
      readonly verdicts: string;
      readonly parts: string | null;
      readonly reached: boolean;
      readonly numbers: readonly (number | null)[];
    });

/**
 * A union's checklists as of t, by the eyes of the source; the results of that day must be current.
 * @throws Problem for an unknown scheme, and for a union that is not there or out of sight
 */
export async function readChecklist(
  source: Source,
  standards: Standards,
  { code, t, scheme }: ChecklistQuery,
): Promise<Checklist> {
  const tracks = tracksOf(standards, scheme);
  const rows = await inTransaction(
    source,
    async (client) => {
      const { sql, values } = checklistSql(code, t, scheme);
      const found = await client.query<Head & Result>(sql, [...values]);
      if (found.rows.length === 0) await requireUnion(client, code);
      return found.rows;
    },
    { readOnly: true },
  );
  const [head] = rows;
  if (!head) throw new Error(`the union ${code} came and went within a transaction`);
  const results = new Map(rows.flatMap((row) => (row.scheme === null ? [] : [[`${row.scheme}.${row.track}`, row]])));
  return {
    as_of: t,
    union: {
      code: head.code,
      name: head.name,
      kind: head.kind,
      kind_title: kindTitle(head.kind),
      founded_on: head.founded_on,
      dissolved_on: head.dissolved_on,
      above: head.above,
    },
    standards: tracks.flatMap((planned) => {
      const row = results.get(`${planned.scheme.id}.${planned.track.id}`);
      if (!row) return [];
      const kept = { ...row, parts: row.parts ?? '', low: row.low };
      const standing = new Standing(planned, kept, { asOf: toDays(t), kind: head.kind });
      return [standardOf(standards.plan, standing, row)];
    }),
  };
}

function kindTitle(kind: string): string {
  const titles: Readonly<Record<string, string>> = unionKinds;
  return titles[kind] ?? kind;
}

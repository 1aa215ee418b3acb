import type { PoolClient } from '@jianjia/db';
import { literal, quoted } from '../storage.ts';
import { danglingReason, type Plan, type Reference } from './references.ts';

/** One staged row of a tree. */
export interface TreeRow {
  readonly line: number;
  readonly code: string | null;
  readonly parent: string | null;
  /** Rejected for other reasons already. */
  readonly gone: boolean;
}

/** Why a row cannot take its place: nothing above it, its upper row rejected, or a circle (then named). */
export interface TreeFault {
  readonly line: number;
  readonly parent: string;
  readonly why: 'dangling' | 'rejected' | readonly string[];
}

/**
 * Rejects rows of a tree whose upper record is neither stored nor loaded with the file, and those that would close a
 * circle. Done here and not in SQL, for a hostile chain of 100,000 levels would cost SQL as many rounds; what is kept
 * in memory is two codes per row of the file and per stored record above it.
 */
export async function rejectMisplaced(client: PoolClient, plan: Plan, upward: Reference): Promise<void> {
  const rows = await stagedRows(client, upward);
  const stored = await storedParents(client, plan, upward);
  const faults = misplaced(rows, stored);
  if (faults.length === 0) return;
  await client.query(
    `insert into import_rejected
    select f.line, ${literal(upward.column)}, f.parent,
      case f.why when 'dangling' then ${danglingReason(upward)}
        when 'rejected' then '没有载入：它的上级在同一文件中被拒绝。请先改正上级那一行。' else f.why end
    from unnest($1::integer[], $2::text[], $3::text[]) as f (line, parent, why)`,
    [
      faults.map((fault) => fault.line),
      faults.map((fault) => fault.parent),
      faults.map((fault) => (typeof fault.why === 'string' ? fault.why : circleSentence(fault.why))),
    ],
  );
}

async function stagedRows(client: PoolClient, upward: Reference): Promise<readonly TreeRow[]> {
  const result = await client.query<[number, string | null, string | null, boolean]>({
    text: `select line, ${quoted(upward.targetColumn)}, ${quoted(upward.column)},
        bad or exists (select from import_rejected r where r.line = s.line)
      from import_stage s order by line`,
    rowMode: 'array',
  });
  return result.rows.map(([line, code, parent, gone]) => ({ line, code, parent, gone }));
}

/** Stored records of the file's rows and of everything above them: code → upper code. */
async function storedParents(
  client: PoolClient,
  plan: Plan,
  upward: Reference,
): Promise<ReadonlyMap<string, string | null>> {
  const [table, code, id] = [quoted(plan.definition.table), quoted(upward.targetColumn), quoted(upward.targetId ?? '')];
  const parentId = quoted(upward.column.replace(/_code$/, '_id'));
  const result = await client.query<[string, string | null]>({
    text: `
      with recursive named as (
        select ${code} as code from import_stage union select ${quoted(upward.column)} from import_stage
      ), above as (
        select t.${id}, t.${parentId}, t.${code} as code from named n join ${table} t on t.${code} = n.code
        union
        select t.${id}, t.${parentId}, t.${code} from above a join ${table} t on t.${id} = a.${parentId}
      )
      select a.code, p.code from above a left join above p on p.${id} = a.${parentId}`,
    rowMode: 'array',
  });
  return new Map(result.rows);
}

/**
 * Finds the rows that cannot take their place. A rejected row that was stored before keeps its old place.
 * @param stored code → upper code of the stored records
 */
export function misplaced(rows: readonly TreeRow[], stored: ReadonlyMap<string, string | null>): readonly TreeFault[] {
  const faults: TreeFault[] = [];
  const byCode = new Map<string, TreeRow>();
  const below = new Map<string, TreeRow[]>();
  const rejected = new Set<TreeRow>(rows.filter((row) => row.gone));
  for (const row of rows) {
    if (row.code !== null) byCode.set(row.code, row);
    if (row.parent === null) continue;
    const siblings = below.get(row.parent);
    if (siblings) siblings.push(row);
    else below.set(row.parent, [row]);
  }
  const reject = (row: TreeRow, why: TreeFault['why']): void => {
    faults.push({ line: row.line, parent: row.parent ?? '', why });
    rejected.add(row);
  };
  const told = new Set<TreeRow>();
  /** Rejects what hangs below rejected rows, down to the leaves. */
  const spread = (from: readonly TreeRow[]): void => {
    const queue = [...from];
    for (let row = queue.pop(); row; row = queue.pop()) {
      if (row.code === null || stored.has(row.code)) continue;
      for (const child of below.get(row.code) ?? []) {
        if (told.has(child)) continue;
        told.add(child);
        reject(child, 'rejected');
        queue.push(child);
      }
    }
  };
  for (const row of rows) {
    if (row.parent === null || stored.has(row.parent) || byCode.has(row.parent)) continue;
    told.add(row);
    reject(row, 'dangling');
  }
  spread([...rejected]);
  for (;;) {
    const upper = new Map<string, string>();
    for (const [code, parent] of stored) if (parent !== null) upper.set(code, parent);
    for (const [code, row] of byCode) {
      if (rejected.has(row)) continue;
      if (row.parent === null) upper.delete(code);
      else upper.set(code, row.parent);
    }
    const circles = cyclesOf(upper);
    if (circles.length === 0) return faults;
    const members = circles.flatMap((circle) =>
      circle.flatMap((code) => {
        const row = byCode.get(code);
        if (!row || rejected.has(row)) return [];
        told.add(row);
        reject(row, circle);
        return [row];
      }),
    );
    // Stored records cannot form a circle by themselves; should they, there is nothing in this file to reject.
    if (members.length === 0) return faults;
    spread(members);
  }
}

const SHOWN = 20;

function circleSentence(circle: readonly string[]): string {
  const [first = ''] = circle;
  const shown = circle.length > SHOWN ? [...circle.slice(0, SHOWN), `…（共 ${circle.length} 个）…`] : circle;
  return `上级关系成环：${[...shown, first].join(' → ')}。请改正其中的上级编码。`;
}

/** The circles in a map from each node to the one above it. */
export function cyclesOf(upper: ReadonlyMap<string, string>): readonly (readonly string[])[] {
  const seen = new Set<string>();
  const cycles: string[][] = [];
  for (const start of upper.keys()) {
    const path: string[] = [];
    const onPath = new Map<string, number>();
    let node: string | undefined = start;
    while (node !== undefined && upper.has(node) && !seen.has(node)) {
      seen.add(node);
      onPath.set(node, path.length);
      path.push(node);
      node = upper.get(node);
    }
    const from = node === undefined ? undefined : onPath.get(node);
    if (from !== undefined) cycles.push(path.slice(from));
  }
  return cycles;
}

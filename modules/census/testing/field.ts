import { plantForest, signedIn, type SignedIn } from '@jianjia/identity/testing';
import { usccCheckCharacter } from '@jianjia/codes';
import type { Acting, Pool } from '@jianjia/db';
import { parsePlainDate, type PlainDate } from '@jianjia/kernel';
import type { FieldOutcome, FindingToReport } from '../contract/index.ts';
import { handOut } from '../server/checks/hand-out.ts';
import type { FieldDeps } from '../server/field-deps.ts';
import { deliverAndApply, operating, plantSource } from './deliveries.ts';
import { classifyChanged } from './works.ts';

/** An employer of the list of a test. */
export interface TypedEmployer {
  readonly name: string;
  /** Numbers its credit code; null for none. */
  readonly number: number | null;
  readonly division?: string;
  readonly address?: string;
  readonly employees?: number;
  readonly industry?: string;
  readonly status?: string;
}

/** A right credit code of an enterprise, by number. */
export function creditCode(number: number): string {
  const body = `91340802MA${String(number).padStart(7, '0')}`;
  return `${body}${usccCheckCharacter(body) ?? ''}`;
}

const HEADER = ['企业名称', '统一社会信用代码', '行政区划', '住所', '从业人数', '行业代码', '登记状态'];

/** Delivers these employers to a federation (A of the forest), puts them into the list and classifies them. */
export async function plantEmployers(
  system: Pool,
  employers: readonly TypedEmployer[],
  title = '市场主体',
  at = 'A',
): Promise<void> {
  const source = await plantSource(operating(system), at, 'market', title);
  await deliverAndApply(system, { source }, [
    HEADER,
    ...employers.map(({ name, number, division = '340802001', address, employees, industry, status }) => [
      name,
      number === null ? '' : creditCode(number),
      division,
      address ?? '',
      employees === undefined ? '' : String(employees),
      industry ?? '',
      status ?? '存续',
    ]),
  ]);
  await classifyChanged(system);
}

/** The ids of employers of the list by their names. */
export async function employerIds(owner: Pool): Promise<ReadonlyMap<string, string>> {
  const found = await owner.query<{ name: string; id: string }>('select name, employer_id as id from census.employer');
  return new Map(found.rows.map(({ name, id }) => [name, id]));
}

/** What the endpoints stand on, on the day 2026-11-21. */
export function fieldDeps({ app, system }: { readonly app: Pool; readonly system: Pool }): FieldDeps {
  return {
    app,
    system,
    asOf: (text): PlainDate => {
      const day = parsePlainDate(text ?? '2026-11-21');
      // The service's own days end too: what is only written down is no day that is evaluated.
      if (day === null || day < '2023-11-21') throw new Error(`no day: ${text}`);
      return day;
    },
  };
}

/** What somebody found at a door. */
export function typedFinding(outcome: FieldOutcome, more: Partial<FindingToReport> = {}): FindingToReport {
  const union = outcome === 'union_founded' ? { union_name: '机械厂工会' } : {};
  return { finding_id: crypto.randomUUID(), outcome, found_at: '2026-11-20T08:00:00Z', ...union, ...more };
}

/** A new task for an employer of the list by its name, given to somebody. */
export async function taskFor(
  owner: Pool,
  deps: FieldDeps,
  officer: Acting,
  to: string,
  name: string,
): Promise<string> {
  const id = (await employerIds(owner)).get(name) ?? '';
  await handOut(deps, officer, { gap: 'uncovered', employer_ids: [id], assigned_to: to, due_on: '2026-12-01' });
  const task = await owner.query<{ id: string }>(
    `select task_id as id from census.task where employer_id = $1 order by task_id desc limit 1`,
    [id],
  );
  return task.rows[0]?.id ?? '';
}

/** How many lines the journal has of an act. */
export async function journalLines(owner: Pool, act: string): Promise<number> {
  const { rows } = await owner.query<{ n: number }>('select count(*)::integer as n from journal.entry where act = $1', [
    act,
  ]);
  return rows[0]?.n ?? 0;
}

/** Names of the employers of `plantField`. */
export const WORKS = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛'].map((mark) => `${mark}机械厂`);

/** The forest with eight works of 30 and more people that have no union; who hands out tasks there, and who goes. */
export async function plantField(db: {
  readonly owner: Pool;
  readonly system: Pool;
  readonly app: Pool;
}): Promise<{ readonly officer: SignedIn; readonly walker: SignedIn }> {
  await plantForest(db.owner);
  await plantEmployers(
    db.system,
    WORKS.map((name, index) => ({ name, number: index + 1, employees: 30 + index, address: `人民路${index}号` })),
  );
  return {
    officer: await signedIn(db, [{ role: 'township_officer', union: 'A11' }]),
    walker: await signedIn(db, [{ role: 'coordinator', union: 'A11' }]),
  };
}

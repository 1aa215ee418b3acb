import type { OutcomeLine } from '@jianjia/assessments/contract';
import { outcomes, type Standards } from '@jianjia/assessments/server';
import type { TestDatabase } from '@jianjia/db/testing';
import type { PlainDate } from '@jianjia/kernel';

/** A union as its register has it. */
export interface Union {
  readonly id: string;
  readonly code: string;
  readonly parent: string | null;
  readonly kind: string;
  readonly division: string;
  readonly industry: string | null;
  readonly founded: string;
  readonly dissolved: string | null;
}

/** What one union comes to by one scheme. */
export interface Judged {
  readonly union: string;
  readonly scheme: string;
  readonly track: string;
  readonly lines: readonly OutcomeLine[];
  readonly reached: boolean;
}

/** Unions by scheme and part. */
export interface Part {
  readonly scheme: string;
  readonly key: string | null;
  readonly unions: number;
  readonly reached: number;
  readonly share: number;
}

const HOLDS: ReadonlySet<string> = new Set(['unmet', 'unknown', 'pending']);
/** Kinds of the demo city that answer for a place. */
const BY_PLACE: ReadonlySet<string> = new Set(['city', 'county', 'township']);

/** Counts by plain loops over registers and outcomes: what the overview is held against. */
export class HandCount {
  readonly unions: readonly Union[];
  readonly #judged: ReadonlyMap<PlainDate, readonly Judged[]>;
  readonly #db: TestDatabase;

  constructor(db: TestDatabase, unions: readonly Union[], judged: ReadonlyMap<PlainDate, readonly Judged[]>) {
    this.#db = db;
    this.unions = unions;
    this.#judged = judged;
  }

  union(code: string): Union | undefined {
    return this.unions.find((one) => one.code === code);
  }

  /** The codes of a union and everything below it. */
  below(code: string): ReadonlySet<string> {
    const found = new Set([code]);
    const ids = new Set(this.unions.filter((one) => one.code === code).map(({ id }) => id));
    for (let grew = true; grew;) {
      grew = false;
      for (const one of this.unions) {
        if (one.parent === null || !ids.has(one.parent) || ids.has(one.id)) continue;
        ids.add(one.id);
        found.add(one.code);
        grew = true;
      }
    }
    return found;
  }

  /** Results of the unions below on a day. */
  results(code: string, day: PlainDate): readonly Judged[] {
    const wanted = this.below(code);
    return (this.#judged.get(day) ?? []).filter(({ union }) => wanted.has(union));
  }

  /** Results by scheme and whatever `keyOf` says, in the order of both. */
  parts(code: string, day: PlainDate, keyOf: (result: Judged) => string | null): readonly Part[] {
    const counted = new Map<string, Judged[]>();
    for (const result of this.results(code, day)) {
      const name = JSON.stringify([result.scheme, keyOf(result)]);
      counted.set(name, [...(counted.get(name) ?? []), result]);
    }
    const rows = [...counted].map(([name, all]): Part => {
      const [scheme, key] = JSON.parse(name) as [string, string | null];
      const reached = all.filter((one) => one.reached).length;
      return { scheme, key, unions: all.length, reached, share: reached / all.length };
    });
    return inOrder(rows);
  }

  /** The union directly below `code`, with unions below it, in which a union lies. */
  districtOf(code: string): (union: string) => string | null {
    const top = this.union(code)?.id;
    const isUnion = (code: string) => {
      const one = this.union(code);
      return one !== undefined && !isPart(one);
    };
    const districts = this.unions
      .filter(({ parent }) => parent === top)
      .map((one) => ({ code: one.code, below: this.below(one.code) }))
      .filter((one) => [...one.below].some((other) => other !== one.code && isUnion(other)));
    return (union) => districts.find(({ below }) => below.has(union))?.code ?? null;
  }

  /** Per indicator: the unions it holds back. */
  blockers(code: string, day: PlainDate): ReadonlyMap<string, Readonly<Record<string, number>>> {
    const counted = new Map<string, Record<string, number>>();
    for (const { reached, lines } of this.results(code, day)) {
      if (reached) continue;
      const open = lines.filter(isOpen);
      for (const { indicator, verdict } of open) {
        const row = counted.get(indicator) ?? { held_back: 0, unmet: 0, unknown: 0, pending: 0, would_free: 0 };
        for (const name of ['held_back', verdict, ...(open.length === 1 ? ['would_free'] : [])]) {
          row[name] = (row[name] ?? 0) + 1;
        }
        counted.set(indicator, row);
      }
    }
    return counted;
  }

  async figures(code: string, t: PlainDate) {
    const within = this.below(code);
    const live = this.unions.filter((one) => isLive(one, t));
    const here = new Set(live.filter((one) => within.has(one.code)).map(({ id }) => id));
    const open = (await this.#openEmployers(t)).filter(({ division, union }) => {
      const place = this.union(code);
      return BY_PLACE.has(place?.kind ?? '') ? division.startsWith(place?.division ?? '-') : here.has(union ?? '');
    });
    const everywhere = new Set(live.map(({ id }) => id));
    const withUnion = open.filter(({ union }) => everywhere.has(union ?? '')).length;
    return {
      at: code,
      as_of: t,
      unions: { total: live.filter((one) => within.has(one.code) && !isPart(one)).length },
      members: await this.#members(t, here),
      employers: { open: open.length, with_union: withUnion, without_union: open.length - withUnion },
    };
  }

  async #openEmployers(t: PlainDate) {
    const { rows } = await this.#db.owner.query<
      Record<'division', string> & Record<'union' | 'established' | 'closed', string | null>
    >(
      `select division_code as division, union_id as "union", established_on as established, closed_on as closed
       from employers.employer`,
    );
    return rows.filter(({ established, closed }) => (established ?? '') <= t && (closed === null || closed > t));
  }

  async #members(t: PlainDate, unions: ReadonlySet<string>): Promise<number> {
    const { rows } = await this.#db.owner.query<{
      readonly union: string;
      readonly joined: string;
      readonly left: string | null;
      readonly retained: boolean | null;
    }>('select union_id as "union", joined_on as joined, left_on as left, retained from people.member');
    const isMember = ({ joined, left, retained }: (typeof rows)[number]) =>
      joined <= t && (left === null || left > t) && retained !== true;
    return rows.filter((one) => unions.has(one.union) && isMember(one)).length;
  }
}

/** Reads what is to be counted; the days must have been evaluated. */
export async function handCount(
  db: TestDatabase,
  standards: Standards,
  days: readonly PlainDate[],
): Promise<HandCount> {
  const found = await db.owner.query<Union>(
    `select union_id as id, union_code as code, parent_id as parent, kind, division_code as division,
       industry_code as industry, founded_on as founded, dissolved_on as dissolved
     from organisations."union" order by union_code collate "C"`,
  );
  const judged = new Map<PlainDate, readonly Judged[]>();
  for (const day of days) judged.set(day, await judgedOn(db, standards, day));
  return new HandCount(db, found.rows, judged);
}

async function judgedOn(db: TestDatabase, standards: Standards, day: PlainDate): Promise<readonly Judged[]> {
  const lines = new Map<string, OutcomeLine[]>();
  for await (const line of outcomes(db.system, standards, day)) {
    const key = `${line.union} ${line.scheme}`;
    const known = lines.get(key);
    if (known) known.push(line);
    else lines.set(key, [line]);
  }
  return [...lines.values()].flatMap((all) => {
    const [first] = all;
    if (!first) return [];
    const reached = !all.some(isOpen) && all.some(({ verdict }) => verdict === 'met');
    return [{ union: first.union, scheme: first.scheme, track: first.track, lines: all, reached }];
  });
}

const isOpen = ({ mandatory, verdict }: OutcomeLine): boolean => mandatory && HOLDS.has(verdict);

/** A part of a union, and none itself. */
export function isPart({ kind }: Union): boolean {
  return kind === 'branch' || kind === 'group';
}

/** In being on a day. */
export function isLive({ founded, dissolved }: Union, day: PlainDate): boolean {
  return founded <= day && (dissolved === null || dissolved > day);
}

/** Rows with these columns alone, in the order of scheme and key. */
export function inOrder(rows: readonly Part[]): readonly Part[] {
  const name = ({ scheme, key }: Part) => `${scheme} ${key}`;
  return rows
    .map(({ scheme, key, unions, reached, share }) => ({ scheme, key, unions, reached, share }))
    .toSorted((a, b) => (name(a) < name(b) ? -1 : 1));
}

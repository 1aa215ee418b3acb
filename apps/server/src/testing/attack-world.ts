import { randomBytes } from 'node:crypto';
import type { TestDatabase } from '@jianjia/db/testing';
import { plantRows, signedIn } from '@jianjia/identity/testing';
import { plantAttackCensus } from './attack-census.ts';

/** A union of a random forest. Its code is in every text of its records, so that a leak shows itself. */
export interface RandomUnion {
  readonly code: string;
  readonly id: string;
  readonly parent: RandomUnion | null;
  readonly kind: string;
}

/**
 * Somebody with a role, every union whose records he or she may see, and the place whose employers: worked out here, not by
 * the product.
 */
export interface Attacker {
  readonly role: string;
  readonly at: RandomUnion;
  readonly token: string;
  readonly accountId: string;
  readonly within: ReadonlySet<string>;
  /** Begins the codes of the divisions within reach; null for none. */
  readonly place: string | null;
}

/** A text that stands in records, and who may read it. */
export interface Secret {
  readonly text: string;
  isOpenTo(attacker: Attacker): boolean;
}

export interface AttackWorld {
  readonly unions: readonly RandomUnion[];
  readonly attackers: readonly Attacker[];
  readonly secrets: readonly Secret[];
  /** Of records of the census, so that attempts hit some. */
  readonly ids: readonly string[];
}

const LEVELS = ['city', 'county', 'township', 'enterprise', 'branch'] as const;
const PLACES = ['3408', '340802', '340802001', '340802001', '340802001'] as const;
const ROLES_AT: Readonly<
  Record<
    string,
    readonly (
      | 'administrator'
      | 'city_officer'
      | 'county_officer'
      | 'township_officer'
      | 'auditor'
      | 'chair'
      | 'clerk'
      | 'member'
      | 'inspector'
      | 'coordinator'
      | 'data_sender'
    )[]
  >
> = {
  city: ['city_officer', 'administrator', 'auditor'],
  county: ['county_officer', 'auditor', 'data_sender'],
  township: ['township_officer', 'coordinator'],
  enterprise: ['chair', 'clerk', 'member', 'inspector'],
};
/** Who sees employers without a union, those of the own place. */
const SEES_PLACES = new Set(['city_officer', 'county_officer', 'township_officer']);
const SELF_CONTAINED = new Set(['branch', 'group']);

/** Plants `count` unions in two trees or more, a row of each in every table, and one attacker for each role there is. */
export async function plantAttackWorld(
  db: TestDatabase,
  pick: (below: number) => number,
  count: number,
): Promise<AttackWorld> {
  const unions: RandomUnion[] = [];
  for (let n = 0; n < count; n++) {
    const parents = n < 2 ? [] : unions.filter((one) => one.kind !== 'branch');
    const parent = parents[pick(parents.length)] ?? null;
    const level = parent ? LEVELS.indexOf(parent.kind as (typeof LEVELS)[number]) + 1 : 0;
    unions.push(await plantUnion(db, parent, level));
  }
  await plantRows(
    db.owner,
    unions.map(({ code }) => code),
  );
  // Planted results are no evaluation; the real one follows.
  await db.owner.query('delete from assessments.result; delete from assessments.score');
  const census = await plantAttackCensus(
    db,
    unions.filter(({ kind }) => kind === 'city' || kind === 'county'),
  );
  const attackers: Attacker[] = [];
  for (const [kind, roles] of Object.entries(ROLES_AT)) {
    const places = unions.filter((one) => one.kind === kind);
    for (const role of places.length > 0 ? roles : []) {
      const at = places[pick(places.length)] as RandomUnion;
      attackers.push(await enlist(db, unions, role, at));
    }
  }
  const secrets: readonly Secret[] = [
    ...unions.map(({ code }) => ({ text: code, isOpenTo: ({ within }: Attacker) => within.has(code) })),
    ...census.places.map(({ division, mark }) => ({
      text: mark,
      isOpenTo: ({ place }: Attacker) => place !== null && division.startsWith(place),
    })),
  ];
  return { unions, attackers, secrets, ids: census.ids };
}

async function plantUnion(db: TestDatabase, parent: RandomUnion | null, level: number): Promise<RandomUnion> {
  const code = `Z${randomBytes(5).toString('hex')}Q`;
  const kind = LEVELS[level] as string;
  const made = await db.owner.query<{ id: string }>(
    `insert into organisations.union (union_code, name, parent_id, kind, division_code, founded_on)
     values ($1, $1 || '工会', $2, $3, $4, '2010-01-01') returning union_id as id`,
    [code, parent?.id ?? null, kind, PLACES[level]],
  );
  return { code, id: made.rows[0]?.id ?? '', parent, kind };
}

async function enlist(
  db: TestDatabase,
  unions: readonly RandomUnion[],
  role: Parameters<typeof signedIn>[1][number]['role'],
  at: RandomUnion,
): Promise<Attacker> {
  const stranger = unions.find((one) => one.parent === null && one !== rootOf(at));
  const options =
    role === 'member' ? { memberNo: `${at.code}-p` } : role === 'inspector' && stranger ? { home: stranger.code } : {};
  const { token, accountId } = await signedIn(db, [{ role, union: at.code }], options);
  const subtree = unions.filter((one) => isBelow(one, at)).map(({ code }) => code);
  const own = unions.filter((one) => one === at || (one.parent === at && SELF_CONTAINED.has(one.kind)));
  const reachesDown = !['chair', 'clerk', 'member', 'inspector', 'data_sender'].includes(role);
  const place = SEES_PLACES.has(role) ? (PLACES[LEVELS.indexOf(at.kind as (typeof LEVELS)[number])] ?? null) : null;
  return { role, at, token, accountId, within: new Set(reachesDown ? subtree : own.map(({ code }) => code)), place };
}

function rootOf(union: RandomUnion): RandomUnion {
  return union.parent ? rootOf(union.parent) : union;
}

function isBelow(union: RandomUnion, above: RandomUnion): boolean {
  return union === above || (union.parent !== null && isBelow(union.parent, above));
}

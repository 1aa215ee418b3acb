import { ensureAppLogin, inTransaction, type Acting, type Pool, type PoolClient, type Source } from '@jianjia/db';
import { signedIn } from '@jianjia/identity/testing';
import { demoKeyring } from '@jianjia/vault';
import { requireUnion } from '@jianjia/organisations/server';
import { copyWorld } from '@jianjia/world';
import { allRegisters, median, ms, say, settle, timed, withScratch, type Figure, type Scratch } from './kit.ts';

/** One statement, as somebody runs it behind a screen; `$1` is the union the actor's role is at. */
interface Statement {
  readonly name: string;
  readonly who: 'city' | 'county' | 'chair';
  readonly sql: string;
  readonly runs: number;
}

const STATEMENTS: readonly Statement[] = [
  {
    name: 'a chair lists 50 members of the own union, with their number',
    who: 'chair',
    runs: 300,
    sql: `select member_no, name, gender, joined_on, left_on, count(*) over () as total
      from people.member where union_id = $1 order by member_no limit 50`,
  },
  {
    name: 'a county officer opens a page of 50 unions below with their results',
    who: 'county',
    runs: 100,
    sql: `select u.union_code, u.name, u.kind, count(*) over () as total,
        (select count(*) from people.member m where m.union_id = u.union_id) as members
      from organisations.descent d join organisations.union u on u.union_id = d.union_id
      where d.ancestor_id = $1 and u.dissolved_on is null order by u.union_code collate "C" limit 50`,
  },
  {
    name: 'a county officer counts members by union below',
    who: 'county',
    runs: 30,
    sql: `select m.union_id, count(*), count(*) filter (where verified_on is not null)
      from organisations.descent d join people.member m on m.union_id = d.union_id where d.ancestor_id = $1 group by 1`,
  },
  {
    name: 'a city officer counts all members by union',
    who: 'city',
    runs: 7,
    sql: `select union_id, count(*), count(*) filter (where verified_on is not null and $1::uuid is not null)
      from people.member group by 1`,
  },
  {
    name: 'a city officer sums the year’s accounts by item',
    who: 'city',
    runs: 20,
    sql: `select item, sum(amount) from funds.entry where year = 2026 and $1::uuid is not null group by item`,
  },
  {
    name: 'a city officer lists employers without a union',
    who: 'city',
    runs: 200,
    sql: `select uscc, name from employers.employer where union_id is null and closed_on is null and $1::uuid is not null
      order by name limit 50`,
  },
];

/** What row-level security and reach cost: each statement as the application against the same without row policies. */
export async function reachFigures(scale: number): Promise<readonly Figure[]> {
  return withScratch(async (scratch) => {
    say(`loading the demo city at scale ${scale} …`);
    const counts = await copyWorld(scratch.owner, allRegisters, 'demo', { scale, vault: demoKeyring() });
    await ensureAppLogin(scratch.owner, scratch.database.url);
    await settle(scratch.owner);
    const actors = await enterActors(scratch);
    const figures: Figure[] = [];
    for (const statement of STATEMENTS) {
      const { acting, union } = actors[statement.who];
      const [bound, free] = await race(statement, acting, scratch.system, union);
      figures.push({
        name: `row policies: ${statement.name}`,
        value: bound / free,
        unit: '×',
        bound: { at: 'most', value: 1.3 },
        from: `${ms(bound)} against ${ms(free)}; ${counts.get('unions')} unions, ${counts.get('members')} members`,
      });
    }
    figures.push(await alike(scratch, actors.county));
    return figures;
  });
}

/** Whether the time of the refusal that answers every request tells what is out of reach from what does not exist: the slower against the quicker. */
async function alike({ owner }: Scratch, { acting, union }: Seat): Promise<Figure> {
  const outside = await owner.query<{ code: string }>(
    `select u.union_code as code from organisations.union u
     where u.kind = 'enterprise' and not exists (
       select from organisations.descent d where d.ancestor_id = $1 and d.union_id = u.union_id
     ) order by md5(u.union_code) limit 200`,
    [union],
  );
  const refused = (client: PoolClient, code: string) =>
    requireUnion(client, code).then(
      () => Promise.reject(new Error(`${code} is within reach`)),
      () => {},
    );
  const look = (code: string) =>
    timed(() => inTransaction(acting, (client) => refused(client, code), { readOnly: true }));
  const [there, nowhere]: [number[], number[]] = [[], []];
  for (const { code } of outside.rows) {
    there.push(await look(code));
    nowhere.push(await look(`${code.slice(0, -3)}zzz`));
  }
  const [one, other] = [median(there), median(nowhere)];
  return {
    name: 'time of the refusals «out of reach» and «does not exist»',
    value: Math.max(one, other) / Math.min(one, other),
    unit: '×',
    bound: { at: 'most', value: 1.3 },
    from: `${ms(one)} out of reach, ${ms(other)} nowhere; medians of ${there.length}`,
  };
}

interface Seat {
  readonly acting: Acting;
  readonly union: string;
}

async function enterActors({ owner, system, database }: Scratch): Promise<Record<Statement['who'], Seat>> {
  const db = { owner, system, app: database.pool('app') };
  const seat = async (role: 'city_officer' | 'county_officer' | 'chair', kind: string): Promise<Seat> => {
    const found = await owner.query<{ code: string; id: string }>(
      `select u.union_code as code, u.union_id as id from organisations.union u
       where kind = $1 and dissolved_on is null
       order by (select count(*) from people.member m where m.union_id = u.union_id) desc, union_code limit 1`,
      [kind],
    );
    const [union] = found.rows;
    if (!union) throw new Error(`no union of kind ${kind}`);
    return { acting: (await signedIn(db, [{ role, union: union.code }])).acting, union: union.id };
  };
  return {
    city: await seat('city_officer', 'city'),
    county: await seat('county_officer', 'county'),
    chair: await seat('chair', 'enterprise'),
  };
}

const WARM_UP = 6;

/**
 * Medians in milliseconds, with and without row policies, turn by turn, in the same kind of transaction. Which goes first
 * changes every turn, for the second finds the pages warm.
 */
async function race({ sql, runs }: Statement, acting: Acting, system: Pool, union: string): Promise<[number, number]> {
  const run = (source: Source) => inTransaction(source, (client) => client.query(sql, [union]), { readOnly: true });
  const [bound, free]: [number[], number[]] = [[], []];
  // A connection that has seen a statement a few times keeps the plans of the functions in its policies.
  for (let turn = -WARM_UP; turn < runs; turn++) {
    const first = turn % 2 === 0 ? acting : system;
    for (const source of [first, first === acting ? system : acting]) {
      const took = await timed(() => run(source));
      if (turn >= 0) (source === acting ? bound : free).push(took);
    }
  }
  return [median(bound), median(free)];
}

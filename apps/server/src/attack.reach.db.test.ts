import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '@jianjia/db/testing';
import { attempts, type Attempt } from './testing/attempts.ts';
import { plantAttackWorld, type Attacker, type AttackWorld } from './testing/attack-world.ts';
import { testHouse, testServer } from './testing/house.ts';

/** Attempts in all; `npm run test:attack` makes 20,000. */
const ATTEMPTS = Number(process.env['JIANJIA_ATTACKS'] ?? 1200);
const WORLDS = ATTEMPTS > 5000 ? 8 : 2;

describe.each(Array.from({ length: WORLDS }, (_, index) => index + 1))('random forest %i', (world) => {
  let db: TestDatabase;
  let server: FastifyInstance;
  let planted: AttackWorld;

  beforeAll(async () => {
    db = await testDatabase();
    planted = await plantAttackWorld(db, picker(world * 7919), 24);
    const house = await testHouse(db);
    await house.results.evaluated(house.results.asOf('2026-11-21'));
    // What is attacked is who sees the results; that imports have them judged again is tested elsewhere.
    Object.assign(house.results, { evaluated: async () => {} });
    server = await testServer(house);
  });
  afterAll(async () => {
    await server.close();
    await db.drop();
  });

  test('no attempt brings a record, a name or a count from outside the reach, nor leaves one there', async () => {
    const before = await footprint(db);
    const answered = { all: 0, ok: 0 };
    await fc.assert(attack(server, planted, answered), {
      numRuns: Math.ceil(ATTEMPTS / WORLDS),
      seed: 20_261_125 + world,
    });
    await outsideUnchanged(db, planted, before);
    // Attempts that are all refused prove nothing.
    expect(answered.ok / answered.all).toBeGreaterThan(0.2);
  }, 900_000);

  // Some leaks show only where the union itself is in sight: its neighbours' rows then come along.
  test.each([
    ['democracy.meeting', ['organisations.union', 'organisations.descent']],
    ['census.employer', []],
    ['census.delivery', ['census.source', 'organisations.union', 'organisations.descent']],
    ['census.task', []],
  ])(
    'a policy that lets %s through is found',
    async (table, besides) => {
      const open = [table, ...besides];
      for (const one of open)
        await db.owner.query(`create policy leak on ${one} for select to jianjia_app using (true)`);
      try {
        const found = await fc.check(attack(server, planted, { all: 0, ok: 0 }), {
          numRuns: 2000,
          seed: world,
          endOnFailure: true,
        });
        expect(found.failed).toBe(true);
      } finally {
        for (const one of open) await db.owner.query(`drop policy leak on ${one}`);
      }
    },
    900_000,
  );

  test('the same question about what is out of reach and what does not exist is answered alike', async () => {
    for (const attacker of planted.attackers) {
      const outside = planted.unions.find(({ code }) => !attacker.within.has(code));
      if (!outside) continue;
      for (const path of [
        (code: string) => `/api/unions/${code}/outcomes?as_of=2026-11-21`,
        (code: string) => `/api/lists/unions?at=${code}&as_of=2026-11-21`,
        (code: string) => `/api/lists/unions/export?district=${code}&as_of=2026-11-21`,
        (code: string) => `/api/lists/employers?at=${code}&as_of=2026-11-21`,
        (code: string) => `/api/expiring/export?at=${code}&as_of=2026-11-21`,
        (code: string) => `/api/clauses/hohhot.enterprise.join-rate?at=${code}&as_of=2026-11-21`,
        (code: string) => `/api/unions/${code}/registers/meetings`,
        (code: string) => `/api/unions/${code}/members`,
        (code: string) => `/api/members/${code}-p`,
        (code: string) => `/api/accounts?union=${code}`,
        (code: string) => `/unions/${code}/members`,
      ]) {
        const there = await send(server, attacker, { method: 'GET', url: path(outside.code) });
        const nowhere = await send(server, attacker, { method: 'GET', url: path('Z0000000000Q') });
        const told = (body: string, code: string): string =>
          body.replaceAll(code, 'CODE').replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID');
        expect(there.statusCode).toBe(nowhere.statusCode);
        expect(told(there.body, outside.code)).toBe(told(nowhere.body, 'Z0000000000Q'));
      }
    }
  });
});

/** Every attempt of every attacker: nothing from outside the reach in the answer, and no fault of the program. */
function attack(server: FastifyInstance, planted: AttackWorld, answered: { all: number; ok: number }) {
  return fc.asyncProperty(
    // Whose role sees hardly anything asks half as often as the others: most of it is refused.
    fc.constantFrom(...planted.attackers, ...planted.attackers.filter(({ role }) => !NARROW.has(role))),
    attempts(planted),
    async (attacker, attempt) => {
      const answer = await send(server, attacker, attempt);
      answered.all += 1;
      if (answer.statusCode < 300) answered.ok += 1;
      expect(answer.statusCode, answer.body).toBeLessThan(500);
      const sent = `${attempt.url} ${JSON.stringify(attempt.payload)}`;
      const told = withoutActors(answer.body);
      for (const secret of planted.secrets) {
        if (secret.isOpenTo(attacker) || sent.includes(secret.text)) continue;
        const at = told.indexOf(secret.text);
        const around = told.slice(Math.max(0, at - 200), at + 80);
        expect(at, `${attacker.role} of ${attacker.at.code} saw ${secret.text}: ${around}`).toBe(-1);
      }
      // What anybody signed in may read counts sentences, not rows.
      if (PUBLIC.test(attempt.url)) return;
      const most = attempt.url.startsWith('/api/census/')
        ? planted.secrets.filter((secret) => secret.isOpenTo(attacker)).length * PER_PLACE
        : attacker.within.size * (RESULTS.test(attempt.url) ? SCHEMES : PER_UNION);
      expect(countIn(answer.body), 'counts more than there is within reach').toBeLessThanOrEqual(most);
    },
  );
}

/** Lines of the journal, as JSON and on the page, and sightings say who acted or looked: a superior is named to those it concerned. */
function withoutActors(body: string): string {
  return body
    .replaceAll(/"(?:reach|viewer|viewerUnion)":"[^"]*"/g, '')
    .replaceAll(/(<td class="when">[^<]*<\/td>)\s*<td>[^<]*<br \/><span class="quiet">[^<]*<\/span><\/td>/g, '$1');
}

const NARROW: ReadonlySet<string> = new Set(['coordinator', 'data_sender']);

/** The published standards. */
const PUBLIC = /^\/api\/(?:schemes\/(?:documents|[^/]+\/(?:document|items\/[^/]+))|comparison)(?:\?|$)/;

/** A union has a row of results for each scheme that judges it; there are five. */
const RESULTS = /^\/api\/lists\/unions\?/;
const SCHEMES = 5;

/** Rows a union has in one register, at most. */
const PER_UNION = 3;

/** Employers of the list in one place. */
const PER_PLACE = 4;

function send(server: FastifyInstance, attacker: Attacker, attempt: Attempt) {
  const { method, url, payload, headers } = attempt;
  const known = { host: 'localhost', 'sec-fetch-site': 'same-origin', cookie: `jianjia=${attacker.token}` };
  return server.inject({
    method,
    url,
    ...(payload === undefined ? {} : { payload }),
    headers: { ...known, ...headers },
  });
}

/** The largest total an answer tells. */
function countIn(body: string): number {
  const totals = [...body.matchAll(/"(?:total|unions)":(\d+)/g)].map((match) => Number(match[1]));
  return Math.max(0, ...totals);
}

/** Every row of every table of records, by its union, as the owner sees it. */
async function footprint(db: TestDatabase): Promise<ReadonlyMap<string, string>> {
  const found = await db.owner.query<{ key: string; sum: string }>(
    `select u.union_code || ' meeting' as key, md5(string_agg(m::text, ',' order by meeting_no)) as sum
     from democracy.meeting m join organisations.union u using (union_id) group by 1
     union all
     select u.union_code || ' account', md5(string_agg(a.login, ',' order by a.login))
     from identity.account a join organisations.union u using (union_id) group by 1
     union all
     select u.union_code || ' member', md5(string_agg(m::text, ',' order by member_no))
     from people.member m join organisations.union u using (union_id) group by 1`,
  );
  return new Map(found.rows.map(({ key, sum }) => [key, sum]));
}

/** What no attacker may write stands as it stood. */
async function outsideUnchanged(
  db: TestDatabase,
  world: AttackWorld,
  before: ReadonlyMap<string, string>,
): Promise<void> {
  const after = await footprint(db);
  const writers = (kind: string): ReadonlySet<string> => {
    const roles =
      kind === 'account'
        ? ['administrator', 'city_officer', 'county_officer', 'township_officer', 'chair']
        : ['city_officer', 'county_officer', 'township_officer', 'chair', 'clerk'];
    return new Set(world.attackers.filter(({ role }) => roles.includes(role)).flatMap(({ within }) => [...within]));
  };
  for (const { code } of world.unions) {
    for (const kind of ['meeting', 'account', 'member']) {
      if (writers(kind).has(code)) continue;
      expect(after.get(`${code} ${kind}`), `${code} ${kind}`).toBe(before.get(`${code} ${kind}`));
    }
  }
}

/** A small generator for the shape of the forest; equal seeds give equal forests. */
function picker(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return below === 0 ? 0 : (state >>> 8) % below;
  };
}

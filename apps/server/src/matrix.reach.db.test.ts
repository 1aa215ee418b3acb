import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '@jianjia/db/testing';
import { plantForest, signedIn } from '@jianjia/identity/testing';
import type { FastifyInstance } from 'fastify';
import { testHouse, testServer } from './testing/house.ts';
import type { Target } from './testing/probe.ts';
import { BY_CONTENT, OWN, PROBES, targetOf } from './testing/probes.ts';

/** Whoever asks: role, union, and the unions that stand in each relation to it. */
const SEATS = {
  administrator: { role: 'administrator', at: 'A', own: 'A', child: 'A1', sibling: 'B', other: 'B11' },
  city_officer: { role: 'city_officer', at: 'A', own: 'A', child: 'A1', sibling: 'B', other: 'B11' },
  county_officer: {
    role: 'county_officer',
    at: 'A1',
    own: 'A1',
    child: 'A11',
    sibling: 'A2',
    parent: 'A',
    other: 'B11',
  },
  township_officer: {
    role: 'township_officer',
    at: 'A11',
    own: 'A11',
    child: 'A111',
    sibling: 'A12',
    parent: 'A1',
    other: 'B11',
  },
  scheme_administrator: {
    role: 'scheme_administrator',
    at: 'A1',
    own: 'A1',
    child: 'A11',
    sibling: 'A2',
    parent: 'A',
    other: 'B11',
  },
  data_sender: { role: 'data_sender', at: 'A1', own: 'A1', child: 'A11', sibling: 'A2', parent: 'A', other: 'B11' },
  auditor: { role: 'auditor', at: 'A1', own: 'A1', child: 'A11', sibling: 'A2', parent: 'A', other: 'B11' },
  inspector: {
    role: 'inspector',
    at: 'A111',
    own: 'A111',
    child: 'A111b',
    sibling: 'A112',
    parent: 'A11',
    other: 'B11',
  },
  coordinator: {
    role: 'coordinator',
    at: 'A11',
    own: 'A11',
    child: 'A111',
    sibling: 'A12',
    parent: 'A1',
    other: 'B11',
  },
  chair: { role: 'chair', at: 'A111', own: 'A111', child: 'A111b', sibling: 'A112', parent: 'A11', other: 'B11' },
  clerk: { role: 'clerk', at: 'A111', own: 'A111', child: 'A111b', sibling: 'A112', parent: 'A11', other: 'B11' },
  member: { role: 'member', at: 'A111', own: 'A111', child: 'A111b', sibling: 'A112', parent: 'A11', other: 'B11' },
} as const;
const RELATIONS = ['own', 'child', 'sibling', 'parent', 'other'] as const;

const db = await testDatabase();
let server: FastifyInstance;
const targets = new Map<string, Target>();

beforeAll(async () => {
  const { codes } = await plantForest(db.owner);
  for (const code of codes) targets.set(code, await targetOf(db, code));
  server = await testServer(await testHouse(db));
});
afterAll(async () => {
  await server.close();
  await db.drop();
});

async function operations(): Promise<readonly string[]> {
  const answer = await server.inject({ method: 'GET', url: '/api/openapi.json', headers: { host: 'localhost' } });
  const { paths } = answer.json<{ paths: Record<string, Record<string, { operationId: string }>> }>();
  return Object.values(paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));
}

/** The status of a lawful call aimed at a union. */
async function ask(id: string, token: string, target: Target): Promise<number> {
  const probe = await PROBES[id]?.(target);
  const own = { host: 'localhost', 'sec-fetch-site': 'same-origin', cookie: `jianjia=${token}` };
  const headers = { ...probe?.headers, ...own };
  return (await server.inject({ ...probe, headers })).statusCode;
}

test('every endpoint is probed, or concerns the caller alone', async () => {
  const known = [...Object.keys(PROBES), ...OWN, ...BY_CONTENT].toSorted();
  expect((await operations()).toSorted()).toEqual(known);
});

describe.each(Object.entries(SEATS))('%s', (_name, seat) => {
  test('is answered so, endpoint by endpoint: own, child, sibling, parent, other tree', async () => {
    // Inspectors come from elsewhere, members are persons of the union.
    const home = seat.role === 'inspector' ? { home: 'A2' } : seat.role === 'member' ? { memberNo: 'A111-p' } : {};
    const { token } = await signedIn(db, [{ role: seat.role, union: seat.at }], home);
    const answers: Record<string, string> = {};
    for (const id of Object.keys(PROBES).toSorted()) {
      const cells: string[] = [];
      for (const relation of RELATIONS) {
        const target = targets.get(seat[relation as keyof typeof seat] ?? '');
        cells.push(target ? `${relation} ${await ask(id, token, target)}` : `${relation} –`);
      }
      answers[id] = cells.join(', ');
    }
    expect(answers).toMatchSnapshot();
  });
});

test('without a session every endpoint but those of signing in answers 401, whatever it is asked', async () => {
  for (const id of Object.keys(PROBES)) {
    for (const code of ['A111', 'B11']) {
      expect(await ask(id, 'nobody', targets.get(code) as Target), id).toBe(401);
    }
  }
});

test('a session that owes a step has no permission', async () => {
  for (const stage of ['second_factor', 'new_password', 'enrol_factor']) {
    const { token, sessionId } = await signedIn(db, [{ role: 'city_officer', union: 'A' }]);
    await db.owner.query('update identity.session set stage = $2 where session_id = $1', [sessionId, stage]);
    for (const id of Object.keys(PROBES)) {
      expect(await ask(id, token, targets.get('A1') as Target), `${stage} ${id}`).toBe(401);
    }
  }
});

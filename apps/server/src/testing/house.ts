import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { loadStandards, type Standards } from '@jianjia/assessments/server';
import type { TestDatabase } from '@jianjia/db/testing';
import { argon2Passwords } from '@jianjia/identity/server';
import { demoKeyring } from '@jianjia/vault';
import type { FastifyInstance } from 'fastify';
import { Results } from '../results.ts';
import type { House } from '../house.ts';
import { identityDeps } from '../identity.ts';
import { buildServer } from '../server.ts';

/** Where the tests' service is reached. */
export const ORIGIN = 'http://localhost:7070';

let standards: Promise<Standards> | undefined;

/** A house on a test database: everything real but the published keys and cheaper password hashes. */
export async function testHouse(db: TestDatabase): Promise<House> {
  standards ??= loadStandards(fileURLToPath(new URL('../../../../standards', import.meta.url)));
  const vault = demoKeyring();
  const site = { title: '建家', rpId: 'localhost', origins: [ORIGIN] };
  return {
    app: db.app,
    system: db.system,
    vault,
    results: new Results(db.system, await standards),
    identity: {
      ...identityDeps(db.system, vault, { site, oidcFile: null }),
      passwords: argon2Passwords({ memoryCost: 64, timeCost: 1, parallelism: 1 }),
    },
  };
}

/** The service on it, without rate limits; what it logs goes to `log`. */
export async function testServer(house: House, log: (line: string) => void = () => {}): Promise<FastifyInstance> {
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      log(String(chunk));
      done();
    },
  });
  return buildServer(house, { origin: ORIGIN, log: stream, rateLimits: false });
}

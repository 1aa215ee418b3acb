import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '@jianjia/db/testing';
import { plantForest, signedIn } from '@jianjia/identity/testing';
import type { FastifyInstance } from 'fastify';
import { Browser } from '../testing/browser.ts';
import { testHouse, testServer } from '../testing/house.ts';

let db: TestDatabase;
let server: FastifyInstance;
const browsers: Browser[] = [];
beforeAll(async () => {
  db = await testDatabase();
  await plantForest(db.owner);
  server = await testServer(await testHouse(db));
  const granted = [[], [{ role: 'administrator', union: null }], [{ role: 'county_officer', union: 'A1' }]] as const;
  for (const grants of [null, ...granted]) {
    const browser = new Browser(server);
    if (grants) browser.token = (await signedIn(db, grants, { home: 'A111' })).token;
    browsers.push(browser);
  }
});
afterAll(async () => {
  await server.close();
  await db.drop();
});

/** What people and attackers put where a name, a number, an id or a day is meant. */
const JUNK = [
  '',
  '0',
  '\u0000',
  '\uD800',
  '%00',
  "'; drop table identity.account; --",
  '"><img src=x onerror=alert(1)>',
  '９９９',
  '2026-02-30',
  '2026-11-25',
  '01900000-0000-7000-8000-000000000001',
  '工'.repeat(5000),
  '__proto__',
];
const FIELDS =
  'login name password repeated current code recoveryCode secret to title union from until reason officerNo toAccountId grant role phone memberNo idNumber lastFour fields registers format withNumbers decision provider resetFactor';
const FORMS = `
  /sign-in /sign-in/second-factor /sign-in/recovery-code /sign-in/password /sign-in/enrol /sign-in/enrol/confirm
  /setup/x /welcome/x /recover/x /account/sessions/x/end /account/sessions/end-others /account/password
  /account/authenticator /account/authenticator/confirm /account/authenticator/remove /account/passkeys/x/rename
  /account/passkeys/x/remove /account/identities/x/unlink /account/delegations /account/delegations/x/end /accounts
  /accounts/x/grants /accounts/x/inspections /accounts/x/grants/x/end /accounts/x/grants/x/hand-over /accounts/x/disable
  /accounts/x/enable /accounts/x/recovery /accounts/x/identities /members /members/x/unmask /exports /exports/x/decision
  /exports/x/file`;
const PAGES = `
  /sign-in /sign-in/second-factor /sign-in/password /sign-in/enrol /sign-in/oidc /setup/x /welcome/x /recover/x /account
  /accounts /accounts/x /journal /members /members/x /me /exports /unions/x /unions/x/members /unions/A111/members`;
const QUERY = 'to q union after act before name employment scope current done page as_of';
const words = (text: string): readonly string[] => text.trim().split(/\s+/);

test('junk in a form is a sentence, never a fault, and never markup', async () => {
  for (const path of words(FORMS)) {
    for (const [index, junk] of JUNK.entries()) {
      const browser = browsers[index % browsers.length];
      const id = encodeURIComponent(junk.toWellFormed().slice(0, 40)) || 'x';
      const url = path.replaceAll('/x', `/${id}`);
      const fields = words(FIELDS).map((name) => [name, junk] as const);
      const answer = await browser?.send(url, fields);
      expect(answer?.statusCode, `${url} ${junk.slice(0, 20)}`).toBeLessThan(500);
      expect(answer?.body).not.toContain('<img src=x');
    }
  }
});

test('junk in an address is a sentence, never a fault, and never markup', async () => {
  for (const path of words(PAGES)) {
    for (const [index, junk] of JUNK.entries()) {
      const browser = browsers[(index + 1) % browsers.length];
      const text = encodeURIComponent(junk.toWellFormed().slice(0, 200));
      const query = words(QUERY).map((name) => `${name}=${text}`);
      for (const one of [query[index % query.length], query.join('&').slice(0, 3000)]) {
        const url = `${path.replaceAll('/x', `/${text.slice(0, 90).replace(/%.?$/, '') || 'x'}`)}?${one}`;
        const answer = await browser?.open(url);
        expect(answer?.statusCode, url.slice(0, 120)).toBeLessThan(500);
        expect(answer?.body).not.toContain('<img src=x');
      }
    }
  }
});

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type GuardReport, complaints, guard } from './guard.ts';

/** A small house with the real walls: two rooms, three packages, two apps. Lawful before anything is planted. */
const LAWFUL: Readonly<Record<string, string>> = {
  'packages/kernel/src/index.ts': 'export const kernel = 1;',
  'packages/rules/src/index.ts': `import { kernel } from '@jianjia/kernel';\nexport const rules = kernel;`,
  'packages/db/src/index.ts': `import { kernel } from '@jianjia/kernel';\nexport const db = kernel;`,
  'packages/db/src/testing/index.ts': `export const testing = 1;`,
  'packages/registers/src/index.ts': `import { db } from '@jianjia/db';\nexport const registers = db;`,
  'modules/people/contract/index.ts': `import { kernel } from '@jianjia/kernel';\nexport const people = kernel;`,
  'modules/people/domain/law.ts': `import { people } from '../contract/index.ts';\nexport const law = people;`,
  'modules/people/server/index.ts': `import { law } from '../domain/law.ts';\nexport const server = law;`,
  'modules/people/server/tables.ts': `import { db } from '@jianjia/db';\nexport const tables = db;`,
  'modules/care/contract/index.ts': `import { people } from '@jianjia/people/contract';\nexport const care = people;`,
  'modules/care/domain/law.ts': `import { care } from '../contract/index.ts';\nexport const law = care;`,
  'modules/care/server/index.ts': `import { server } from '@jianjia/people/server';\nexport const relief = server;`,
  'apps/cli/src/index.ts': `import { relief } from '@jianjia/care/server';\nexport const cli = relief;`,
  'apps/server/src/index.ts': `import { relief } from '@jianjia/care/server';\nexport const app = relief;`,
};

const PLANTED: readonly (readonly [rule: string, file: string, code: string])[] = [
  ['rooms-by-their-doors', 'modules/care/server/a.ts', `export * from '../../people/server/tables.ts';`],
  [
    'rooms-by-their-doors',
    'modules/care/server/b.ts',
    `import type { tables } from '../../people/server/tables.ts';\nexport type T = typeof tables;`,
  ],
  ['no-unresolvable', 'modules/care/server/c.ts', `export * from '@jianjia/people/server/tables.ts';`],
  ['packages-know-no-room', 'packages/db/src/d.ts', `export * from '@jianjia/people/contract';`],
  ['package-rules', 'packages/rules/src/e.ts', `export { db } from '@jianjia/db';`],
  ['contract-is-shape', 'modules/care/contract/f.ts', `export * from '../server/index.ts';`],
  ['contract-packages', 'modules/care/contract/g.ts', `export { db } from '@jianjia/db';`],
  ['no-node-in-contract-and-domain', 'modules/care/domain/h.ts', `export { readFileSync } from 'node:fs';`],
  ['domain-is-pure', 'modules/care/domain/i.ts', `export { relief } from '../server/index.ts';`],
  ['domain-is-pure', 'modules/care/domain/j.ts', `export { people } from '@jianjia/people/contract';`],
  ['apps-apart', 'apps/cli/src/k.ts', `export { app } from '../../server/src/index.ts';`],
  ['apps-by-the-doors', 'apps/cli/src/l.ts', `export { law } from '../../../modules/care/domain/law.ts';`],
  ['apps-on-top', 'modules/care/server/m.ts', `export { cli } from '../../../apps/cli/src/index.ts';`],
  ['tests-stay-outside', 'modules/care/server/n.ts', `export { testing } from '@jianjia/db/testing';`],
  ['screens-reach-no-server', 'modules/care/web/o.ts', `export { relief } from '../server/index.ts';`],
  ['no-circular', 'modules/care/server/p.ts', `import { q } from './q.ts';\nexport const p = () => q;`],
];

/** The other half of the planted circle; the circle is reported once, at its first file. */
const ACCOMPLICE = 'modules/care/server/q.ts';

const SCOPE = '@jianjia';
let house = '';
let clean: GuardReport;
let report: GuardReport;

beforeAll(async () => {
  house = mkdtempSync(join(tmpdir(), 'jianjia-house-'));
  build();
  clean = await guard(house);
  for (const [, file, code] of PLANTED) write(file, code);
  write(ACCOMPLICE, `import { p } from './p.ts';\nexport const q = () => p;`);
  report = await guard(house);
});

afterAll(() => rmSync(house, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(house, file)), { recursive: true });
  writeFileSync(join(house, file), text);
}

function build(): void {
  for (const [file, code] of Object.entries(LAWFUL)) write(file, code);
  write('package.json', JSON.stringify({ name: 'house', type: 'module' }));
  write('tsconfig.json', '{}');
  const names = {
    packages: ['kernel', 'rules', 'db', 'registers'],
    modules: ['people', 'care'],
    apps: ['cli', 'server'],
  };
  for (const [folder, list] of Object.entries(names)) {
    for (const name of list) {
      const exports =
        folder === 'modules'
          ? { './contract': './contract/index.ts', './server': './server/index.ts' }
          : { '.': './src/index.ts', ...(name === 'db' ? { './testing': './src/testing/index.ts' } : {}) };
      const dependencies = Object.fromEntries(
        Object.values(names)
          .flat()
          .map((other) => [`${SCOPE}/${other}`, '*']),
      );
      const title = folder === 'apps' ? `${name}-app` : name;
      write(
        `${folder}/${name}/package.json`,
        JSON.stringify({ name: `${SCOPE}/${title}`, type: 'module', exports, dependencies }),
      );
      mkdirSync(join(house, 'node_modules', SCOPE), { recursive: true });
      symlinkSync(join(house, folder, name), join(house, 'node_modules', SCOPE, title), 'dir');
    }
  }
}

test('a lawful house has no trespass, and every source was read', () => {
  expect(clean.trespasses).toEqual([]);
  expect(clean.unread).toEqual([]);
  expect(clean.read).toBe(Object.keys(LAWFUL).length);
});

test.each(PLANTED)('%s catches %s', (rule, file) => {
  expect(report.trespasses.filter((line) => line.startsWith(`${rule}: ${file} → `))).not.toEqual([]);
});

test('nothing but the planted is complained about', () => {
  const planted = new Set(PLANTED.map(([, file]) => file));
  const from = report.trespasses.map((line) => line.split(': ')[1]?.split(' → ')[0] ?? '');
  expect(from.filter((file) => !planted.has(file))).toEqual([]);
});

test('reading suspiciously few files is a complaint of its own', () => {
  expect(complaints({ read: 3, imports: 9, trespasses: [], unread: [] })).toEqual(['suspiciously few sources read: 3']);
  expect(complaints({ read: 100, imports: 9, trespasses: [], unread: ['packages/x.ts'] })).toEqual([
    'not read: packages/x.ts',
    'suspiciously few imports found: 9 in 100 sources',
  ]);
  expect(complaints({ read: 100, imports: 300, trespasses: [], unread: [] })).toEqual([]);
});

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isUscc } from '@jianjia/codes';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DUPLICATES, KINDS, kindNames, OVERLAP, type Kind } from './kinds.ts';
import { generateRegisters, type GeneratorReport } from './registers.ts';
import { readRegister, type PlainRecord } from '../peers/read-register.ts';

const ROWS = 8000;
const folder = mkdtempSync(join(tmpdir(), 'jianjia-registers-'));
let report: GeneratorReport;
const rows = { a: new Map<string, PlainRecord>(), b: new Map<string, PlainRecord>() };

const lines = (path: string): string[] => readFileSync(path, 'utf8').trimEnd().split('\n').slice(1);

interface Owner {
  readonly firm: string;
  readonly family: string;
  readonly role: string;
  readonly kinds: readonly string[];
}

let owners: Map<string, Owner>;

beforeAll(async () => {
  report = await generateRegisters({ folder, rows: ROWS, seed: 7 });
  for (const register of ['a', 'b'] as const) {
    await readRegister(report[register], (record) => rows[register].set(record.id, record));
  }
  owners = new Map(
    lines(report.records).map((line) => {
      const [id = '', firm = '', family = '', role = '', , kinds = ''] = line.split(',');
      return [id, { firm, family, role, kinds: kinds === '' ? [] : kinds.split('|') }];
    }),
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('each register has the rows asked for, under ids of their own', () => {
  expect([rows.a.size, rows.b.size]).toEqual([ROWS, ROWS]);
  expect(owners.size).toBe(2 * ROWS);
});

test('the truth names every pair of rows of one firm, and no other', () => {
  const byFirm = new Map<string, { a: string[]; b: string[] }>();
  for (const [id, { firm }] of owners) {
    const entry = byFirm.get(firm) ?? { a: [], b: [] };
    entry[id.startsWith('A') ? 'a' : 'b'].push(id);
    byFirm.set(firm, entry);
  }
  const expected = [...byFirm.values()].flatMap(({ a, b }) => a.flatMap((one) => b.map((other) => `${one},${other}`)));
  const told = lines(report.truth).map((line) => line.split(',').slice(0, 2).join(','));
  expect(told.toSorted()).toEqual(expected.toSorted());
});

test('the kinds of a true pair are those of its two rows', () => {
  for (const line of lines(report.truth)) {
    const [a = '', b = '', , kinds = ''] = line.split(',');
    const of = (id: string, register: string): string[] =>
      (owners.get(id)?.kinds ?? []).map((kind) => `${register}:${kind}`);
    expect(kinds).toBe([...of(a, 'a'), ...of(b, 'b')].join('|'));
  }
});

/** Four standard deviations of a count of `chances` draws. */
const slack = (rate: number, chances: number): number => 4 * Math.sqrt((rate * (1 - rate)) / Math.max(1, chances));

test.each(kindNames)('%s happens as often as written', (kind: Kind) => {
  for (const register of ['a', 'b'] as const) {
    const { chances, hits } = report.tally[register].get(kind) ?? { chances: 0, hits: 0 };
    const rate = KINDS[kind][register];
    expect(chances).toBeGreaterThan(50);
    expect(Math.abs(hits / chances - rate)).toBeLessThanOrEqual(slack(rate, chances));
    const marked = [...owners].filter(
      ([id, { kinds }]) => id.startsWith(register.toUpperCase()) && kinds.includes(kind),
    );
    expect(marked).toHaveLength(hits);
  }
});

test('half of the codes are right', () => {
  for (const register of ['a', 'b'] as const) {
    const right = [...rows[register].values()].filter(({ id, uscc }) => {
      const kinds = owners.get(id)?.kinds ?? [];
      return isUscc(uscc) && !kinds.includes('code_shared') && !kinds.includes('code_parent');
    });
    // Besides half of the rows lose what is only formed otherwise (small letters and the like), a few in a hundred.
    expect(right.length / ROWS).toBeGreaterThan(0.44);
    expect(right.length / ROWS).toBeLessThan(0.51);
  }
});

test('three fifths of each register stand in the other, and few firms stand twice', () => {
  for (const register of ['a', 'b'] as const) {
    const firms = [...rows[register].keys()].map((id) => owners.get(id)?.firm ?? '');
    const others = new Set([...rows[register === 'a' ? 'b' : 'a'].keys()].map((id) => owners.get(id)?.firm ?? ''));
    const overlap = firms.filter((firm) => others.has(firm)).length / firms.length;
    expect(Math.abs(overlap - OVERLAP)).toBeLessThan(0.03);
    const twice = (firms.length - new Set(firms).size) / firms.length;
    expect(Math.abs(twice - DUPLICATES[register])).toBeLessThan(0.006);
  }
});

test('branches stand beside their parents and sisters', () => {
  const families = new Map<string, string[]>();
  for (const { family, role } of owners.values()) families.set(family, [...(families.get(family) ?? []), role]);
  const mixed = [...families.values()].filter((roles) => roles.includes('parent') && roles.includes('branch'));
  const sisters = [...families.values()].filter((roles) => roles.filter((role) => role === 'branch').length > 2);
  expect(mixed.length).toBeGreaterThan(50);
  expect(sisters.length).toBeGreaterThan(50);
});

test('several firms of one county share a brand, and none its whole name', () => {
  const clean = [...rows.a.values()].filter(({ id }) => (owners.get(id)?.kinds ?? []).length === 0);
  const names = new Map<string, Set<string>>();
  for (const { id, name, division } of clean) {
    const key = `${division}|${name}`;
    names.set(key, (names.get(key) ?? new Set()).add(owners.get(id)?.firm ?? ''));
  }
  expect([...names.values()].every((firms) => firms.size === 1)).toBe(true);
  const popular = clean.filter(({ name, division }) => name.includes('鑫源') && division === '150105');
  expect(new Set(popular.map(({ id }) => owners.get(id)?.firm)).size).toBeGreaterThan(1);
});

test('some pairs hold nothing that says they are one, and only a few', () => {
  expect(report.undecidable / report.pairs).toBeGreaterThan(0.01);
  expect(report.undecidable / report.pairs).toBeLessThan(0.08);
  const undecidable = lines(report.truth).filter((line) => line.includes(',no,'));
  expect(undecidable).toHaveLength(report.undecidable);
  for (const line of undecidable) expect(line).toMatch(/code_(?:missing|shared|parent|registration)/u);
});

test('the same seed writes the same files, another seed others', async () => {
  const again = await generateRegisters({ folder: join(folder, 'again'), rows: 500, seed: 3 });
  const twin = await generateRegisters({ folder: join(folder, 'twin'), rows: 500, seed: 3 });
  const other = await generateRegisters({ folder: join(folder, 'other'), rows: 500, seed: 4 });
  for (const file of ['a', 'b', 'truth', 'records'] as const) {
    expect(readFileSync(again[file], 'utf8')).toBe(readFileSync(twin[file], 'utf8'));
    expect(readFileSync(again[file], 'utf8')).not.toBe(readFileSync(other[file], 'utf8'));
  }
});

test('README.md shows the table of kinds as it is', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  for (const kind of kindNames) {
    const { a, b, of, what } = KINDS[kind];
    expect(readme).toContain(`| ${kind} | ${a} | ${b} | ${of} | ${what} |`);
  }
});

import { createHash } from 'node:crypto';
import { isResidentId, isUscc } from '@jianjia/codes';
import { readCodeTable } from '@jianjia/codes/reference';
import { describe, expect, it } from 'vitest';
import { declared } from '../migrations/declared.ts';
import { world, worldNames, type World, type WorldOptions } from './index.ts';
import { csvOf } from './files.ts';
import { inventedResidentId } from './identity.ts';

const SMALL: WorldOptions = { scale: 0.3 };

function digest(told: World): string {
  const hash = createHash('sha256');
  for (const [name, rows] of Object.entries(told)) {
    const definition = declared.find((entry) => entry.name === name);
    if (!definition) throw new Error(`no register ${name}`);
    for (const block of csvOf(definition, rows())) hash.update(block);
  }
  return hash.digest('hex');
}

describe('a world', () => {
  it('is told the same way twice, byte for byte, and differently with another seed, scale or day', () => {
    const told = digest(world('demo', SMALL));
    expect(digest(world('demo', SMALL))).toBe(told);
    expect(digest(world('demo', { ...SMALL, seed: 2 }))).not.toBe(told);
    expect(digest(world('demo', { scale: 0.4 }))).not.toBe(told);
    expect(digest(world('demo', { ...SMALL, asOf: '2025-06-30' }))).not.toBe(told);
  });

  it('tells a register the same whether it is read alone, before or after others', () => {
    const first = [...world('tanglang').officers()];
    const told = world('tanglang');
    for (const rows of Object.values(told)) for (const _row of rows()) void _row;
    expect([...told.officers()]).toEqual(first);
  });

  it('refuses unknown names, days and scales with a sentence', () => {
    expect(() => world('atlantis')).toThrow('atlantis');
    expect(() => world('demo', { asOf: '2026-02-30' })).toThrow('2026-02-30');
    expect(() => world('demo', { scale: 0 })).toThrow('规模');
  });

  it('has the size it is told to have', () => {
    const size = (scale: number) => {
      const told = world('demo', { scale });
      return [[...told.unions()].length, [...told.members()].length] as const;
    };
    const [unions, members] = size(1);
    expect(unions).toBeGreaterThan(330);
    expect(unions).toBeLessThan(450);
    expect(members).toBeGreaterThan(17_000);
    expect(members).toBeLessThan(30_000);
    const [more, manyMore] = size(4);
    expect(more / unions).toBeGreaterThan(3);
    expect(manyMore / members).toBeGreaterThan(3.5);
  });
});

describe.each(worldNames)('the world %s', (name) => {
  const told = world(name, name === 'demo' ? SMALL : {});

  it('gives check digits that hold, to codes nobody has', () => {
    const codes = [...told.employers()].map((row) => row['uscc'] ?? '');
    expect(codes.every(isUscc)).toBe(true);
    expect(codes.every((code) => code.charAt(8) === 'X')).toBe(true);
    expect(
      [...told.unions()]
        .map((row) => row['uscc'])
        .filter(Boolean)
        .every((code) => isUscc(code ?? '')),
    ).toBe(true);
    const numbers = [...told.members()].filter((row) => row['id_type'] === 'resident' && row['id_number']);
    expect(numbers.length).toBeGreaterThan(100);
    expect(numbers.every((row) => isResidentId(row['id_number'] ?? ''))).toBe(true);
    // Areas of identity numbers end below 830000: these are nobody's.
    expect(numbers.every((row) => (row['id_number'] ?? '').startsWith('9'))).toBe(true);
  });

  it('gives every identity number to one person only', () => {
    const owner = new Map<string, string>();
    const shared: string[] = [];
    for (const row of told.members()) {
      const number = row['id_number'] ?? '';
      const who = `${row['name']} ${row['born_on']}`;
      if (number !== '' && (owner.get(number) ?? who) !== who) shared.push(number);
      owner.set(number, who);
    }
    expect(shared).toEqual([]);
    expect(owner.size).toBeGreaterThan(100);
  });

  it('fills every column only with what its register allows, and refers to nothing that is missing', () => {
    const keys = new Map<string, Set<string>>();
    const valuesOf = (target: string): Set<string> => {
      const [register = '', column = ''] = target.split('.');
      const rows = Object.entries(told).find(([entry]) => entry === register)?.[1];
      const known = keys.get(target) ?? new Set([...(rows?.() ?? [])].map((row) => row[column] ?? ''));
      keys.set(target, known);
      return known;
    };
    const codes = { division: readCodeTable('divisions'), industry: readCodeTable('industries') };
    for (const definition of declared) {
      const rows = Object.entries(told).find(([entry]) => entry === definition.name)?.[1];
      const seen = new Set<string>();
      for (const row of rows?.() ?? []) {
        const key = definition.key.map((column) => row[column] ?? '').join('/');
        expect(seen.has(key), `${definition.name} ${key} twice`).toBe(false);
        seen.add(key);
        for (const [column, declaredColumn] of Object.entries(definition.columns)) {
          const value = row[column] ?? '';
          const { type } = declaredColumn;
          const at = `${definition.name}.${column} = ${value}`;
          if (value === '') expect(declaredColumn.required, at).toBeUndefined();
          else if (declaredColumn.references) expect(valuesOf(declaredColumn.references).has(value), at).toBe(true);
          else if (type.kind === 'choice') expect(type.choices, at).toHaveProperty(value);
          else if (type.kind === 'division' || type.kind === 'industry')
            expect(codes[type.kind].has(value), at).toBe(true);
        }
        expect(Object.keys(row).filter((column) => !(column in definition.columns))).toEqual([]);
      }
    }
  }, 60_000);
});

describe('identities', () => {
  it('differ between numbers that share an area, whatever the birth date', () => {
    const areas = { first: 960_000, count: 10_000 };
    const who = { name: '张三', gender: 'male' as const, bornOn: 7000 };
    const drawn = [5, 10_005, 20_005, 4_990_005].map((number) => inventedResidentId(who, number, areas));
    expect(new Set(drawn).size).toBe(4);
    expect(drawn.every(isResidentId)).toBe(true);
    expect(() => inventedResidentId(who, 5_000_000, areas)).toThrow('identity numbers');
  });

  it('are the same in the post and in the membership', () => {
    const told = world('qianshan');
    const members = new Map([...told.members()].map((row) => [row['member_no'], row]));
    const held = [...told.officers()].filter((row) => row['member_no'] !== '');
    expect(held.length).toBeGreaterThan(50);
    for (const row of held) {
      const member = members.get(row['member_no']);
      expect([row['name'], row['gender']]).toEqual([member?.['name'], member?.['gender']]);
      expect(member?.['union_code']?.startsWith(row['union_code'] ?? '?')).toBe(true);
    }
  });
});

describe('the demo city', () => {
  it('has the edges that rules are tried on', () => {
    const unions = [...world('demo').unions()];
    const founded = unions.map((row) => row['founded_on']);
    expect(founded).toContain('2021-11-21');
    expect(founded).toContain('2021-11-22');
    expect(unions.some((row) => row['dissolved_on'] === '2026-11-21')).toBe(true);
    expect(unions.some((row) => row['legal_person_to'] === '2026-11-21')).toBe(true);
    const terms = [...world('demo').elections()];
    const ends = terms.map(
      (row) => Number(row['held_on']?.slice(0, 4)) + Number(row['term_years']) + (row['held_on'] ?? '').slice(4),
    );
    expect(ends).toContain('2026-11-21');
    expect(ends).toContain('2026-11-20');
    expect([...world('demo').contracts()].some((row) => row['valid_to'] === '2026-11-21')).toBe(true);
    expect(new Set(unions.map((row) => row['kind'])).size).toBe(11);
    expect([...world('demo').members()].some((row) => row['leave_reason'] === 'transfer')).toBe(true);
  });
});

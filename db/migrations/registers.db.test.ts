import { readCodeTable } from '@jianjia/codes/reference';
import { testDatabase } from '@jianjia/db/testing';
import type { RegisterDefinition } from '@jianjia/registers';
import { afterAll, describe, expect, it, test } from 'vitest';

import { declared, notLedByUnion, primaryKey, storedColumns, storedName } from './declared.ts';

const db = await testDatabase();
afterAll(() => db.drop());

/** Runs a query of one column named `value` and gives its values. */
async function values(sql: string, parameters: readonly unknown[]): Promise<string[]> {
  const result = await db.system.query<{ value: string }>(sql, [...parameters]);
  return result.rows.map((row) => row.value);
}

async function constraints(table: string, kind: 'c' | 'f' | 'p' | 'u'): Promise<string[]> {
  return values(
    `select pg_get_constraintdef(oid) as value from pg_constraint where conrelid = $1::regclass and contype = $2`,
    [table, kind],
  );
}

/** The foreign key a reference must be, as PostgreSQL prints it. */
function foreignKey(register: RegisterDefinition, id: string, address: string): string {
  const [name, column = ''] = address.split('.');
  const target = declared.find((one) => one.name === name);
  const table = target?.table.replace(/\.(union)$/, '."$1"') ?? '';
  if (register.owner.by === 'parent' && register.owner.column === id) {
    return `FOREIGN KEY (union_id, ${id}) REFERENCES ${table}(union_id, ${column}) ON UPDATE CASCADE`;
  }
  const stored = storedName(register, id);
  return `FOREIGN KEY (${stored}) REFERENCES ${table}(${stored === id ? column : 'union_id'})`;
}

/** The listed values inside a printed check such as `((kind = ANY (ARRAY['a'::text, …])))`. */
function listed(check: string): string[] {
  return [...check.matchAll(/'([^']*)'::text/g)].map((match) => match[1] ?? '');
}

describe.each(declared)('table of $name', (register) => {
  it('has the declared columns with their types, and no others', async () => {
    const rows = await db.system.query<{ name: string; type: string; required: boolean }>(
      `select attname as name, format_type(atttypid, atttypmod) as type, attnotnull as required
       from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
      [register.table],
    );
    const found = Object.fromEntries(rows.rows.map((row) => [row.name, row.type + (row.required ? ' not null' : '')]));
    expect(found).toEqual(storedColumns(register));
  });

  it('has the primary key led by union_id, unless it is an exception', async () => {
    expect(await constraints(register.table, 'p')).toEqual([`PRIMARY KEY (${primaryKey(register).join(', ')})`]);
    if (!(register.name in notLedByUnion)) expect(primaryKey(register)[0]).toBe('union_id');
  });

  it('keeps single keys unique in the whole database', async () => {
    if (register.key.length !== 1) return;
    const unique = [...(await constraints(register.table, 'u')), ...(await constraints(register.table, 'p'))];
    expect(unique.some((one) => one.endsWith(`(${register.key.join(', ')})`))).toBe(true);
  });

  it('has a foreign key for every reference and every code', async () => {
    const wanted = Object.entries(register.columns).flatMap(([id, column]) => {
      if (column.references) return [foreignKey(register, id, column.references)];
      const kind = column.type.kind;
      return kind === 'division' || kind === 'industry' ? [`FOREIGN KEY (${id}) REFERENCES kernel.${kind}(code)`] : [];
    });
    expect((await constraints(register.table, 'f')).toSorted()).toEqual(wanted.toSorted());
  });

  it('admits exactly the listed values', async () => {
    const checks = await constraints(register.table, 'c');
    for (const [id, column] of Object.entries(register.columns)) {
      if (column.type.kind !== 'choice') continue;
      const check = checks.find((one) => one.startsWith(`CHECK ((${id} = ANY`)) ?? '';
      expect(listed(check), id).toEqual(Object.keys(column.type.choices));
    }
  });

  it('states every row check, but for identity numbers, which are to be encrypted', async () => {
    const checks = await constraints(register.table, 'c');
    for (const check of register.checks ?? []) {
      if (check.rule === 'residentIdNumber') continue;
      const wanted =
        check.rule === 'notAbove'
          ? `CHECK ((${check.column} <= ${check.limit}))`
          : check.rule === 'notBefore'
            ? `CHECK ((${check.column} >= ${check.start}))`
            : `<= ${check.limit}))`;
      expect(checks.filter((one) => one.endsWith(wanted))).toHaveLength(1);
    }
  });

  it('refuses negative numbers', async () => {
    const checks = (await constraints(register.table, 'c')).join('\n');
    const wanted = Object.entries(register.columns).flatMap(([id, { type }]) => {
      if (type.kind === 'count' || type.kind === 'money') return [`CHECK ((${id} >= 0))`];
      return type.kind === 'decimal' || type.kind === 'fraction' ? [`(${id} >= (0)::numeric)`] : [];
    });
    expect(wanted.filter((check) => !checks.includes(check))).toEqual([]);
  });

  it('lets the application read, add and correct, but not delete', async () => {
    const granted = await values(
      `select privilege as value from unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger'])
         as privilege where has_table_privilege('jianjia_app', $1, privilege)`,
      [register.table],
    );
    expect(granted).toEqual(['select', 'insert', 'update']);
  });
});

test.each(['divisions', 'industries'] as const)('the table of %s holds what reference/ says', async (name) => {
  const table = name === 'divisions' ? 'kernel.division' : 'kernel.industry';
  const { rows } = await db.system.query<{ code: string }>(
    `select code, parent, level::int, name from ${table} order by code collate "C"`,
  );
  const byCode = (a: { code: string }, b: { code: string }) => (a.code < b.code ? -1 : 1);
  expect(rows).toEqual([...readCodeTable(name).values()].toSorted(byCode));
});

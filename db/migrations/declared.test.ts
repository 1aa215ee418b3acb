import { electionBodies } from '@jianjia/democracy/contract';
import { officerBodies } from '@jianjia/people/contract';
import { describe, expect, it, test } from 'vitest';

import { columnAt, declared } from './declared.ts';

const names = declared.map((register) => register.name);

test('every file of the contract are declared once', () => {
  const files =
    'unions employers workforce members officers elections meetings contracts contract_employers democracy disclosures ' +
    'activities activity_employers documents hardship relief disputes facilities funds audits surveys honours judgements';
  expect(names.toSorted()).toEqual(files.split(' ').toSorted());
  expect(new Set(declared.map((register) => register.table)).size).toBe(declared.length);
  expect(new Set(declared.map((register) => register.title)).size).toBe(declared.length);
});

describe.each(declared)('$name', (register) => {
  const columns = Object.entries(register.columns);

  it('has titles that name one column each', () => {
    const headers = columns.flatMap(([id, column]) => [id, column.title]);
    expect(new Set(headers).size).toBe(headers.length);
    expect(columns.filter(([, column]) => !/\p{Script=Han}/u.test(column.title))).toEqual([]);
  });

  it('has a key of required columns', () => {
    for (const column of register.key) expect(register.columns[column]?.required, column).toBe(true);
  });

  it('refers to key columns that exist and are of the same type', () => {
    for (const [id, column] of columns) {
      if (column.references === undefined) continue;
      const [name, target] = column.references.split('.');
      expect(columnAt(column.references)?.type.kind, `${id} → ${column.references}`).toBe(column.type.kind);
      expect(declared.find((one) => one.name === name)?.key).toEqual([target]);
    }
  });

  it('has listed values without doubles', () => {
    for (const [id, column] of columns) {
      if (column.type.kind !== 'choice') continue;
      const cells = Object.entries(column.type.choices).flat();
      expect(new Set(cells.map((cell) => cell.toLowerCase())).size, id).toBe(cells.length);
    }
  });

  it('checks and owns by columns it has', () => {
    const used = (register.checks ?? []).flatMap(({ rule: _rule, ...parts }) => Object.values(parts).flat());
    for (const column of [...used, register.owner.column]) expect(register.columns).toHaveProperty(column);
  });
});

test('elections fill the bodies officers serve in, without staff (ruling «Exchange format»)', () => {
  const { staff, ...others } = officerBodies;
  expect(staff).toBe('工作人员');
  expect(electionBodies).toEqual(others);
});

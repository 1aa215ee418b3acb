import { expect, test } from 'vitest';
import { inDependencyOrder, ownerIdColumn, ownIdColumn, storageColumns } from './storage.ts';
import { contractEmployers, definitions, funds, members, unions, workforce } from './testing/definitions.ts';

test('references by code are stored as ids, everything else as it is', () => {
  expect(storageColumns(funds)).toEqual([
    { column: 'union_code', sqlName: 'union_id', sqlType: 'uuid' },
    { column: 'year', sqlName: 'year', sqlType: 'integer' },
    { column: 'item', sqlName: 'item', sqlType: 'text' },
    { column: 'amount', sqlName: 'amount', sqlType: 'bigint' },
  ]);
  const [own, , parent] = storageColumns(unions);
  expect(own).toEqual({ column: 'union_code', sqlName: 'union_code', sqlType: 'text' });
  expect(parent).toEqual({ column: 'parent_code', sqlName: 'parent_id', sqlType: 'uuid' });
});

test('who owns a row', () => {
  expect(ownIdColumn(unions)).toBe('union_id');
  expect(ownIdColumn(members)).toBeNull();
  expect([unions, members, contractEmployers, workforce].map(ownerIdColumn)).toEqual([
    'union_id',
    'union_id',
    'union_id',
    null,
  ]);
});

test('each register comes after those it refers to', () => {
  const names = inDependencyOrder(definitions).map((definition) => definition.name);
  expect(names).toHaveLength(definitions.length);
  for (const [before, after] of [
    ['unions', 'employers'],
    ['employers', 'members'],
    ['contracts', 'contract_employers'],
  ] as const) {
    expect(names.indexOf(before)).toBeLessThan(names.indexOf(after));
  }
});

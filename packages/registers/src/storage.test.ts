import { expect, test } from 'vitest';
import {
  inDependencyOrder,
  ownerIdColumn,
  ownIdColumn,
  sealedColumns,
  sealedContext,
  storageColumns,
} from './storage.ts';
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

test('a sealed column is stored in three; only a text outside the key, of a record whose key never changes, can be', () => {
  expect(storageColumns(members).filter(({ column }) => column === 'phone')).toEqual([
    { column: 'phone', sqlName: 'phone', sqlType: 'bytea', part: 'sealed' },
    { column: 'phone', sqlName: 'phone_hash', sqlType: 'bytea', part: 'hash' },
    { column: 'phone', sqlName: 'phone_last4', sqlType: 'text', part: 'end' },
  ]);
  expect([...sealedColumns(members)]).toEqual([
    ['id_number', 'id_number'],
    ['phone', 'phone'],
  ]);
  expect(sealedContext(members, 'phone', 'M1')).toBe('people.member.phone/M1');
  expect(sealedColumns(funds).size).toBe(0);
  const sealed = { sealed: 'phone' } as const;
  const amount = { ...funds.columns.amount, ...sealed };
  const ofRecord = { ...members.columns.updated_on, ...sealed };
  const key = { ...members.columns.member_no, ...sealed };
  expect(() => sealedColumns({ ...funds, columns: { ...funds.columns, amount } })).toThrow('stored as written');
  expect(() => sealedColumns({ ...members, columns: { ...members.columns, updated_on: ofRecord } })).toThrow(
    'cannot be',
  );
  expect(() => sealedColumns({ ...members, columns: { ...members.columns, member_no: key } })).toThrow(
    'stored as written',
  );
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

import { expect, test } from 'vitest';
import { Problem } from '@jianjia/kernel';
import { databaseProblem, throwAsProblem } from './problems.ts';

const fault = (code: string, message = 'x'): Error => Object.assign(new Error(message), { code });

test.each([
  ['53100', 'db.diskFull'],
  ['ENOSPC', 'db.diskFull'],
  ['57P01', 'db.connectionLost'],
  ['ECONNRESET', 'db.connectionLost'],
  ['57P03', 'db.starting'],
  ['ECONNREFUSED', 'db.notReached'],
  ['28P01', 'db.wrongPassword'],
  ['3D000', 'db.noDatabase'],
])('fault %s of the machine or the connection is %s', (code, id) => {
  expect(databaseProblem(fault(code))?.id).toBe(id);
  expect(() => throwAsProblem(fault(code))).toThrow(Problem);
});

test('a lost connection is known by the words of the client library', () => {
  for (const message of ['Connection terminated unexpectedly', 'Client was closed and is not queryable']) {
    expect(databaseProblem(new Error(message))?.id).toBe('db.connectionLost');
  }
});

test('faults of data are left to the room that wrote them, and a Problem stays itself', () => {
  expect(databaseProblem(fault('23505', 'duplicate key'))).toBeNull();
  expect(databaseProblem('text')).toBeNull();
  const own = new Problem('people.left', 'conflict', '已退会');
  expect(databaseProblem(own)).toBe(own);
  const data = fault('23505');
  expect(() => throwAsProblem(data)).toThrow(data);
});

import { expect, test } from 'vitest';
import { canTurnBack, cursorOf, FIRST, nextTurn, previousTurn, type Turn } from './turns.ts';

test('forward and back again', () => {
  const second = nextTurn(FIRST, 'a');
  const third = nextTurn(second, 'b');
  expect([cursorOf(FIRST), cursorOf(second), cursorOf(third)]).toEqual([undefined, 'a', 'b']);
  expect(third.page).toBe(3);
  expect(previousTurn(third)).toEqual(second);
  expect(previousTurn(second)).toEqual(FIRST);
});

test('a way of any length stays short; back from beyond what is remembered is the first page', () => {
  let turn: Turn = FIRST;
  for (let step = 1; step <= 40; step++) turn = nextTurn(turn, `cursor${step}`);
  expect(turn.after?.split('|')).toHaveLength(10);
  expect([turn.page, cursorOf(turn)]).toEqual([41, 'cursor40']);
  for (let step = 0; step < 9; step++) turn = previousTurn(turn);
  expect([turn.page, cursorOf(turn), canTurnBack(turn)]).toEqual([32, 'cursor31', false]);
  expect(previousTurn(turn)).toEqual(FIRST);
});

test('an address without a page number still turns', () => {
  expect(nextTurn({ after: 'a' }, 'b')).toEqual({ after: 'a|b', page: 2 });
});

test('a cursor may hold anything', () => {
  const cursor = '2026-11-21.contract.合同|1% 2';
  const third = nextTurn(nextTurn(FIRST, cursor), 'b');
  expect(cursorOf(previousTurn(third))).toBe(cursor);
  expect(cursorOf({ after: 'a|%zz' })).toBe('%zz');
});

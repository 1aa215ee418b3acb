import { expect, test } from 'vitest';
import { outcomeIds, taskStateIds, type TaskState } from '../../contract/checks-kinds.ts';
import { actOf, lateness, mayDo, taskActs, type TaskActName } from './lifecycle.ts';

const acts = Object.keys(taskActs) as TaskActName[];

test('every state can be reached from the first, and only the last has no way on', () => {
  const reached = new Set<TaskState>(['open']);
  for (let grown = true; grown;) {
    const before = reached.size;
    for (const act of acts) if ([...reached].some((state) => mayDo(act, state))) reached.add(taskActs[act].to);
    grown = reached.size > before;
  }
  expect([...reached].toSorted()).toEqual([...taskStateIds].toSorted());
  expect(taskStateIds.filter((state) => !acts.some((act) => mayDo(act, state)))).toEqual(['closed']);
});

test('the only ways to the end begin with a finding', () => {
  const ends = acts.filter((act) => taskActs[act].to === 'closed');
  expect(ends.toSorted()).toEqual(['confirm', 'report']);
  // What is confirmed was reported: nothing else leads there.
  expect(acts.filter((act) => taskActs[act].to === 'to_confirm')).toEqual(['report_founded']);
});

test('a union that was founded waits for an officer, everything else settles the task', () => {
  expect(outcomeIds.filter((outcome) => taskActs[actOf(outcome)].to === 'to_confirm')).toEqual(['union_founded']);
});

test('a finding is late when the task went to somebody else, or is settled', () => {
  expect(lateness('assigned', 'present', 'me', 'me')).toBeNull();
  expect(lateness('open', 'present', null, 'me')).toBeNull();
  expect(lateness('assigned', 'present', 'other', 'me')).toBe('reassigned');
  expect(lateness('closed', 'present', 'me', 'me')).toBe('settled');
  expect(lateness('to_confirm', 'union_founded', 'me', 'me')).toBe('settled');
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { afterFailure, type Queued, taken, toSend, unsent } from './queue.ts';

const queued = (state: Queued['state'], at: string | null = null): Queued => ({
  finding_id: crypto.randomUUID(),
  state,
  said: null,
  found_at: at,
});

test('what waits is sent in the order in which it was found; drafts, sent and refused ones are not', () => {
  const late = queued('waiting', '2026-11-21T10:00:00Z');
  const early = queued('waiting', '2026-11-21T09:00:00Z');
  expect(toSend([late, queued('draft'), queued('sent', '2026-11-20T09:00:00Z'), early, queued('refused')])).toEqual([
    early,
    late,
  ]);
});

test('a result that came too late says so', () => {
  expect(taken(queued('waiting'), null)).toMatchObject({ state: 'sent', said: null });
  expect(taken(queued('waiting'), 'reassigned').said).toContain('任务已改派给别人');
  expect(taken(queued('waiting'), 'settled').said).toContain('已经留存');
});

test.each([
  [0, 'wait'],
  [401, 'sign_in'],
  [403, 'refused'],
  [404, 'refused'],
  [409, 'refused'],
  [422, 'refused'],
  [429, 'wait'],
  [500, 'wait'],
  [503, 'wait'],
] as const)('after %i: %s', (status, then) => {
  expect(afterFailure(status)).toBe(then);
});

test('no answer of the service loses a finding', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('draft', 'waiting', 'refused', 'sent')),
      fc.integer({ min: 0, max: 599 }),
      (states, status) => {
        const findings = states.map((state) => queued(state));
        const after = findings.map((one) =>
          one.state === 'waiting' && afterFailure(status) === 'refused' ? { ...one, state: 'refused' as const } : one,
        );
        expect(unsent(after)).toBe(unsent(findings));
      },
    ),
  );
});

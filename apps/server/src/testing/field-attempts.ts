import fc from 'fast-check';
import { type Attempt, type Attempts, DAY, get, LIMIT, post, type Words } from './attempt.ts';

/** Gaps, tasks and findings: everything is of a place, and places are guessed as easily as numbers. */
export function onFieldChecks({ census: id, text }: Words): Attempts {
  const division = fc.constantFrom('3408', '340802', '340802001', '1501', '15');
  const gap = fc.constantFrom('uncovered', 'small', 'closed', 'double');
  const list = {
    as_of: DAY.as_of,
    gap,
    division,
    industry: fc.constantFrom('C', 'none'),
    growth: fc.constantFrom('private', 'new_form', 'park'),
    place_kind: fc.constantFrom('street', 'market'),
    place: text.filter((one) => one !== ''),
    part: fc.integer({ min: 1, max: 3 }),
  };
  const tasks = id.map((task) => `/api/census/tasks/${task}`);
  const finding = fc.record({
    finding_id: id,
    outcome: fc.constantFrom('present', 'closed'),
    found_at: fc.constant('2026-11-20T08:00:00Z'),
  });
  // A list is always of one gap.
  const listed = fc
    .tuple(fc.constantFrom('', '/export'), fc.record(list, { requiredKeys: ['gap'] }))
    .map(([tail, given]): Attempt => {
      const known = Object.entries(given).map(([name, value]): [string, string] => [name, String(value)]);
      return { method: 'GET', url: `/api/census/gaps/employers${tail}?${new URLSearchParams(known).toString()}` };
    });
  const asked = fc.oneof(
    get(fc.constant('/api/census/gaps'), { ...DAY, division }),
    listed,
    get(fc.constant('/api/census/joint-unions'), { ...DAY, division }),
    { weight: 3, arbitrary: get(fc.constant('/api/census/tasks'), { division, ...LIMIT }) },
    get(fc.constant('/api/census/tasks'), { assigned_to: id, after: id }),
    get(fc.constantFrom('/api/census/progress', '/api/census/checks'), { division }),
    get(fc.constant('/api/census/checkers'), { search: text }),
  );
  const done = fc.oneof(
    get(tasks, {}),
    get(
      id.map((photo) => `/api/census/photos/${photo}`),
      {},
    ),
    post(fc.constant('/api/census/tasks'), fc.record({ gap, division, assigned_to: id })),
    post(
      id.map((task) => `/api/census/checks/${task}/findings`),
      finding,
    ),
    post(
      tasks.map((task) => `${task}/send-back`),
      fc.constant({ reason: '再看一看' }),
    ),
  );
  // Guessing the number of a task is mostly refused; what is asked of a place is answered.
  return fc.oneof({ weight: 5, arbitrary: asked }, { weight: 1, arbitrary: done });
}

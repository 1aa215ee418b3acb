import fc from 'fast-check';
import { type Attempts, get, post, put, type Words } from './attempt.ts';

/** The review desk: pairs by made-up ids, other federations' ways of reviewing, counts of elsewhere. */
export function onReview({ named, census: id, text }: Words): Attempts {
  const pair = fc.tuple(id, id).map(([left, right]) => `/api/census/review/pairs/${left}/${right}`);
  const division = fc.constantFrom('34', '3408', '340802', '340802001', '15', "' or 1=1 --");
  const kind = fc.constantFrom('doubtful', 'joined', 'all');
  const page = { limit: fc.integer({ min: 1, max: 100 }) };
  return fc.oneof(
    { weight: 3, arbitrary: get(fc.constant('/api/census/review/pairs'), { kind, division, ...page }) },
    { weight: 3, arbitrary: get(fc.constant('/api/census/review/labels'), page) },
    { weight: 3, arbitrary: get(fc.constant('/api/census/review/report'), { division }) },
    get(fc.constant('/api/census/review/pairs'), { after: text }),
    get(fc.constant('/api/census/review/models'), { after: id, ...page }),
    post(fc.constant('/api/census/review/models'), fc.record({ at: named }, { requiredKeys: [] })),
    put(
      fc.constant('/api/census/review/models/in-use'),
      fc.record({ at: named, version: fc.option(text) }, { requiredKeys: ['version'] }),
    ),
    get(pair, {}),
    post(
      pair.map((one) => `${one}/decisions`),
      fc.record({ verdict: fc.constantFrom('same', 'different', 'unsure', 'undone') }),
    ),
    post(
      pair.map((one) => `${one}/undo`),
      fc.constant({}),
    ),
    put(
      fc.constant('/api/census/review/mode'),
      fc.record({ at: named, persons: fc.constantFrom(1, 2, 3) }, { requiredKeys: ['persons'] }),
    ),
  );
}

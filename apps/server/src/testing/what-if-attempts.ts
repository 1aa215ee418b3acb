import fc from 'fast-check';
import { type Attempts, DAY, get, LIMIT, post, type Words } from './attempt.ts';

/** Standards that are not so, and drafts of them: the answers count and name unions. */
export function onWhatIfs({ named, code, id, text }: Words): Attempts {
  const threshold = fc.constantFrom('0%', '50%', '100%', "1' or 1=1 --");
  const change = fc.record(
    {
      indicator: fc.constantFrom('hohhot.enterprise.join-rate', 'hohhot.enterprise.verified-rate'),
      threshold,
      mandatory: fc.boolean(),
    },
    { requiredKeys: ['indicator'] },
  );
  const question = {
    at: named,
    ...DAY,
    scheme: fc.constant('hohhot'),
    track: fc.constant('enterprise'),
    changes: fc.array(change, { maxLength: 2 }),
    instead: fc.record({ scheme: fc.constantFrom('qianshan', 'pingdingshan') }),
  };
  const needed: { requiredKeys: ('scheme' | 'track' | 'as_of')[] } = { requiredKeys: ['scheme', 'track', 'as_of'] };
  const page = {
    direction: fc.constantFrom('gained', 'lost', 'not_judged'),
    kind: text,
    district: code,
    after: text,
    ...LIMIT,
  };
  const drafts = fc.constant('/api/schemes/hohhot/drafts');
  const draft = fc.record({
    at: named,
    track: fc.constant('enterprise'),
    title: fc.constant('入会率'),
    reason: fc.constant('试着改一改'),
    changes: fc.constant([{ indicator: 'hohhot.enterprise.join-rate', threshold: '85%' }]),
  });
  return fc.oneof(
    { weight: 4, arbitrary: post(fc.constant('/api/what-if'), fc.record(question, needed)) },
    { weight: 4, arbitrary: post(fc.constant('/api/what-if/unions'), fc.record({ ...question, ...page }, needed)) },
    {
      weight: 2,
      arbitrary: fc
        .record({ ...question, direction: page.direction }, needed)
        .chain((asked) =>
          get(fc.constant('/api/what-if/unions/export'), { question: fc.constant(JSON.stringify(asked)) }),
        ),
    },
    { weight: 1, arbitrary: post(drafts, draft) },
    { weight: 2, arbitrary: get(drafts, LIMIT) },
    {
      weight: 1,
      arbitrary: get(
        id.map((one) => `/api/drafts/${one}`),
        {},
      ),
    },
  );
}

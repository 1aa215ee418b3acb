import fc from 'fast-check';
import { type Attempts, get, LIMIT, post, type Words } from './attempt.ts';

const DEPARTMENTS = ['market', 'tax', 'union'];

/** The census: sources, deliveries, the list; what names a union may not bring anything of another. */
export function onCensus({ named, text, census: id }: Words): Attempts {
  const list = {
    search: text,
    division: fc.constantFrom('34', '3408', '340802', '1501', '150102'),
    department: fc.constantFrom(...DEPARTMENTS),
    with_union: fc.constantFrom('yes', 'no'),
    after: text,
    ...LIMIT,
  };
  const adoption = { division: fc.constantFrom('3408', '1501'), after: text, ...LIMIT };
  const source = fc.record({ at: named, department: fc.constantFrom(...DEPARTMENTS), title: fc.uuid() });
  const rows = fc.constant({ batch: '1', year: 2026, as_of: '2026-06-30', rows: [{ 单位名称: '闯进来的有限公司' }] });
  const { search, after, ...plain } = list;
  return fc.oneof(
    { weight: 6, arbitrary: get(fc.constant('/api/census/employers'), plain) },
    { weight: 2, arbitrary: get(fc.constant('/api/census/employers'), { ...plain, search, after }) },
    { weight: 2, arbitrary: get(fc.constant('/api/census/sources'), {}) },
    { weight: 3, arbitrary: get(fc.constant('/api/census/deliveries'), LIMIT) },
    get(fc.constant('/api/census/deliveries'), { source: id, after: id, ...LIMIT }),
    get(
      id.map((one) => `/api/census/employers/${one}`),
      {},
    ),
    get(
      id.map((one) => `/api/census/deliveries/${one}`),
      {},
    ),
    get(fc.constant('/api/census/adoption'), adoption),
    post(fc.constant('/api/census/sources'), source),
    post(
      id.map((one) => `/api/census/sources/${one}/batches`),
      rows,
    ),
  );
}

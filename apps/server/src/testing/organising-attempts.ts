import fc from 'fast-check';
import { type Attempt, type Attempts, get, post, type Words } from './attempt.ts';

/** Joint unions and the rules of industrial unions: what a union may found and decide for places of others. */
export function onOrganising({ named, census: id, text }: Words): Attempts {
  const group = fc.record({
    division: fc.constantFrom('3408', '340802001', '150102'),
    place_kind: fc.constantFrom('street', 'market'),
    place: text.filter((one) => one !== ''),
  });
  const founding = fc.record({
    employer_ids: fc.array(id, { minLength: 2, maxLength: 4 }),
    name: fc.constant('闯进来的联合工会'),
    parent: named,
    code: fc.uuid().map((one) => one.slice(0, 12)),
    founded_on: fc.constant('2026-11-20'),
    sector: fc.constant('private'),
  });
  const rule = fc.record({ at: named, industrial_union: fc.constantFrom('banking', 'railway', null) });
  const asked = fc.oneof(
    group.map((given): Attempt => ({
      method: 'GET',
      url: `/api/census/joint-unions/group?${new URLSearchParams(given).toString()}`,
    })),
    get(fc.constant('/api/census/industry-rules'), { at: named }),
    fc.record({ at: named, search: fc.constantFrom('62', '餐饮', 'H') }).map((given): Attempt => ({
      method: 'GET',
      url: `/api/census/industries?${new URLSearchParams(given).toString()}`,
    })),
  );
  const done = fc.oneof(
    post(fc.constant('/api/census/joint-unions/founding'), founding),
    rule.map((payload): Attempt => ({ method: 'PUT', url: '/api/census/industry-rules/6210', payload })),
  );
  return fc.oneof({ weight: 4, arbitrary: asked }, { weight: 1, arbitrary: done });
}

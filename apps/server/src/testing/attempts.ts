import fc from 'fast-check';
import { allRegisters } from '@jianjia/assessments/contract';
import type { AttackWorld } from './attack-world.ts';
import { type Attempts, DAY, get, LIMIT, post, type Words } from './attempt.ts';
import { onCensus } from './census-attempts.ts';
import { onFieldChecks } from './field-attempts.ts';
import { onOrganising } from './organising-attempts.ts';
import { onReview } from './review-attempts.ts';
import { onWhatIfs } from './what-if-attempts.ts';

export type { Attempt } from './attempt.ts';

const REGISTERS = allRegisters.map(({ name }) => name);
const COLUMNS = [...new Set(allRegisters.flatMap(({ columns }) => Object.keys(columns)))];
const CUNNING = ['%', '_', "' or 1=1 --", '*', '\\', '%%%', '工会', '会员', 'Z', '', '0', 'null', '￿'];
const PAGE = { page: fc.integer({ min: 1, max: 3 }) };

/** Every way of asking that an attacker has. */
export function attempts({ unions, ids }: Pick<AttackWorld, 'unions' | 'ids'>): Attempts {
  const union = fc.constantFrom(...unions);
  const code = union.map((one) => one.code);
  const id = union.map((one) => one.id);
  const begin = code.map((one) => one.slice(0, 4));
  const words: Words = {
    code,
    id,
    census: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...ids) }, { weight: 1, arbitrary: id }),
    named: fc.oneof({ weight: 4, arbitrary: code }, { weight: 1, arbitrary: id }),
    text: fc.oneof(fc.constantFrom(...CUNNING), code, begin, id),
  };
  return fc.oneof(
    { weight: 8, arbitrary: onRegisters(words) },
    { weight: 8, arbitrary: onMembers(words) },
    { weight: 4, arbitrary: onResults(words) },
    { weight: 4, arbitrary: onWhatIfs(words) },
    { weight: 4, arbitrary: onChecklists(words) },
    { weight: 6, arbitrary: onLists(words) },
    { weight: 5, arbitrary: onFieldChecks(words) },
    { weight: 2, arbitrary: onOrganising(words) },
    { weight: 1, arbitrary: onSchemes(words) },
    { weight: 4, arbitrary: onTree(words) },
    { weight: 7, arbitrary: onAccounts(words) },
    { weight: 2, arbitrary: onExports(words) },
    { weight: 7, arbitrary: onPages(words) },
    { weight: 2, arbitrary: onImports(words) },
    { weight: 6, arbitrary: onCensus(words) },
    { weight: 3, arbitrary: onReview(words) },
  );
}

function onRegisters({ named, text }: Words): Attempts {
  const path = fc
    .tuple(named, fc.constantFrom(...REGISTERS))
    .map(([at, register]) => `/api/unions/${at}/registers/${register}`);
  const filter = fc.tuple(fc.constantFrom(...COLUMNS), text).map(([column, value]) => `${column}:${value}`);
  const asked = {
    scope: fc.constantFrom('own', 'below'),
    sort: fc.constantFrom(...COLUMNS),
    order: fc.constantFrom('asc', 'desc'),
    filter,
    q: text,
    ...PAGE,
    ...LIMIT,
  };
  const search = path.map((at) => `${at}/search`);
  return fc.oneof(get(path, asked), post(search, fc.record(asked, { requiredKeys: [] })));
}

function onMembers({ named, code, text }: Words): Attempts {
  const sort = fc.constantFrom('name', 'joined_on', 'member_no');
  const unmasking = { fields: ['phone', 'id_number'], reason: '好奇看一看' };
  const found = fc.oneof(
    fc.record({ lastFour: fc.constantFrom('1234', '000X'), name: text.filter((one) => one.length > 0) }),
    fc.record({ phone: fc.constantFrom('13800138000', '0000') }),
  );
  return fc.oneof(
    get(
      named.map((at) => `/api/unions/${at}/members`),
      { name: text, q: text, sort, current: fc.boolean(), ...LIMIT },
    ),
    get(
      code.map((at) => `/api/members/${at}-p`),
      {},
    ),
    get(
      code.map((at) => `/api/members/${at}-p/sightings`),
      LIMIT,
    ),
    post(
      named.map((at) => `/api/unions/${at}/members/search`),
      fc.record({ name: text.filter((one) => one.trim() !== ''), scope: fc.constantFrom('own', 'subtree') }),
    ),
    post(fc.constant('/api/members/find'), found),
    post(
      code.map((at) => `/api/members/${at}-p/unmask`),
      fc.constant(unmasking),
    ),
    get(fc.constantFrom('/api/me/record', '/api/me/sightings', '/api/session', '/api/sessions'), {}),
  );
}

function onResults({ named, text }: Words): Attempts {
  const scheme = fc.constantFrom('hohhot', 'qianshan');
  const outcomes = named.map((at) => `/api/unions/${at}/outcomes`);
  const parts = ['figures', 'shares', 'history', 'changes', 'blockers', 'expiring'].map(
    (part) => `/api/overview/${part}`,
  );
  const by = fc.constantFrom('scheme', 'kind', 'district', 'industry');
  return fc.oneof(
    get(outcomes, { ...DAY, scheme }),
    get(fc.constant('/api/summary'), DAY),
    get(fc.constantFrom(...parts), { ...DAY, at: named, by, scheme }),
    get(fc.constant('/api/expiring'), {
      ...DAY,
      at: named,
      within: fc.constantFrom('30', '90', 'over'),
      after: text,
      ...LIMIT,
    }),
  );
}

/** Lists and clauses; workbooks are asked for too, and give nothing that the lists do not. */
function onLists({ named, text }: Words): Attempts {
  const indicator = fc.constantFrom('hohhot.enterprise.join-rate', 'qianshan.enterprise.x');
  const unions = {
    ...DAY,
    at: named,
    district: named,
    scheme: fc.constantFrom('hohhot', 'qianshan'),
    reached: fc.boolean(),
    kind: fc.constantFrom('enterprise', 'county', 'township'),
    industry: fc.constantFrom('C', 'none'),
    indicator,
    verdict: fc.constantFrom('met', 'held', 'unknown'),
    sort: fc.constantFrom('code', 'missing', 'value'),
    order: fc.constantFrom('asc', 'desc'),
    founded_since: fc.constantFrom('2000-01-01', '2026-01-01'),
    after: text,
    size: fc.integer({ min: 1, max: 200 }),
  };
  const employers = {
    ...DAY,
    at: named,
    size: fc.constantFrom(1, 25),
    division: fc.constantFrom('3408', '1501'),
    after: text,
  };
  return fc.oneof(
    get(fc.constantFrom('/api/lists/unions', '/api/lists/unions/export'), unions),
    get(fc.constant('/api/lists/unions'), { ...DAY, at: named }),
    get(fc.constantFrom('/api/lists/employers', '/api/lists/employers/export'), employers),
    get(
      indicator.map((id) => `/api/clauses/${id}`),
      { ...DAY, at: named },
    ),
  );
}

/** The checklist of a union, what stands behind its items, and sums. */
function onChecklists({ named }: Words): Attempts {
  const scheme = fc.constantFrom('hohhot', 'qianshan');
  const of = (path: string) => named.map((at) => `/api/unions/${at}/${path}`);
  const items = fc
    .tuple(named, fc.constantFrom('county', 'township', 'enterprise'))
    .map(([at, track]) => `/api/unions/${at}/items/hohhot.${track}.join-rate`);
  const fact = fc.constantFrom('area(members.counted)', 'area(employers.rows)', 'tree(members.counted)');
  const rows = items.map((item) => `${item}/rows`);
  return fc.oneof(get(of('checklist'), { ...DAY, scheme }), get(items, DAY), get(rows, { ...DAY, ...LIMIT, fact }));
}

/** Schemes are public; what is named in the request must not bring more than them. */
function onSchemes({ named, text }: Words): Attempts {
  const scheme = fc.oneof(fc.constantFrom('hohhot', 'qianshan'), named, text);
  const part = (tail: string) => scheme.map((id) => `/api/schemes/${encodeURIComponent(id)}/${tail}`);
  return fc.oneof(
    get(part('document'), DAY),
    get(part('items/federation.join-rate'), {}),
    get(fc.constant('/api/comparison'), { schemes: scheme, measure: text }),
  );
}

function onTree({ named, code, text }: Words): Attempts {
  return fc.oneof(
    get(fc.constant('/api/unions'), { ...DAY, parent: named, after: code, dissolved: fc.boolean(), ...LIMIT }),
    get(fc.constant('/api/unions/search'), { q: text, after: code, limit: fc.integer({ min: 1, max: 50 }) }),
    get(
      named.map((at) => `/api/unions/${at}`),
      DAY,
    ),
  );
}

function onAccounts({ code, id, text }: Words): Attempts {
  const account = fc.record({
    login: fc.uuid().map((one) => `x${one.slice(0, 13)}`),
    name: fc.constant('新来的'),
    unionId: id,
    memberNo: code.map((one) => `${one}-p`),
  });
  const act = fc.constantFrom('identity.grantRole', 'people.unmask');
  return fc.oneof(
    get(fc.constant('/api/accounts'), { q: text, union: code, after: text, ...LIMIT }),
    get(fc.constant('/api/journal'), { union: code, act, ...LIMIT }),
    post(fc.constant('/api/accounts'), account),
  );
}

function onExports({ code }: Words): Attempts {
  const request = fc.record({
    union: code,
    registers: fc.constant(['members']),
    format: fc.constantFrom('csv', 'xlsx'),
    withNumbers: fc.boolean(),
    reason: fc.constant('想要一份名单'),
  });
  return fc.oneof(post(fc.constant('/api/exports'), request), get(fc.constant('/api/exports'), LIMIT));
}

function onPages({ named, text }: Words): Attempts {
  return fc.oneof(
    get(fc.constantFrom('/members', '/accounts', '/journal', '/exports'), { q: text, union: named, ...DAY, ...PAGE }),
    get(
      named.map((at) => `/unions/${at}/members`),
      { name: text, ...PAGE },
    ),
  );
}

const BOUNDARY = 'boundaryofaform';

function onImports({ code }: Words): Attempts {
  const head = 'Content-Disposition: form-data; name="file"; filename="meetings.csv"\r\nContent-Type: text/csv';
  return code.map((at) => {
    const csv = `meeting_no,union_code,kind,held_on\nnew-${at},${at},regular,2026-03-03\n`;
    return {
      method: 'POST',
      url: '/api/imports',
      payload: `--${BOUNDARY}\r\n${head}\r\n\r\n${csv}\r\n--${BOUNDARY}--\r\n`,
      headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    };
  });
}

import fc from 'fast-check';
import { allRegisters } from '@jianjia/assessments/contract';
import type { RandomUnion } from './attack-world.ts';

/** One attempt of an attacker, as a request; what it names is known to who sent it. */
export interface Attempt {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly payload?: string | object;
  readonly headers?: Readonly<Record<string, string>>;
}

type Text = fc.Arbitrary<string>;
type Attempts = fc.Arbitrary<Attempt>;

/** What attempts are made of: unions in reach and out of it alike, by code and by id, and cunning texts. */
interface Words {
  readonly code: Text;
  readonly id: Text;
  /** A code, sometimes an id in its place. */
  readonly named: Text;
  readonly text: Text;
}

const REGISTERS = allRegisters.map(({ name }) => name);
const COLUMNS = [...new Set(allRegisters.flatMap(({ columns }) => Object.keys(columns)))];
const CUNNING = ['%', '_', "' or 1=1 --", '*', '\\', '%%%', '工会', '会员', 'Z', '', '0', 'null', '￿'];
const DAY = { as_of: fc.constant('2026-11-21') };
const LIMIT = { limit: fc.integer({ min: 1, max: 200 }) };
const PAGE = { page: fc.integer({ min: 1, max: 3 }) };

/** Every way of asking that an attacker has. */
export function attempts(unions: readonly RandomUnion[]): Attempts {
  const union = fc.constantFrom(...unions);
  const code = union.map((one) => one.code);
  const id = union.map((one) => one.id);
  const begin = code.map((one) => one.slice(0, 4));
  const words: Words = {
    code,
    id,
    named: fc.oneof({ weight: 4, arbitrary: code }, { weight: 1, arbitrary: id }),
    text: fc.oneof(fc.constantFrom(...CUNNING), code, begin, id),
  };
  return fc.oneof(
    { weight: 8, arbitrary: onRegisters(words) },
    { weight: 8, arbitrary: onMembers(words) },
    { weight: 4, arbitrary: onResults(words) },
    { weight: 4, arbitrary: onWhatIfs(words) },
    { weight: 7, arbitrary: onAccounts(words) },
    { weight: 2, arbitrary: onExports(words) },
    { weight: 7, arbitrary: onPages(words) },
    { weight: 2, arbitrary: onImports(words) },
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

function onResults({ named }: Words): Attempts {
  const scheme = fc.constantFrom('hohhot', 'qianshan');
  const outcomes = named.map((at) => `/api/unions/${at}/outcomes`);
  return fc.oneof(get(outcomes, { ...DAY, scheme }), get(fc.constant('/api/summary'), DAY));
}

/** Standards that are not so, and drafts of them: the answers count and name unions. */
function onWhatIfs({ named, code, id, text }: Words): Attempts {
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

/** Some of the parameters, each or none. */
function get(path: Text, parts: Readonly<Record<string, fc.Arbitrary<unknown>>>): Attempts {
  return fc.tuple(path, fc.record({ ...parts }, { requiredKeys: [] })).map(([url, given]) => {
    const known = Object.entries(given).filter(([, value]) => value !== undefined && value !== null);
    const search = new URLSearchParams(known.map(([name, value]): [string, string] => [name, String(value)]));
    return { method: 'GET', url: `${url}?${search.toString()}` };
  });
}

function post(path: Text, payload: fc.Arbitrary<object>): Attempts {
  return fc.tuple(path, payload).map(([url, body]) => ({ method: 'POST', url, payload: body }));
}

import fc from 'fast-check';
import type { InjectOptions } from 'fastify';
import { allRegisters } from '@jianjia/assessments/contract';
import type { RandomUnion } from './attack-world.ts';

/** One attempt of an attacker, as a request; what it names is known to who sent it. */
export type Attempt = Pick<InjectOptions, 'method' | 'url' | 'payload'> & { readonly headers?: Record<string, string> };

const REGISTERS = allRegisters.map(({ name }) => name);
const COLUMNS = [...new Set(allRegisters.flatMap(({ columns }) => Object.keys(columns)))];
const CUNNING = ['%', '_', "' or 1=1 --", '*', '\\', '%%%', '工会', '会员', 'Z', '', '0', 'null', '￿'];

/** Every way of asking that an attacker has, aimed at unions in reach and out of it alike. */
export function attempts(unions: readonly RandomUnion[]): fc.Arbitrary<Attempt> {
  const union = fc.constantFrom(...unions);
  const code = union.map((one) => one.code);
  const id = union.map((one) => one.id);
  const text = fc.oneof(
    fc.constantFrom(...CUNNING),
    code,
    code.map((one) => one.slice(0, 4)),
    id,
  );
  const query = (parts: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<string> =>
    fc.record(parts, { requiredKeys: [] }).map((given) => {
      const known = Object.entries(given).filter(([, value]) => value !== undefined && value !== null);
      return new URLSearchParams(known.map(([name, value]): [string, string] => [name, String(value)])).toString();
    });
  const get = (path: fc.Arbitrary<string>, parts: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Attempt> =>
    fc.tuple(path, query(parts)).map(([url, search]) => ({ method: 'GET', url: `${url}?${search}` }));
  const post = (path: fc.Arbitrary<string>, payload: fc.Arbitrary<object>): fc.Arbitrary<Attempt> =>
    fc.tuple(path, payload).map(([url, body]) => ({ method: 'POST', url, payload: body }));
  const named = fc.oneof({ weight: 4, arbitrary: code }, { weight: 1, arbitrary: id });
  const page = { page: fc.integer({ min: 1, max: 3 }), limit: fc.integer({ min: 1, max: 200 }) };
  const limit = { limit: fc.integer({ min: 1, max: 200 }) };
  const filter = fc.tuple(fc.constantFrom(...COLUMNS), text).map(([column, value]) => `${column}:${value}`);
  return fc.oneof(
    {
      weight: 8,
      arbitrary: get(
        fc
          .tuple(named, fc.constantFrom(...REGISTERS))
          .map(([at, register]) => `/api/unions/${at}/registers/${register}`),
        {
          scope: fc.constantFrom('own', 'below'),
          sort: fc.constantFrom(...COLUMNS),
          order: fc.constantFrom('asc', 'desc'),
          filter,
          q: text,
          ...page,
        },
      ),
    },
    {
      weight: 3,
      arbitrary: get(
        named.map((at) => `/api/unions/${at}/members`),
        {
          name: text,
          q: text,
          sort: fc.constantFrom('name', 'joined_on', 'member_no'),
          current: fc.boolean(),
          ...limit,
        },
      ),
    },
    {
      weight: 1,
      arbitrary: get(
        code.map((at) => `/api/members/${at}-p`),
        {},
      ),
    },
    {
      weight: 1,
      arbitrary: get(
        code.map((at) => `/api/members/${at}-p/sightings`),
        limit,
      ),
    },
    {
      weight: 2,
      arbitrary: post(
        fc.constant('/api/members/find'),
        fc.oneof(
          fc.record({ lastFour: fc.constantFrom('1234', '000X', '8888'), name: text.filter((one) => one.length > 0) }),
          fc.record({ phone: fc.constantFrom('13800138000', '0000') }),
        ),
      ),
    },
    {
      weight: 1,
      arbitrary: post(
        code.map((at) => `/api/members/${at}-p/unmask`),
        fc.constant({ fields: ['phone', 'id_number'], reason: '好奇看一看' }),
      ),
    },
    {
      weight: 3,
      arbitrary: get(
        named.map((at) => `/api/unions/${at}/outcomes`),
        { as_of: fc.constant('2026-11-21'), scheme: fc.constantFrom('hohhot', 'qianshan') },
      ),
    },
    { weight: 1, arbitrary: get(fc.constant('/api/summary'), { as_of: fc.constant('2026-11-21') }) },
    { weight: 3, arbitrary: get(fc.constant('/api/accounts'), { q: text, union: code, after: text, ...limit }) },
    {
      weight: 2,
      arbitrary: get(fc.constant('/api/journal'), {
        union: code,
        act: fc.constantFrom('identity.grantRole', 'people.unmask'),
        ...limit,
      }),
    },
    {
      weight: 1,
      arbitrary: get(fc.constantFrom('/api/me/record', '/api/me/sightings', '/api/session', '/api/sessions'), {}),
    },
    {
      weight: 1,
      arbitrary: post(
        fc.constant('/api/accounts'),
        fc.record({
          login: fc.uuid().map((one) => `x${one.slice(0, 13)}`),
          name: fc.constant('新来的'),
          unionId: id,
          memberNo: code.map((one) => `${one}-p`),
        }),
      ),
    },
    {
      weight: 2,
      arbitrary: get(fc.constantFrom('/', '/unions'), {
        q: text,
        as_of: fc.constant('2026-11-21'),
        page: fc.integer({ min: 1, max: 2 }),
      }),
    },
    {
      weight: 2,
      arbitrary: get(
        named.map((at) => `/unions/${at}`),
        { as_of: fc.constant('2026-11-21') },
      ),
    },
    {
      weight: 1,
      arbitrary: get(
        named.map((at) => `/unions/${at}/why/hohhot.enterprise.join-rate`),
        { as_of: fc.constant('2026-11-21') },
      ),
    },
    {
      weight: 1,
      arbitrary: get(fc.constantFrom('/schemes/hohhot/enterprise', '/schemes/hohhot/enterprise/clauses'), {
        as_of: fc.constant('2026-11-21'),
        page: fc.integer({ min: 1, max: 2 }),
      }),
    },
    {
      weight: 1,
      arbitrary: post(
        fc.constant('/api/exports'),
        fc.record({
          union: code,
          registers: fc.constant(['members']),
          format: fc.constantFrom('csv', 'xlsx'),
          withNumbers: fc.boolean(),
          reason: fc.constant('想要一份名单'),
        }),
      ),
    },
    { weight: 1, arbitrary: get(fc.constant('/api/exports'), limit) },
    {
      weight: 2,
      arbitrary: code.map((at) => upload(`meeting_no,union_code,kind,held_on\nnew-${at},${at},regular,2026-03-03\n`)),
    },
  );
}

const BOUNDARY = 'boundaryofaform';

function upload(csv: string): Attempt {
  const head = 'Content-Disposition: form-data; name="file"; filename="meetings.csv"\r\nContent-Type: text/csv';
  return {
    method: 'POST',
    url: '/api/imports',
    payload: `--${BOUNDARY}\r\n${head}\r\n\r\n${csv}\r\n--${BOUNDARY}--\r\n`,
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
  };
}

import { badJson, badPiece, type Chance, pick } from './fuzz-values.ts';

type Schema = Readonly<Record<string, unknown>>;

/** One operation of an OpenAPI document, as far as it is used here. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly body: Schema | null;
  readonly upload: boolean;
}

/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** The operations of a document. */
export function operationsOf(document: Readonly<Record<string, unknown>>): readonly Operation[] {
  const paths = document['paths'] as Readonly<Record<string, Readonly<Record<string, Schema>>>>;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Operation => {
      const content = (operation['requestBody'] as { content?: Record<string, { schema: Schema }> } | undefined)
        ?.content;
      return {
        id: String(operation['operationId']),
        method: method.toUpperCase(),
        path,
        parameters: (operation['parameters'] ?? []) as Operation['parameters'],
        body: resolved(document, content?.['application/json']?.schema),
        upload: content?.['multipart/form-data'] !== undefined,
      };
    }),
  );
}

function resolved(document: Schema, schema: Schema | undefined): Schema | null {
  if (!schema) return null;
  const ref = schema['$ref'];
  if (typeof ref !== 'string') return schema;
  const found = ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, part) => (at as Schema | undefined)?.[part], document);
  return (found ?? null) as Schema | null;
}

/** A malformed request for an operation; some are right but for one thing. */
export function malformed(chance: Chance, operation: Operation): WireRequest {
  const { headers, method } = head(chance, operation);
  const path = pathOf(chance, operation) + queryOf(chance, operation);
  if (method === 'GET' || method === 'HEAD') return { method, path, headers, body: null };
  const { type, body } = bodyOf(chance, operation);
  return { method, path, headers: { ...headers, ...(type === null ? {} : { 'content-type': type }) }, body };
}

function head(chance: Chance, { method }: Operation): Pick<WireRequest, 'headers' | 'method'> {
  const headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' };
  const dice = chance();
  if (dice < 0.05) headers['x-large'] = 'a'.repeat(pick(chance, [8000, 20_000]));
  else if (dice < 0.1)
    headers['cookie'] = pick(chance, ['jianjia=', 'jianjia=%00', 'jianjia=a; jianjia=b', '=;=;', 'x']);
  else if (dice < 0.15) headers['accept'] = pick(chance, ['application/xml', '*/*;q=x', '\u00ff']);
  else if (dice < 0.2) headers['user-agent'] = pick(chance, ['', '\u00e9'.repeat(3000), "' or 1=1--"]);
  const odd = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'];
  return { headers, method: chance() < 0.1 ? pick(chance, odd) : method };
}

function pathOf(chance: Chance, { path }: Operation): string {
  return path.replaceAll(/\{[^}]+\}/g, () => (chance() < 0.5 ? badPiece(chance) : pick(chance, ['1', 'A', 'CITY'])));
}

function queryOf(chance: Chance, { parameters }: Operation): string {
  const names = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
  const pairs = names.flatMap((name) => {
    const dice = chance();
    if (dice < 0.3) return [];
    const pair = (): string => `${name}=${badPiece(chance)}`;
    // The same key twice is a list to some parsers, an object with brackets to others.
    return dice < 0.5 ? [pair(), pair()] : [dice < 0.6 ? `${name}[x]=1` : pair()];
  });
  if (chance() < 0.2) pairs.push(pick(chance, ['__proto__[x]=1', 'unknown=1', '=', '&&', '%00=%00', '%']));
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

const TYPES = [
  'application/json',
  'application/json; charset=utf-16',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'application/xml',
  'x',
] as const;

function bodyOf(chance: Chance, operation: Operation): { type: string | null; body: string | null } {
  const dice = chance();
  if (dice < 0.05) return { type: null, body: null };
  if (operation.upload && dice < 0.7) return { type: 'multipart/form-data; boundary=x', body: formText(chance) };
  const type = dice < 0.15 ? pick(chance, TYPES) : 'application/json';
  if (dice < 0.25)
    return { type, body: pick(chance, ['{', '{"a":', '[1,]', '\u0000', '', '{"a":1}{"b":2}', "{'a':1}"]) };
  if (dice < 0.35 || !operation.body) return { type, body: badJson(chance) };
  return { type, body: objectText(chance, operation.body) };
}

/** An object with the fields of the schema: some right, some wrong, some missing, some more. */
function objectText(chance: Chance, schema: Schema): string {
  const fields = Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, Schema>>);
  // All right but for one field, most of the time: what is wrong in the first field hides what is wrong in the second.
  const wrong = chance() < 0.6 ? Math.floor(chance() * fields.length) : -1;
  const pairs = fields.flatMap(([name, field], index) => {
    if (wrong < 0 ? chance() < 0.2 : false) return [];
    const text = wrong < 0 ? chance() < 0.5 : index === wrong;
    return [`${JSON.stringify(name)}:${text ? badJson(chance) : fitting(chance, field)}`];
  });
  if (chance() < 0.15) pairs.push(`"more":${badJson(chance)}`);
  return `{${pairs.join(',')}}`;
}

/** A value of the right type, at least. */
function fitting(chance: Chance, schema: Schema): string {
  const choices = schema['enum'];
  if (Array.isArray(choices) && choices.length > 0) return JSON.stringify(pick<unknown>(chance, choices));
  if ('const' in schema) return JSON.stringify(schema['const']);
  switch (schema['type']) {
    case 'string':
      if (schema['format'] === 'uuid') return '"0198c5a0-0000-7000-8000-000000000001"';
      if (schema['format'] === 'date') return '"2026-01-31"';
      return JSON.stringify(pick(chance, ['张三', 'a', '1', '工会'.repeat(10)]));
    case 'integer':
    case 'number':
      return String(pick(chance, [0, 1, 18, 100, 2 ** 31, -(2 ** 31), 2 ** 53 - 1]));
    case 'boolean':
      return pick(chance, ['true', 'false']);
    case 'array':
      return '[]';
    case 'object':
      return objectText(chance, schema);
    default:
      return badJson(chance);
  }
}

function formText(chance: Chance): string {
  const name = pick(chance, ['file', '', '__proto__', 'a\u0000', '"']);
  const file = pick(chance, ['a.csv', '../../a.csv', 'a.xlsx', 'a\u0000.csv', '']);
  const content = pick(chance, ['', 'a,b\n', 'PK\u0003\u0004', '\u0000\u0001', 'x'.repeat(100_000)]);
  const part = `--x\r\ncontent-disposition: form-data; name="${name}"; filename="${file}"\r\n\r\n${content}\r\n`;
  return pick(chance, [`${part}--x--\r\n`, part, `${part}${part}--x--`, '--x--', '--x\r\n\r\n']);
}

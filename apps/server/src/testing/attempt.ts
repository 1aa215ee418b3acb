import fc from 'fast-check';

/** One attempt of an attacker, as a request; what it names is known to who sent it. */
export interface Attempt {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly payload?: string | object;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Text = fc.Arbitrary<string>;
export type Attempts = fc.Arbitrary<Attempt>;

/** What attempts are made of: unions in reach and out of it alike, by code and by id, and cunning texts. */
export interface Words {
  readonly code: Text;
  readonly id: Text;
  /** The id of a record of the census: a delivery, an employer, a task. */
  readonly census: Text;
  /** A code, sometimes an id in its place. */
  readonly named: Text;
  readonly text: Text;
}

/** The day that everything is asked of. */
export const DAY = { as_of: fc.constant('2026-11-21') };
export const LIMIT = { limit: fc.integer({ min: 1, max: 200 }) };

/** Some of the parameters, each or none. */
export function get(path: Text, parts: Readonly<Record<string, fc.Arbitrary<unknown>>>): Attempts {
  return fc.tuple(path, fc.record({ ...parts }, { requiredKeys: [] })).map(([url, given]) => {
    const known = Object.entries(given).filter(([, value]) => value !== undefined && value !== null);
    const search = new URLSearchParams(known.map(([name, value]): [string, string] => [name, String(value)]));
    return { method: 'GET', url: `${url}?${search.toString()}` };
  });
}

/** With a body. */
export function post(path: Text, payload: fc.Arbitrary<object>): Attempts {
  return fc.tuple(path, payload).map(([url, body]) => ({ method: 'POST', url, payload: body }));
}

/** With a body, in place of what is there. */
export function put(path: Text, payload: fc.Arbitrary<object>): Attempts {
  return fc.tuple(path, payload).map(([url, body]) => ({ method: 'PUT', url, payload: body }));
}

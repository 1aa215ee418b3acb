/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export type Chance = () => number;

/** One of several. */
export function pick<T>(chance: Chance, from: readonly T[]): T {
  return from[Math.floor(chance() * from.length)] as T;
}

const DEEP = 10_000;

/** JSON texts, so that what no JavaScript value can say is said too. */
const BAD_JSON: readonly string[] = [
  'null',
  'true',
  '0',
  '-1',
  '1.5',
  '1e308',
  '1e999',
  '-0',
  '9007199254740993',
  '99999999999999999999999999',
  '"NaN"',
  '"Infinity"',
  '""',
  '"0x10"',
  '"\\u0000"',
  '"a\\u0000b"',
  '"\\ud800"',
  '"\\udc00\\ud800"',
  '"\\u202e\\u2066工会"',
  '"𠮷㐂𬱖"',
  '"\'; drop table people.member; --"',
  '"%\\\\_"',
  '"{{7*7}}${7*7}"',
  '"../../../../etc/passwd"',
  '"2026-02-30"',
  '"0000-00-00"',
  '"+275761-01-01T00:00:00Z"',
  '"00000000-0000-0000-0000-000000000000"',
  '"not-a-uuid"',
  '[]',
  '[null]',
  '{}',
  '{"__proto__":{"x":1}}',
  '{"constructor":{"prototype":{}}}',
  '{"toString":1}',
  '{"":0}',
];

/** A JSON text of the wrong kind, sometimes very long or very deep. */
export function badJson(chance: Chance): string {
  const dice = chance();
  if (dice < 0.04) return `"${'长'.repeat(20_000)}"`;
  if (dice < 0.07) return '['.repeat(DEEP) + ']'.repeat(DEEP);
  if (dice < 0.1) return `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`;
  if (dice < 0.13) return `[${'0,'.repeat(5000)}0]`;
  return pick(chance, BAD_JSON);
}

/** Percent-encoded pieces for paths and queries. */
const BAD_PIECES: readonly string[] = [
  '',
  '%00',
  'a%00b',
  '%',
  '%zz',
  '%ff',
  '%ED%A0%80',
  '%E2%80%AE',
  '%F0%A0%AE%B7',
  '..%2F..%2Fetc%2Fpasswd',
  '%2e%2e',
  '%27%20or%201%3D1--',
  '-1',
  '1e999',
  'NaN',
  '99999999999999999999999',
  '2026-02-30',
  '0001-01-01',
  '%0d%0aset-cookie%3A%20x%3D1',
  '%25%5C_',
  'null',
  '__proto__',
  '00000000-0000-0000-0000-000000000000',
];

/** A piece of a URL that means nothing good. */
export function badPiece(chance: Chance): string {
  return chance() < 0.05 ? 'a'.repeat(pick(chance, [299, 301, 3000])) : pick(chance, BAD_PIECES);
}

import { foldCode } from '@jianjia/codes';
import type { Places } from './record.ts';

/** A division as the code table has it. */
export interface Division {
  readonly code: string;
  readonly name: string;
}

/** Texts whose answer is remembered; departments write few different ones, addresses many. */
const MOST_REMEMBERED = 20_000;

/**
 * Divisions for reading files of a federation. Names are looked for among the divisions of its own place, the lowest first, for
 * names repeat from county to county; codes among all.
 */
export function placesOf(own: string, divisions: readonly Division[]): Places {
  const codes = new Set(divisions.map(({ code }) => code));
  const below = divisions
    .filter(({ code, name }) => code.startsWith(own) && name.length > 1)
    .toSorted((one, other) => other.code.length - one.code.length || (one.code < other.code ? -1 : 1));
  const remembered = new Map<string, string | null>();
  return {
    own,
    find(text) {
      const known = remembered.get(text);
      if (known !== undefined) return known;
      const found = find(text);
      if (remembered.size >= MOST_REMEMBERED) remembered.clear();
      remembered.set(text, found);
      return found;
    },
  };

  function find(text: string): string | null {
    const plain = foldCode(text);
    if (/^\d+$/.test(plain)) return findCode(plain);
    return findName(plain);
  }

  /** Departments fill codes up with zeros: 340800, 340800000000. */
  function findCode(text: string): string | null {
    for (let code = text; code.length >= 2; code = code.slice(0, -1)) {
      if (codes.has(code)) return code;
      if (!code.endsWith('0')) return null;
    }
    return null;
  }

  /** The lowest division whose name the text has, under upper ones that do not speak against it. */
  function findName(text: string): string | null {
    const named = below.filter(({ name }) => text.includes(name));
    const [lowest] = named;
    if (!lowest) return null;
    const fitting = named.filter(({ code }) => code.length === lowest.code.length);
    if (fitting.length === 1) return lowest.code;
    const county = named.find(
      ({ code }) => code.length < lowest.code.length && fitting.some((one) => one.code.startsWith(code)),
    );
    const inside = county ? fitting.filter(({ code }) => code.startsWith(county.code)) : [];
    return inside.length === 1 ? (inside[0]?.code ?? null) : (county?.code ?? null);
  }
}

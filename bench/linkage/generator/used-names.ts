import type { Name } from './firm.ts';
import type { County } from './places.ts';

/**
 * Names that are taken. By the rules on enterprise names no two firms of one registrar share brand and trade whatever
 * their form; here no two of one county do either, so that a name without its place and a county still say which firm.
 * Holds 53-bit hashes: two million firms take some hundred megabytes.
 */
export class UsedNames {
  private readonly keys = new Set<number>();

  /** Takes the name, or answers false when it is taken. */
  claim(name: Name, county: County): boolean {
    const branch = name.branch === null ? '' : `${name.branch.quarter}${name.branch.ordinal}`;
    const core = `${name.brand}|${name.trade}|${branch}`;
    const place = name.place?.full ?? '';
    const registrar = hash(`${name.local ? county.code : ''}${place}|${core}`);
    // A village or a bureau of a township is told from its namesakes by the township in its name only.
    const seat = name.local ? registrar : hash(`${county.code}|${core}`);
    if (this.keys.has(seat) || this.keys.has(registrar)) return false;
    this.keys.add(seat).add(registrar);
    return true;
  }
}

/** 53 bits of a text (two FNV-1a runs with different starts). */
export function hash(text: string): number {
  let low = 0x811c9dc5;
  let high = 0x1b873593;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x85ebca6b) ^ (high >>> 15);
  }
  return (high >>> 11) * 0x1_0000_0000 + (low >>> 0);
}

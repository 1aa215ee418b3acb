import { ALIASES, AT } from '../layout.ts';
import { wordOf } from './words.ts';

/** Whether brand and trade of one row are those of a former name or an abbreviation of the other. */
export function isAlias(a: Uint32Array, i: number, b: Uint32Array, j: number): boolean {
  return names(a, i, b, j) || names(b, j, a, i);
}

function names(a: Uint32Array, i: number, b: Uint32Array, j: number): boolean {
  const core = wordOf(b, j, AT.core);
  for (let index = 0; index < ALIASES; index++) {
    const alias = wordOf(a, i, AT.aliases + index);
    if (alias === 0) return false;
    if (alias === core) return true;
  }
  return false;
}

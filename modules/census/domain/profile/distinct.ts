/** Values kept as they are; beyond, their number is estimated. */
const SIZE = 1024;
const RANGE = 2 ** 32;

/**
 * How many different texts there are, in bounded memory: exactly up to 1023, then from how close together the smallest 1024
 * hashes lie (Bar-Yossef et al. 2002, «k minimum values»; standard error about 3 %).
 */
export class Distinct {
  readonly #kept = new Set<number>();
  #largest = 0;

  add(text: string): void {
    const hash = hashOf(text);
    const kept = this.#kept;
    if (kept.has(hash)) return;
    if (kept.size < SIZE) {
      kept.add(hash);
      if (hash > this.#largest) this.#largest = hash;
      return;
    }
    if (hash >= this.#largest) return;
    kept.delete(this.#largest);
    kept.add(hash);
    this.#largest = 0;
    for (const one of kept) if (one > this.#largest) this.#largest = one;
  }

  get count(): number {
    const { size } = this.#kept;
    return size < SIZE ? size : Math.round(((SIZE - 1) * RANGE) / (this.#largest + 1));
  }

  get estimated(): boolean {
    return this.#kept.size >= SIZE;
  }
}

/** FNV-1a over UTF-16 units, mixed as MurmurHash3 ends: 32 bits, evenly spread. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A node's number fits sixteen bits, which keeps the edges of the root small enough for a processor's cache. */
const MOST_NODES = 0x10000;

/**
 * A set of words with a number each, walked character by character without making strings: two million names are
 * read against eight thousand places in seconds. Edges lie in one open-addressing table (node, UTF-16 unit → node).
 */
export class Trie {
  /** Edges of the root by unit, 0 for none: most walks end there, and need not search the table. */
  readonly #roots = new Uint16Array(0x10000);
  #units: Int32Array;
  #targets: Int32Array;
  #mask: number;
  #edges = 0;
  #nodes = 1;
  #values: number[] = [-1];
  readonly #backward: boolean;

  /** `backward` reads words from their last character: for endings. Values are whole numbers from 0 on. */
  constructor(words: Iterable<readonly [word: string, value: number]>, { backward = false } = {}) {
    this.#backward = backward;
    this.#mask = 1023;
    this.#units = new Int32Array(2048).fill(-1);
    this.#targets = new Int32Array(1024);
    for (const [word, value] of words) this.#add(word, value);
  }

  /**
   * The longest word that starts at `at` (or, backward, ends before it) and stays within `limit`. Its value times 64
   * plus its length, or -1: one number, for objects would cost more than the walk. Words are at most 63 long.
   */
  longest(text: string, at: number, limit: number = this.#backward ? 0 : text.length): number {
    let node = 0;
    let found = -1;
    const reach = this.#backward ? at - limit : limit - at;
    for (let length = 1; length <= reach; length++) {
      node = this.#step(node, text.charCodeAt(this.#backward ? at - length : at + length - 1));
      if (node < 0) break;
      const value = this.#values[node] ?? -1;
      if (value >= 0) found = value * 64 + length;
    }
    return found;
  }

  /** Every word at a place like `longest`, shortest first, written into `found`; returns how many. */
  all(text: string, at: number, limit: number, found: number[]): number {
    let node = 0;
    let count = 0;
    const reach = this.#backward ? at - limit : limit - at;
    for (let length = 1; length <= reach; length++) {
      node = this.#step(node, text.charCodeAt(this.#backward ? at - length : at + length - 1));
      if (node < 0) break;
      const value = this.#values[node] ?? -1;
      if (value >= 0) found[count++] = value * 64 + length;
    }
    return count;
  }

  #step(node: number, unit: number): number {
    if (node === 0) return this.#roots[unit] || -1;
    let slot = (Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)) & this.#mask;
    for (;;) {
      const there = this.#units[slot * 2] ?? -1;
      if (there < 0) return -1;
      if (there === node && this.#units[slot * 2 + 1] === unit) return this.#targets[slot] ?? -1;
      slot = (slot + 1) & this.#mask;
    }
  }

  #add(word: string, value: number): void {
    if (this.#nodes + word.length > MOST_NODES) throw new Error('too many words for a trie');
    let node = 0;
    for (let index = 0; index < word.length; index++) {
      const unit = word.charCodeAt(this.#backward ? word.length - 1 - index : index);
      const next = this.#step(node, unit);
      if (next >= 0) {
        node = next;
        continue;
      }
      this.#values.push(-1);
      if (node === 0) this.#roots[unit] = this.#nodes;
      else this.#put(node, unit, this.#nodes);
      node = this.#nodes++;
    }
    this.#values[node] = value;
  }

  #put(node: number, unit: number, target: number): void {
    if (this.#edges * 2 > this.#mask) this.#grow();
    let slot = (Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)) & this.#mask;
    while ((this.#units[slot * 2] ?? -1) >= 0) slot = (slot + 1) & this.#mask;
    this.#units[slot * 2] = node;
    this.#units[slot * 2 + 1] = unit;
    this.#targets[slot] = target;
    this.#edges++;
  }

  #grow(): void {
    const [units, targets, size] = [this.#units, this.#targets, this.#mask + 1];
    this.#mask = size * 2 - 1;
    this.#units = new Int32Array(size * 4).fill(-1);
    this.#targets = new Int32Array(size * 2);
    this.#edges = 0;
    for (let slot = 0; slot < size; slot++) {
      const node = units[slot * 2] ?? -1;
      if (node >= 0) this.#put(node, units[slot * 2 + 1] ?? 0, targets[slot] ?? 0);
    }
  }
}

/** The value in what `longest` and `all` return. */
export const valueOf = (found: number): number => found >> 6;

/** The length in what `longest` and `all` return. */
export const lengthOf = (found: number): number => found & 63;

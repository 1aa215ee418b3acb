/**
 * Small seeded randomness (sfc32): the same key gives the same numbers on every machine, so that any record of a world
 * can be drawn by itself, in any order, without keeping the others.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  /** @param topic what is drawn; with the numbers it makes the key */
  constructor(topic: string, ...numbers: readonly number[]) {
    let hash = 0x811c9dc5;
    for (let index = 0; index < topic.length; index++) hash = Math.imul(hash ^ topic.charCodeAt(index), 0x01000193);
    this.a = hash;
    this.b = 0x9e3779b9;
    this.c = 0x243f6a88;
    for (const number of numbers) {
      this.a = (this.a ^ (number | 0)) | 0;
      this.b = (this.b ^ Math.floor(number / 0x1_0000_0000)) | 0;
      this.step();
      this.step();
    }
    for (let round = 0; round < 8; round++) this.step();
  }

  private step(): number {
    const sum = (this.a + this.b + this.counter++) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return sum;
  }

  /** 0 ≤ number < 1. */
  next(): number {
    return (this.step() >>> 0) / 0x1_0000_0000;
  }

  /** A whole number from `low` to `high`, both included; `low` when `high` is below it. */
  int(low: number, high: number): number {
    return high <= low ? low : low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    const item = list[Math.floor(this.next() * list.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }

  /** One of the entries, each as likely as its weight says. */
  weighted<T>(entries: readonly (readonly [item: T, weight: number])[]): T {
    let rest = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of entries) {
      rest -= weight;
      if (rest < 0) return item;
    }
    return this.pick(entries)[0];
  }

  /** A copy in another order. */
  shuffled<T>(list: readonly T[]): T[] {
    return list
      .map((item) => [this.next(), item] as const)
      .sort(([left], [right]) => left - right)
      .map(([, item]) => item);
  }
}

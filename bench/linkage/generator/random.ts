/** Seeded randomness (sfc32): one seed gives one pair of registers on every machine. */
export class Random {
  private a: number;
  private b = 0x9e3779b9;
  private c = 0x243f6a88;
  private counter = 1;

  constructor(seed: number, topic: string) {
    let hash = 0x811c9dc5 ^ seed;
    for (let index = 0; index < topic.length; index++) hash = Math.imul(hash ^ topic.charCodeAt(index), 0x01000193);
    this.a = hash;
    for (let round = 0; round < 12; round++) this.step();
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

  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    const item = list[Math.floor(this.next() * list.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }

  /** `count` decimal digits. */
  digits(count: number): string {
    let text = '';
    for (let index = 0; index < count; index++) text += String(this.int(0, 9));
    return text;
  }
}

/** Draws from a list whose n-th item is n^−s as likely as the first (Zipf), or by given weights. */
export class Weighted<T> {
  private readonly sums: Float64Array;
  private readonly items: readonly T[];

  constructor(items: readonly T[], weight: (item: T, rank: number) => number) {
    this.items = items;
    this.sums = new Float64Array(items.length);
    let sum = 0;
    for (const [index, item] of items.entries()) this.sums[index] = sum += weight(item, index + 1);
  }

  static zipf<T>(items: readonly T[], s: number): Weighted<T> {
    return new Weighted(items, (_, rank) => rank ** -s);
  }

  /** The n-th most likely item, counted from 0; the last one beyond the end. */
  at(rank: number): T {
    const item = this.items[Math.min(rank, this.items.length - 1)];
    if (item === undefined) throw new RangeError('nothing to draw from');
    return item;
  }

  draw(random: Random): T {
    const { sums } = this;
    const wanted = random.next() * (sums.at(-1) ?? 0);
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) <= wanted) low = middle + 1;
      else high = middle;
    }
    return this.at(low);
  }
}

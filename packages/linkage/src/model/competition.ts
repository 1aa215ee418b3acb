/**
 * What a pair is worth when each employer has at most one partner in the other register. Two rows that agree in much are
 * likely one employer, but not when one of them has a partner that agrees in more: the odds against a pair are those of
 * all the other ways its rows could be matched. They are found by passing messages along the pairs until they settle
 * (sum–product on a matching: Bayati, Shah & Sharma 2008), which is exact where the pairs form a tree.
 */

/** Pairs as edges between rows; `left` and `right` hold row numbers, `odds` log2 odds of each pair alone. */
export interface Edges {
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  readonly odds: Float64Array;
}

/** Which row stands for a row: rows of one register that are one employer do not compete for its partner. */
export type Standing = ReadonlyMap<number, number>;

const ROUNDS = 5;
/** Odds beyond this are as good as certain, and their powers stay finite. */
const MOST = 200;
/** Row numbers have at most so many values: a pair of them is one number. */
const ROWS = 2 ** 26;

/**
 * Log2 odds of each pair given that an employer has one partner at most. Sums are made in the order of the edges: bring
 * them in an order of their own, and the result is the same to the last bit.
 */
export function competed(edges: Edges, lefts: Standing, rights: Standing): Float64Array {
  const { joint, ends } = joined(edges, lefts, rights);
  const taken = penalties(ends);
  return edges.odds.map((value, edge) => value + (taken[joint[edge] ?? 0] ?? 0));
}

/**
 * The edges between employers instead of rows: those that join the same two are one, with the best odds.
 * @returns by edge, the number of the one it belongs to; and those
 */
function joined(
  { left, right, odds }: Edges,
  lefts: Standing,
  rights: Standing,
): { readonly joint: Uint32Array; readonly ends: Edges } {
  const [a, b] = [new StandIns(left, lefts), new StandIns(right, rights)];
  const ends = { left: left.slice(), right: right.slice(), odds: odds.slice() };
  const joint = new Uint32Array(odds.length);
  const known = new Map<number, number>();
  let count = 0;
  for (let edge = 0; edge < odds.length; edge++) {
    const [first, second] = [a.of(left[edge] ?? 0), b.of(right[edge] ?? 0)];
    // Only where a row stands for several may another edge join the same two.
    if (a.isShared(first) || b.isShared(second)) {
      const before = known.get(first * ROWS + second);
      if (before !== undefined) {
        ends.odds[before] = Math.max(ends.odds[before] ?? 0, odds[edge] ?? 0);
        joint[edge] = before;
        continue;
      }
      known.set(first * ROWS + second, count);
    }
    ends.left[count] = first;
    ends.right[count] = second;
    ends.odds[count] = odds[edge] ?? 0;
    joint[edge] = count++;
  }
  const those = { left: ends.left.subarray(0, count), right: ends.right.subarray(0, count) };
  return { joint, ends: { ...those, odds: ends.odds.subarray(0, count) } };
}

/** By row, which one stands for it, and whether it does so for others. */
class StandIns {
  readonly #rows: Uint32Array;
  readonly #shared: Uint8Array;

  constructor(rows: Uint32Array, standing: Standing) {
    const count = afterGreatest(rows);
    this.#rows = new Uint32Array(count);
    for (let row = 0; row < count; row++) this.#rows[row] = row;
    this.#shared = new Uint8Array(count);
    for (const [row, other] of standing) {
      this.#rows[row] = other;
      this.#shared[other] = 1;
    }
  }

  of(row: number): number {
    return this.#rows[row] ?? row;
  }

  isShared(row: number): boolean {
    return this.#shared[row] === 1;
  }
}

function afterGreatest(rows: Uint32Array): number {
  let count = 0;
  for (let edge = 0; edge < rows.length; edge++) count = Math.max(count, (rows[edge] ?? 0) + 1);
  return count;
}

/** Log2 of how free the two ends of each edge are for it. */
function penalties({ left, right, odds }: Edges): Float64Array {
  const likelihood = odds.map((value) => 2 ** Math.min(value, MOST));
  const [lefts, rights] = [new Side(left), new Side(right)];
  const freeLeft = new Float64Array(likelihood.length).fill(1);
  const freeRight = new Float64Array(likelihood.length).fill(1);
  for (let round = 0; round < ROUNDS; round++) {
    lefts.pass(likelihood, freeRight, freeLeft);
    rights.pass(likelihood, freeLeft, freeRight);
  }
  return likelihood.map((_, edge) => Math.log2(freeLeft[edge] ?? 1) + Math.log2(freeRight[edge] ?? 1));
}

/** The rows of one register, with what their edges weigh together. */
class Side {
  /** By edge: the number of its row among those that have edges. */
  readonly #nodes: Uint32Array;
  readonly #greatest: Float64Array;
  readonly #greatestEdge: Uint32Array;
  readonly #rest: Float64Array;

  constructor(rows: Uint32Array) {
    // Numbered as they come, neighbours in the order of the edges stand together in memory. 0 is not numbered yet.
    const numbers = new Uint32Array(afterGreatest(rows));
    let count = 0;
    this.#nodes = rows.map((row) => (numbers[row] ||= ++count) - 1);
    this.#greatest = new Float64Array(count);
    this.#greatestEdge = new Uint32Array(count);
    this.#rest = new Float64Array(count);
  }

  /**
   * Writes for each edge one over one plus the summed odds of the other edges at its row, each as far as its far end is
   * free. The greatest is kept apart: taking it from a sum that it dwarfs would leave nothing of the others.
   */
  pass(likelihood: Float64Array, farFree: Float64Array, free: Float64Array): void {
    this.#greatest.fill(-1);
    this.#rest.fill(0);
    for (let edge = 0; edge < likelihood.length; edge++) {
      const node = this.#nodes[edge] ?? 0;
      const weight = (likelihood[edge] ?? 0) * (farFree[edge] ?? 0);
      const greatest = this.#greatest[node] ?? 0;
      if (weight > greatest) {
        if (greatest >= 0) this.#rest[node] = (this.#rest[node] ?? 0) + greatest;
        this.#greatest[node] = weight;
        this.#greatestEdge[node] = edge;
      } else this.#rest[node] = (this.#rest[node] ?? 0) + weight;
    }
    for (let edge = 0; edge < likelihood.length; edge++) {
      const node = this.#nodes[edge] ?? 0;
      const rest = this.#rest[node] ?? 0;
      const own = (likelihood[edge] ?? 0) * (farFree[edge] ?? 0);
      const others = this.#greatestEdge[node] === edge ? rest : (this.#greatest[node] ?? 0) + Math.max(0, rest - own);
      free[edge] = 1 / (1 + others);
    }
  }
}

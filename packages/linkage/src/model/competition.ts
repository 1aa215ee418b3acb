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
  const { left, right, odds } = edges;
  const joined = new Map<number, number>();
  const ends: { left: number[]; right: number[]; odds: number[] } = { left: [], right: [], odds: [] };
  const joint = Uint32Array.from(odds, (value, edge) => {
    const [a, b] = [standing(lefts, left[edge] ?? 0), standing(rights, right[edge] ?? 0)];
    const known = joined.get(a * ROWS + b);
    if (known !== undefined) {
      ends.odds[known] = Math.max(ends.odds[known] ?? value, value);
      return known;
    }
    joined.set(a * ROWS + b, ends.odds.length);
    ends.left.push(a);
    ends.right.push(b);
    return ends.odds.push(value) - 1;
  });
  const taken = penalties(ends);
  return odds.map((value, edge) => value + (taken[joint[edge] ?? 0] ?? 0));
}

function standing(all: Standing, row: number): number {
  return all.get(row) ?? row;
}

/** Log2 of how free the two ends of each edge are for it. */
function penalties(edges: {
  readonly left: number[];
  readonly right: number[];
  readonly odds: number[];
}): Float64Array {
  const likelihood = Float64Array.from(edges.odds, (value) => 2 ** Math.min(value, MOST));
  const [lefts, rights] = [new Side(edges.left), new Side(edges.right)];
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

  constructor(rows: readonly number[]) {
    const numbers = new Map<number, number>();
    this.#nodes = Uint32Array.from(rows, (row) => {
      const known = numbers.get(row);
      if (known !== undefined) return known;
      numbers.set(row, numbers.size);
      return numbers.size - 1;
    });
    this.#greatest = new Float64Array(numbers.size);
    this.#greatestEdge = new Uint32Array(numbers.size);
    this.#rest = new Float64Array(numbers.size);
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

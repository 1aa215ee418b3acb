/** Disjoint sets of numbers (Tarjan 1975); the least of a set stands for it. */
export class UnionFind {
  readonly #parents = new Map<number, number>();

  /** Which number stands for the set of another. */
  find(number: number): number {
    let root = number;
    for (let parent = this.#parents.get(root); parent !== undefined; parent = this.#parents.get(root)) root = parent;
    for (let at = number; at !== root;) {
      const next = this.#parents.get(at) ?? root;
      this.#parents.set(at, root);
      at = next;
    }
    return root;
  }

  join(a: number, b: number): void {
    const [first, second] = [this.find(a), this.find(b)];
    if (first !== second) this.#parents.set(Math.max(first, second), Math.min(first, second));
  }

  /** By number, for those that do not stand for themselves, who does. */
  standing(): ReadonlyMap<number, number> {
    return new Map([...this.#parents.keys()].map((number) => [number, this.find(number)]));
  }
}

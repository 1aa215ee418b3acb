/** The parameters of a statement while it is put together. */
export class Values {
  readonly #all: unknown[] = [];

  /** Adds a value; answers its name in the statement, `$1` … */
  add(value: unknown): string {
    this.#all.push(value);
    return `$${this.#all.length}`;
  }

  get all(): readonly unknown[] {
    return this.#all;
  }
}

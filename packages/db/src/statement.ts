/** A statement with its parameters, so that a benchmark can send the same by hand. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** The parameters of a statement while it is put together. */
export class Values {
  readonly list: unknown[] = [];

  /** Adds a value; answers its name in the statement, `$1` … */
  add(value: unknown): string {
    this.list.push(value);
    return `$${this.list.length}`;
  }
}

import { KINDS, kindNames, type Kind, type Register } from './kinds.ts';
import type { Random } from './random.ts';

/** Who writes the rows of one register: decides what goes wrong in a row and remembers it. */
export class Clerk {
  readonly random: Random;
  readonly register: Register;
  /** What went wrong in the row being written. */
  kinds = new Set<Kind>();
  /** How much oftener than written things go wrong; codes as written. */
  private readonly wear: number;
  private readonly chances = new Map<Kind, number>();
  private readonly hits = new Map<Kind, number>();

  constructor(register: Register, random: Random, wear = 1) {
    this.wear = wear;
    this.register = register;
    this.random = random;
  }

  newRow(): void {
    this.kinds = new Set();
  }

  rate(kind: Kind): number {
    const rate = KINDS[kind][this.register];
    return kind.startsWith('code_') ? rate : Math.min(0.9, rate * this.wear);
  }

  /** Whether a kind happens to this row, to which it can happen. */
  errs(kind: Kind): boolean {
    return this.decide(kind, this.random.chance(this.rate(kind)));
  }

  /** Notes what was drawn for a kind. */
  decide(kind: Kind, hit: boolean): boolean {
    this.chances.set(kind, (this.chances.get(kind) ?? 0) + 1);
    if (!hit) return false;
    this.hits.set(kind, (this.hits.get(kind) ?? 0) + 1);
    this.kinds.add(kind);
    return true;
  }

  /** Rows each kind could happen to and did happen to. */
  tally(): ReadonlyMap<Kind, { readonly chances: number; readonly hits: number }> {
    return new Map(
      kindNames.map((kind) => [kind, { chances: this.chances.get(kind) ?? 0, hits: this.hits.get(kind) ?? 0 }]),
    );
  }
}

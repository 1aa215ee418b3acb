import type { Registers } from '../generator/registers.ts';
import { kindNames, type Kind } from '../generator/kinds.ts';
import type { Role } from '../generator/firm.ts';
import { linesOf } from '../generator/shuffled-file.ts';

const ROLES: readonly Role[] = ['single', 'parent', 'branch', 'shop', 'group'];

/** Whose row each row is, by its number (ids are a letter and a number from 1). */
export interface Owners {
  readonly firm: Int32Array;
  readonly family: Int32Array;
  readonly role: Uint8Array;
  readonly brand: string[];
}

/** A pair that is one firm. */
export interface TruePair {
  readonly a: number;
  readonly b: number;
  readonly decidable: boolean;
  readonly kinds: readonly Kind[];
}

/** The truth of one pair of registers; at a million rows some hundred megabytes. */
export class Truth {
  readonly owners: { readonly a: Owners; readonly b: Owners };
  readonly pairs: TruePair[] = [];
  private readonly numbers = new Map<number, number>();

  private constructor(rows: number) {
    this.owners = { a: ownersOf(rows), b: ownersOf(rows) };
  }

  static async read(files: Registers): Promise<Truth> {
    const truth = new Truth(files.rows);
    let line = 0;
    for await (const text of linesOf(files.records)) if (line++ > 0) truth.own(text);
    line = 0;
    for await (const text of linesOf(files.truth)) if (line++ > 0) truth.add(text);
    return truth;
  }

  private own(line: string): void {
    const [id = '', firm, family, role, brand = ''] = line.split(',');
    const owners = id.startsWith('A') ? this.owners.a : this.owners.b;
    const row = numberOf(id);
    owners.firm[row] = Number(firm);
    owners.family[row] = Number(family);
    owners.role[row] = ROLES.indexOf(role as Role);
    owners.brand[row] = brand;
  }

  private add(line: string): void {
    const [a = '', b = '', decidable, kinds = ''] = line.split(',');
    const unique = new Set(kinds === '' ? [] : kinds.split('|').map((kind) => kind.slice(2)));
    const pair = {
      a: numberOf(a),
      b: numberOf(b),
      decidable: decidable === 'yes',
      kinds: kindNames.filter((kind) => unique.has(kind)),
    };
    this.numbers.set(keyOf(pair.a, pair.b), this.pairs.push(pair) - 1);
  }

  /** Which true pair two rows are, −1 when they are two firms. */
  indexOf(a: number, b: number): number {
    return this.numbers.get(keyOf(a, b)) ?? -1;
  }

  role(register: 'a' | 'b', row: number): Role {
    return ROLES[this.owners[register].role[row] ?? 0] ?? 'single';
  }
}

function ownersOf(rows: number): Owners {
  const length = rows + 1;
  return { firm: new Int32Array(length), family: new Int32Array(length), role: new Uint8Array(length), brand: [] };
}

const keyOf = (a: number, b: number): number => a * 0x400_0000 + b;

/** The number in an id such as A17. */
export const numberOf = (id: string): number => Number(id.slice(1));

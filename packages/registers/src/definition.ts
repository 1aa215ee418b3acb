/**
 * What a register is: its columns, key, references and the sentences it must obey. Rooms declare their
 * registers in `contract/registers.ts`; the exchange engine, the table generator and the demo worlds read the
 * same declaration. No register is known to this package by name.
 */

/** A cell's type in the exchange format (registers.md, "Exchange format"). */
export type ColumnType =
  | { readonly kind: 'code' } // 1–32 of A–Z a–z 0–9 - _
  | { readonly kind: 'identifier' } // a record's number as printed, at most 200 characters
  | { readonly kind: 'text' }
  | { readonly kind: 'date' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'count' } // whole number >= 0
  | { readonly kind: 'decimal'; readonly max?: number } // >= 0, e.g. an area
  | { readonly kind: 'fraction' } // 0–1
  | { readonly kind: 'money' } // yuan with at most two decimals in the file, bigint 分 in the table
  | { readonly kind: 'choice'; readonly choices: Readonly<Record<string, string>> } // id → Chinese title
  | { readonly kind: 'uscc' } // GB 32100 check digit
  | { readonly kind: 'division' }
  | { readonly kind: 'industry' };

/** What a sealed value is: decides its canonical form and its mask. */
export type SealedKind = 'id_number' | 'phone';

export interface Column {
  /** Chinese title; the header cell may be the column id or this. */
  readonly title: string;
  readonly type: ColumnType;
  readonly required?: true;
  /** `register.column` that must hold this value; a reference into the register's own table is allowed. */
  readonly references?: string;
  /**
   * A personal number that lies in the table encrypted (docs/adr/0030): `x` as ciphertext, `x_hash` for comparison and
   * exact search, and its end: `x_last4` of a telephone for the eye, `x_end` of an identity number as a keyed hash. Text
   * columns outside the key only.
   */
  readonly sealed?: SealedKind;
  /** A personal day of which lists and masked exports show the year only (docs/adr/0034). Days only. */
  readonly shown?: 'year';
}

/** A sentence about one row, checked before anything is loaded. `rule` names what is compared. */
export type RowCheck =
  | { readonly rule: 'notAbove'; readonly column: string; readonly limit: string } // column <= limit when both are given
  | { readonly rule: 'notBefore'; readonly column: string; readonly start: string } // column >= start when both are given
  | { readonly rule: 'sumNotAbove'; readonly columns: readonly string[]; readonly limit: string }
  | { readonly rule: 'residentIdNumber'; readonly type: string; readonly number: string; readonly bornOn: string };

export interface RegisterDefinition {
  /** File name without `.csv`, e.g. `members`. */
  readonly name: string;
  readonly title: string;
  /** `schema.table`. */
  readonly table: string;
  readonly key: readonly string[];
  readonly columns: Readonly<Record<string, Column>>;
  readonly checks?: readonly RowCheck[];
  /**
   * How rows belong to a union. `column`: by the register's own column (union_code). `employer`: rows belong to an
   * employer (uscc). `parent`: to the union of the referenced record, e.g. a contract's.
   */
  readonly owner:
    | { readonly by: 'column'; readonly column: string }
    | { readonly by: 'employer'; readonly column: string }
    | { readonly by: 'parent'; readonly column: string };
}

/** Declares a register; identity, but it checks the shape and keeps the literal column names. */
export function defineRegister<const D extends RegisterDefinition>(definition: D): D {
  return definition;
}

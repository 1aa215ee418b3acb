import { readRegister, type PlainRecord } from './read-register.ts';

type Key = (record: PlainRecord) => string;

/** A rule that brings rows together, with narrower keys for where too many share the first. */
export interface PlainBlocking {
  readonly name: string;
  readonly key: Key;
  readonly narrower: readonly Key[];
}

const begins =
  (length: number): Key =>
  ({ name }) =>
    name.slice(0, length);
const ends =
  (length: number): Key =>
  ({ name }) =>
    name.slice(-length);

/** A key that holds within a division only; '' when division or text is empty. */
const inDivision =
  (key: Key): Key =>
  (record) => {
    const text = key(record);
    return record.division === '' || text === '' ? '' : `${record.division.slice(0, 6)}|${text}`;
  };

/** Both keys; '' when one is empty. */
const both =
  (one: Key, other: Key): Key =>
  (record) => {
    const [left, right] = [one(record), other(record)];
    return left === '' || right === '' ? '' : `${left}|${right}`;
  };

const code: Key = ({ uscc }) => uscc;
const inner: Key = ({ uscc }) => (uscc.length === 18 ? uscc.slice(8, 17) : '');
const name: Key = (record) => record.name;
const address: Key = (record) => record.address;
const addressEnd = inDivision((record) => record.address.slice(-7));

/** Blocking rules as one writes them for any table of firms; '' blocks with nothing. */
export const BLOCKING: readonly PlainBlocking[] = [
  { name: 'same code', key: code, narrower: [both(code, begins(6))] },
  { name: 'same name', key: name, narrower: [inDivision(name)] },
  { name: 'same address', key: address, narrower: [both(address, begins(6))] },
  { name: 'same characters 9–17 of the code', key: inner, narrower: [both(inner, begins(6))] },
  {
    name: 'same division, name begins with the same 6',
    key: inDivision(begins(6)),
    narrower: [inDivision(begins(8)), inDivision(begins(10))],
  },
  {
    name: 'same division, name ends with the same 8',
    key: inDivision(ends(8)),
    narrower: [inDivision(ends(10)), inDivision(ends(12))],
  },
  { name: 'same division, address ends with the same 7', key: addressEnd, narrower: [both(addressEnd, begins(6))] },
  {
    name: 'same division, same characters 4–8 of the name',
    key: inDivision((record) => record.name.slice(3, 8)),
    narrower: [inDivision((record) => record.name.slice(3, 10))],
  },
  { name: 'name begins with the same 8', key: begins(8), narrower: [begins(10), begins(12)] },
  { name: 'name ends with the same 11', key: ends(11), narrower: [ends(13)] },
];

/** Both registers in memory with their keys, and the pairs the rules bring together, each once. */
export class Candidates {
  readonly a: PlainRecord[] = [];
  readonly b: PlainRecord[] = [];
  private readonly keys: { readonly a: Int32Array; readonly b: Int32Array; readonly rows: Int32Array[] }[] = [];

  static async read(a: string, b: string): Promise<Candidates> {
    const candidates = new Candidates();
    await readRegister(a, (record) => candidates.a.push(record));
    await readRegister(b, (record) => candidates.b.push(record));
    for (const { key } of BLOCKING) candidates.index(key);
    return candidates;
  }

  private index(key: Key): void {
    const numbers = new Map<string, number>();
    const lists: number[][] = [];
    const a = Int32Array.from(this.a, (record, row) => {
      const text = key(record);
      if (text === '') return -1;
      let number = numbers.get(text);
      if (number === undefined) numbers.set(text, (number = lists.push([]) - 1));
      lists[number]?.push(row);
      return number;
    });
    const b = Int32Array.from(this.b, (record) => numbers.get(key(record)) ?? -2);
    this.keys.push({ a, b, rows: lists.map((list) => Int32Array.from(list)) });
  }

  /** Calls `take` for every row of A that a rule brings together with row `right` of B. */
  forEach(right: number, take: (left: number) => void): void {
    for (const [rule, { b, rows }] of this.keys.entries()) {
      const list = rows[b[right] ?? -1];
      if (list === undefined) continue;
      for (const left of list) if (!this.isKnown(rule, left, right)) take(left);
    }
  }

  /** Whether an earlier rule brought the pair together already. */
  private isKnown(rule: number, left: number, right: number): boolean {
    for (let earlier = 0; earlier < rule; earlier++) {
      const keys = this.keys[earlier];
      if (keys !== undefined && keys.a[left] === keys.b[right]) return true;
    }
    return false;
  }
}

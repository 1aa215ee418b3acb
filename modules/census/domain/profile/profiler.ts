import { foldCapitals, isUscc } from '@jianjia/codes';
import type { ColumnProfile, Fault, Mapping } from '../../contract/index.ts';
import { cellOf, type Layout, layoutOf, rowKind, type RowKind } from '../reading/rows.ts';
import { ColumnProfiler } from './column.ts';
import { faultOf, type FaultCode } from './fault-words.ts';
import { MergedLook } from './merged-look.ts';
import { UnreadValues } from './unread.ts';

/** Lines kept of each fault. */
const LINES = 10;
/** From this share of rows on, a fault is no exception any more. */
const MANY_SHIFTED = 0.05;
const MANY_INVALID = 0.2;

/** What a file is about, beyond its rows. */
export interface FileNotes {
  /** Rows before the header. */
  readonly titleRows: number;
  /** Ranges of merged cells that the workbook tells of. */
  readonly merged: readonly string[];
  readonly repeatedTitles: readonly string[];
}

class Tally {
  count = 0;
  readonly lines: number[] = [];
  add(line: number): void {
    this.count++;
    if (this.lines.length < LINES) this.lines.push(line);
  }
}

const KIND_FAULTS: readonly (readonly [RowKind, FaultCode])[] = [
  ['header', 'header_again'],
  ['total', 'totals'],
  ['nameless', 'nameless'],
  ['long_name', 'long_name'],
];

/** Looks at the rows of one file, once and in bounded memory: what its columns hold, and what is wrong with it. */
export class FileProfiler {
  readonly #layout: Layout;
  readonly #notes: FileNotes;
  readonly #columns: readonly ColumnProfiler[];
  readonly #tallies = new Map<string, Tally>();
  readonly #merged: MergedLook;
  readonly #unread: UnreadValues;
  #rows = 0;
  #usable = 0;

  constructor(header: readonly string[], { columns, translations }: Mapping, notes: FileNotes) {
    this.#layout = layoutOf(header, columns);
    this.#notes = notes;
    this.#columns = header.map((title) => new ColumnProfiler(title, columns[title] ?? null));
    this.#merged = new MergedLook(this.#layout);
    this.#unread = new UnreadValues(this.#layout, translations);
  }

  add(line: number, cells: readonly string[], fault: string | null = null): void {
    this.#rows++;
    if (fault !== null) this.#tally('broken').add(line);
    const kind = rowKind(this.#layout, cells);
    if (kind !== 'data') this.#tally(kind).add(line);
    if (kind === 'header' || kind === 'total' || kind === 'shifted') return;
    if (kind === 'data') {
      this.#usable++;
      this.#unread.add(line, cells);
    }
    this.#merged.add(cells);
    for (const [index, column] of this.#columns.entries()) column.add(cells[index] ?? '');
    this.#lookAtCode(line, cells);
  }

  get rows(): number {
    return this.#rows;
  }

  profile(): readonly ColumnProfile[] {
    return this.#columns.map((column) => column.profile());
  }

  /** What is wrong by the rows alone; what other deliveries tell comes besides. */
  faults(): readonly Fault[] {
    if (this.#rows === 0) return [faultOf('empty', 0)];
    const { at } = this.#layout;
    const found: Fault[] = [];
    const tell = (code: FaultCode, key: string): void => {
      const tally = this.#tallies.get(key);
      if (tally) found.push(faultOf(code, tally.count, tally.lines));
    };
    if (!at.has('name')) found.push(faultOf('no_name', 0));
    else if (this.#usable === 0) found.push(faultOf('nothing_usable', 0));
    tell(this.#share('shifted') >= MANY_SHIFTED ? 'mostly_shifted' : 'shifted', 'shifted');
    for (const [kind, code] of KIND_FAULTS) if (kind !== 'nameless' || at.has('name')) tell(code, kind);
    tell('broken_rows', 'broken');
    tell('rounded', 'rounded');
    tell(this.#share('invalid') > MANY_INVALID ? 'many_invalid_codes' : 'invalid_codes', 'invalid');
    if (!at.has('uscc') && !at.has('registration_no') && !at.has('organisation_code'))
      found.push(faultOf('no_code', 0));
    return [...found, ...this.#noted(), ...this.#unread.fault()];
  }

  #noted(): readonly Fault[] {
    const { titleRows, merged, repeatedTitles } = this.#notes;
    const looks = merged.length > 0 ? merged.slice(0, 5).join('、') : this.#merged.column();
    return [
      ...(looks === null ? [] : [faultOf('merged', merged.length, [], looks)]),
      ...(repeatedTitles.length === 0
        ? []
        : [faultOf('repeated_title', repeatedTitles.length, [], repeatedTitles.join('、'))]),
      ...(titleRows === 0 ? [] : [faultOf('title_rows', titleRows)]),
    ];
  }

  #lookAtCode(line: number, cells: readonly string[]): void {
    const code = foldCapitals(cellOf(this.#layout, cells, 'uscc')).replaceAll(/[\s-]/g, '');
    if (code === '' || isUscc(code) || /^\d{15}$/.test(code) || /^[0-9A-Z]{9}$/.test(code)) return;
    // 9.13408E+17, or eighteen digits of which a spreadsheet kept fifteen.
    const isRounded = /^\d(?:\.\d+)?E\+?1[5-9]$/.test(code) || /^\d{15}000$/.test(code);
    this.#tally(isRounded ? 'rounded' : 'invalid').add(line);
  }

  #share(key: string): number {
    return (this.#tallies.get(key)?.count ?? 0) / Math.max(1, this.#rows);
  }

  #tally(key: string): Tally {
    let tally = this.#tallies.get(key);
    if (!tally) {
      tally = new Tally();
      this.#tallies.set(key, tally);
    }
    return tally;
  }
}

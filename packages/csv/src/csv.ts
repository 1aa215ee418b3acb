/**
 * Reads CSV (RFC 4180) from pieces of text. Written here and not taken from a library for its speed: it is the only
 * single-threaded step of an import, and takes about a third of csv-parse's time; tests hold both against each other.
 */

/** `quote`: text after a closing quotation mark. */
export type CsvFault = 'quote' | null;

/**
 * Takes one record: its cells (the array is used again for the next record), the line where it begins (1 = first)
 * and what is wrong with its form.
 */
export type OnRecord = (cells: readonly string[], line: number, fault: CsvFault) => void;

/** The rest of the file cannot be read: a quotation mark is never closed, or only after millions of characters. */
export class UnclosedQuote extends Error {
  readonly line: number;
  constructor(line: number) {
    super(`unclosed quote in the record of line ${line}`);
    this.line = line;
  }
}

/** Characters kept of one cell; the rest of a longer one is dropped, for it is refused anyway. */
export const MAX_CELL_KEPT = 1024 * 1024 + 1;
/** Characters of one record; beyond, an opening quotation mark is taken to be unclosed. */
export const MAX_RECORD = 32 * 1024 * 1024;

const [QUOTE, COMMA, LF, CR] = [34, 44, 10, 13];

type State = 'start' | 'plain' | 'quoted' | 'closing';

/** A reader of one file: `push` its text piece by piece, then `end`. Blank lines are passed over. */
export class CsvReader {
  readonly #onRecord: OnRecord;
  readonly #cells: string[] = [];
  #state: State = 'start';
  #partial = '';
  #length = 0;
  #line = 1;
  #recordLine = 1;
  #fault: CsvFault = null;
  #wasQuoted = false;
  #skipLf = false;
  #lastWasCr = false;

  constructor(onRecord: OnRecord) {
    this.#onRecord = onRecord;
  }

  /** @throws UnclosedQuote when a record grows beyond {@link MAX_RECORD} */
  push(text: string): void {
    let at = 0;
    if (this.#skipLf && text.length > 0) {
      if (text.charCodeAt(0) === LF) at = 1;
      this.#skipLf = false;
    }
    while (at < text.length) {
      if (this.#state === 'quoted') at = this.#quoted(text, at);
      else if (this.#state === 'closing') at = this.#closing(text, at);
      else at = this.#plain(text, at);
    }
    if (this.#length > MAX_RECORD) throw new UnclosedQuote(this.#recordLine);
  }

  /** @throws UnclosedQuote when the file ends inside quotation marks */
  end(): void {
    if (this.#state === 'quoted') throw new UnclosedQuote(this.#recordLine);
    if (this.#state !== 'start' || this.#cells.length > 0) this.#endRecord('');
  }

  /** Reads a cell without quotation marks (also the rest of one with a faulty end), from `at` on. */
  #plain(text: string, at: number): number {
    if (this.#state === 'start') {
      if (text.charCodeAt(at) === QUOTE) {
        this.#state = 'quoted';
        this.#wasQuoted = true;
        this.#lastWasCr = false;
        return at + 1;
      }
      this.#state = 'plain';
    }
    const length = text.length;
    let end = at;
    let c = 0;
    while (end < length) {
      c = text.charCodeAt(end);
      if (c === COMMA || c === LF || c === CR) break;
      end++;
    }
    const piece = text.slice(at, end);
    if (end === length) {
      this.#keep(piece);
      return end;
    }
    return this.#separator(text, end, c, piece);
  }

  #quoted(text: string, at: number): number {
    const end = text.indexOf('"', at);
    const piece = end < 0 ? text.slice(at) : text.slice(at, end);
    this.#countLines(piece);
    this.#keep(piece);
    if (end < 0) return text.length;
    this.#state = 'closing';
    return end + 1;
  }

  #closing(text: string, at: number): number {
    const c = text.charCodeAt(at);
    if (c === QUOTE) {
      this.#keep('"');
      this.#lastWasCr = false;
      this.#state = 'quoted';
      return at + 1;
    }
    if (c === COMMA || c === LF || c === CR) return this.#separator(text, at, c, '');
    this.#fault = 'quote';
    this.#state = 'plain';
    return at;
  }

  #separator(text: string, at: number, c: number, piece: string): number {
    if (c === COMMA) {
      this.#endCell(piece);
      return at + 1;
    }
    this.#endRecord(piece);
    this.#line++;
    this.#recordLine = this.#line;
    if (c === LF) return at + 1;
    if (at + 1 === text.length) this.#skipLf = true;
    return text.charCodeAt(at + 1) === LF ? at + 2 : at + 1;
  }

  #endCell(piece: string): void {
    this.#cells.push(this.#partial === '' ? piece : this.#partial + piece);
    this.#partial = '';
    this.#state = 'start';
    this.#length += piece.length + 1;
  }

  #endRecord(piece: string): void {
    this.#endCell(piece);
    const blank = this.#cells.length === 1 && this.#cells[0] === '' && !this.#wasQuoted;
    if (!blank) this.#onRecord(this.#cells, this.#recordLine, this.#fault);
    this.#cells.length = 0;
    this.#length = 0;
    this.#fault = null;
    this.#wasQuoted = false;
  }

  #keep(piece: string): void {
    this.#length += piece.length;
    if (this.#partial.length < MAX_CELL_KEPT) this.#partial += piece;
  }

  /** Counts line ends inside a quoted cell: LF, CR LF and a lone CR, also where a piece ends between CR and LF. */
  #countLines(piece: string): void {
    if (!this.#lastWasCr && !piece.includes('\n') && !piece.includes('\r')) return;
    for (let index = 0; index < piece.length; index++) {
      const c = piece.charCodeAt(index);
      if (c === CR || (c === LF && !this.#lastWasCr)) this.#line++;
      this.#lastWasCr = c === CR;
    }
  }
}

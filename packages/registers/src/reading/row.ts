import { foldCapitals, isResidentId, residentIdBirthDate } from '@jianjia/codes';
import type { RegisterDefinition, RowCheck } from '../definition.ts';
import { cellReader, MAX_CELL_BYTES, type CellReader, type CodeSets } from './cells.ts';

/** One fault of one cell: the column id ('' for the whole row), the value as given, the Chinese reason. */
export type OnFault = (column: string, value: string, reason: string) => void;

/** Reads one row of a file in place; see {@link rowReader}. */
export interface RowReader {
  /** Column ids in the order in which `values` holds them. */
  readonly columns: readonly string[];
  /** Canonical texts of the last row read, '' = empty. */
  readonly values: readonly string[];
  /** Reads the cells of a row; returns whether it may be loaded. A faulty cell becomes ''. */
  read(cells: readonly string[], onFault: OnFault): boolean;
}

interface ReaderColumn {
  readonly id: string;
  readonly source: number;
  readonly required: boolean;
  readonly read: CellReader;
}

type Check = (values: readonly string[], raise: OnFault) => void;

/**
 * Makes the reader of a file's rows.
 * @param header column id per cell of the file, null for cells to pass over
 */
export function rowReader(
  definition: RegisterDefinition,
  header: readonly (string | null)[],
  codes: CodeSets,
): RowReader {
  const columns: ReaderColumn[] = [];
  for (const [id, column] of Object.entries(definition.columns)) {
    const source = header.indexOf(id);
    if (source < 0) continue;
    const read = cellReader(column, codes, definition.key.includes(id));
    columns.push({ id, source, required: column.required === true, read });
  }
  const values: string[] = columns.map(() => '');
  const ids = columns.map((column) => column.id);
  const checks = (definition.checks ?? []).flatMap((check) => compileCheck(definition, check, ids, values) ?? []);
  const read = (cells: readonly string[], onFault: OnFault): boolean => {
    let good = true;
    const raise: OnFault = (column, value, reason) => {
      good = false;
      onFault(column, value, reason);
    };
    if (cells.length !== header.length) {
      raise('', '', `这一行有 ${cells.length} 格，表头有 ${header.length} 格，对不上。请检查逗号和引号。`);
    }
    for (let index = 0; index < columns.length; index++) {
      const column = columns[index] as ReaderColumn;
      values[index] = readCell(column, cells[column.source] ?? '', raise);
    }
    for (const check of checks) check(values, raise);
    return good;
  };
  return { columns: ids, values, read };
}

const NUL_REASON = '含有空字符（NUL），文件可能已损坏。';

function readCell(column: ReaderColumn, cell: string, raise: OnFault): string {
  const text = needsTrim(cell) ? cell.trim() : cell;
  if (text === '') {
    if (column.required) raise(column.id, '', '必填，不能为空。');
    return '';
  }
  if (text.length > MAX_CELL_BYTES / 3 && Buffer.byteLength(text) > MAX_CELL_BYTES) {
    raise(column.id, text, '这一格超过 1 MB。');
    return '';
  }
  return column.read(text, (reason) => raise(column.id, cell, cell.includes('\0') ? NUL_REASON : reason));
}

/** Whether `trim` could change a text; most cells begin and end with a digit or letter. */
function needsTrim(text: string): boolean {
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  return first <= 32 || last <= 32 || first >= 0x80 || last >= 0x80;
}

/** Compiles a sentence about a row; null when the file lacks a column it speaks of. */
function compileCheck(
  definition: RegisterDefinition,
  check: RowCheck,
  ids: readonly string[],
  values: string[],
): Check | null {
  const title = (id: string): string => definition.columns[id]?.title ?? id;
  const at = (id: string): number => ids.indexOf(id);
  switch (check.rule) {
    case 'notAbove': {
      const [column, limit] = [at(check.column), at(check.limit)];
      if (column < 0 || limit < 0) return null;
      return (row, raise) => {
        const [value, most] = [row[column] ?? '', row[limit] ?? ''];
        if (value === '' || most === '' || Number(value) <= Number(most)) return;
        raise(check.column, value, notAboveReason(title(check.column), value, title(check.limit), most));
      };
    }
    case 'notBefore': {
      const [column, start] = [at(check.column), at(check.start)];
      if (column < 0 || start < 0) return null;
      return (row, raise) => {
        const [value, least] = [row[column] ?? '', row[start] ?? ''];
        if (value === '' || least === '' || value >= least) return;
        raise(check.column, value, notBeforeReason(title(check.column), value, title(check.start), least));
      };
    }
    case 'sumNotAbove': {
      const [parts, limit] = [check.columns.map(at).filter((index) => index >= 0), at(check.limit)];
      if (limit < 0) return null;
      return (row, raise) => {
        const most = row[limit] ?? '';
        const sum = parts.reduce((total, index) => total + Number(row[index] ?? ''), 0);
        if (most === '' || sum <= Number(most)) return;
        raise(check.limit, most, sumNotAboveReason(check.columns.map(title), String(sum), title(check.limit), most));
      };
    }
    case 'residentIdNumber':
      return residentIdCheck(at(check.type), at(check.number), at(check.bornOn), check, values);
  }
}

/** Sentence of the check `notAbove`. */
export function notAboveReason(title: string, value: string, limitTitle: string, limit: string): string {
  return `${title}（${value}）不能大于${limitTitle}（${limit}）。`;
}

/** Sentence of the check `notBefore`. */
export function notBeforeReason(title: string, value: string, startTitle: string, start: string): string {
  return `${title}（${value}）不能早于${startTitle}（${start}）。`;
}

/** Sentence of the check `sumNotAbove`. */
export function sumNotAboveReason(titles: readonly string[], sum: string, limitTitle: string, limit: string): string {
  return `${titles.join('、')}之和（${sum}）不能大于${limitTitle}（${limit}）。`;
}

/** Longest identity number of any kind; the column is indexed. */
const MAX_NUMBER = 64;

/**
 * The check digit and birth date of identity numbers (GB 11643). Residence permits of Hong Kong, Macao and Taiwan
 * residents carry numbers of the same build since 2018; shorter ones are older papers and are taken as they are.
 */
function residentIdCheck(
  type: number,
  number: number,
  born: number,
  check: Extract<RowCheck, { rule: 'residentIdNumber' }>,
  values: string[],
): Check | null {
  if (number < 0) return null;
  return (row, raise) => {
    const given = row[number] ?? '';
    if (given === '') return;
    if (given.length > MAX_NUMBER) return raise(check.number, given, `证件号码最长 ${MAX_NUMBER} 个字符。`);
    const kind = type < 0 ? '' : row[type];
    if (kind !== 'resident' && kind !== 'residence_permit') return;
    const folded = foldCapitals(given);
    values[number] = folded;
    if (kind === 'residence_permit' && folded.length !== 18) return;
    if (!isResidentId(folded)) {
      return raise(
        check.number,
        given,
        folded.length === 18 ? '身份证号码的校验码或出生日期不对（GB 11643）。' : '身份证号码要有 18 位。',
      );
    }
    const birth = residentIdBirthDate(folded);
    const bornOn = born < 0 ? '' : (row[born] ?? '');
    if (bornOn !== '' && birth !== null && bornOn !== birth) {
      raise(check.bornOn, bornOn, `出生日期与身份证号码不符：号码里是 ${birth}。`);
    }
  };
}

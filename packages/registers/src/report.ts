/** One rejected cell or row, or one warning. */
export interface Finding {
  /** File as given; a sheet of a workbook is `file#sheet`. */
  readonly file: string;
  /** Line where the record begins, 1 = header; row number in a sheet. Null for the whole file. */
  readonly line: number | null;
  /** Column id; null for the whole row. */
  readonly column: string | null;
  /** As written in the file, cut to 100 characters. */
  readonly value: string;
  /** Chinese sentence. */
  readonly reason: string;
}

/** What became of one file or sheet. read = new + changed + same + rejected. */
export interface FileReport {
  readonly file: string;
  /** Null when the file is no register. */
  readonly register: string | null;
  readonly title: string | null;
  read: number;
  new: number;
  changed: number;
  /** Rows already there as they are, and identical repetitions within the file. */
  same: number;
  /** Rows, not faults: a row with three faults counts once. */
  rejected: number;
  readonly rejections: Finding[];
  /** Faults beyond the number that is kept. */
  rejectionsOmitted: number;
  readonly warnings: Finding[];
  warningsOmitted: number;
  readonly unknownColumns: string[];
  /** Why the whole file was refused; nothing of it was loaded. */
  refused: string | null;
  /** Why a file was passed over without harm: something else that lies in the folder. */
  ignored: string | null;
}

export interface ImportReport {
  readonly dryRun: boolean;
  readonly files: readonly FileReport[];
  /** Set when the import broke off; nothing was changed then. */
  readonly failed: { readonly file: string; readonly reason: string } | null;
  /** Exit status of the command line: 0 done, 1 failed and nothing changed, 2 done but something was rejected. */
  readonly status: 0 | 1 | 2;
}

/** Faults kept per file, so that a million bad rows do not fill the memory; the counts are exact all the same. */
export const MAX_FINDINGS = 50_000;
const MAX_VALUE = 100;

export function emptyReport(file: string, register: string | null, title: string | null): FileReport {
  return {
    file,
    register,
    title,
    read: 0,
    new: 0,
    changed: 0,
    same: 0,
    rejected: 0,
    rejections: [],
    rejectionsOmitted: 0,
    warnings: [],
    warningsOmitted: 0,
    unknownColumns: [],
    refused: null,
    ignored: null,
  };
}

export function addRejection(report: FileReport, line: number, column: string, value: string, reason: string): void {
  if (report.rejections.length >= MAX_FINDINGS) report.rejectionsOmitted++;
  else report.rejections.push(finding(report.file, line, column, value, reason));
}

export function addWarning(report: FileReport, line: number, column: string, value: string, reason: string): void {
  if (report.warnings.length >= MAX_FINDINGS) report.warningsOmitted++;
  else report.warnings.push(finding(report.file, line, column, value, reason));
}

function finding(file: string, line: number, column: string, value: string, reason: string): Finding {
  return { file, line, column: column === '' ? null : column, value: clipped(value), reason };
}

function clipped(value: string): string {
  const cut = value.length > MAX_VALUE ? `${value.slice(0, MAX_VALUE)}…` : value;
  // A slice keeps the whole piece of the file alive that it was cut from; a copy does not.
  return Buffer.from(cut.replaceAll('\0', '␀')).toString();
}

/** Drops what a file seemed to have done, for it was refused whole. */
export function refuse(report: FileReport, sentence: string): void {
  report.new = 0;
  report.changed = 0;
  report.same = 0;
  report.refused = sentence;
}

/** Orders findings as the rows stand in the file. */
export function sortFindings(report: FileReport): void {
  const byLine = (a: Finding, b: Finding): number => (a.line ?? 0) - (b.line ?? 0);
  report.rejections.sort(byLine);
  report.warnings.sort(byLine);
}

/** Exit status for a finished import. */
export function statusOf(files: readonly FileReport[]): 0 | 2 {
  return files.some((file) => file.rejected > 0 || file.refused !== null) ? 2 : 0;
}

import type { FileReport, Finding, ImportReport } from '@jianjia/registers/exchange';
import { table } from '../console/table.ts';
import { visible } from '../console/text.ts';

const COLUMNS = [
  { title: '文件' },
  { title: '台账' },
  ...['读入', '新增', '更新', '相同', '拒绝'].map((title) => ({ title, align: 'right' as const })),
];

/** The report of an import for a person: counts per file, then everything that was refused and why. */
export function* importTables(report: ImportReport): Generator<string> {
  if (report.dryRun) yield '试运行：下面是将会发生的变化，数据库没有改动。\n';
  const files = report.files.filter((file) => file.ignored === null);
  if (files.length === 0) yield '没有找到台账文件：文件名要写成“台账名.csv”，例如 unions.csv。\n';
  else yield table(COLUMNS, [...files.map(row), ...(files.length > 1 ? [total(files)] : [])]);
  yield* section(
    '整个文件没有载入：',
    files.flatMap((file) => (file.refused === null ? [] : [`${visible(file.file)}：${visible(file.refused)}`])),
  );
  yield* section('被拒绝的行（文件:行 列 值 原因）：', files.flatMap((file) => file.rejections).map(findingLine));
  const omitted = files.reduce((sum, file) => sum + file.rejectionsOmitted, 0);
  if (omitted > 0) yield `  还有 ${omitted} 处错误没有列出。\n`;
  yield* section('提醒（已载入，请核实）：', files.flatMap((file) => file.warnings).map(findingLine));
  yield* section('不认识而忽略的列：', files.flatMap(unknownColumns));
  yield* section(
    '没有读取的文件：',
    report.files.flatMap((file) => (file.ignored === null ? [] : [`${visible(file.file)}：${visible(file.ignored)}`])),
  );
}

function row(file: FileReport): readonly (string | number)[] {
  return [file.file, file.title ?? '—', file.read, file.new, file.changed, file.same, file.rejected];
}

function total(files: readonly FileReport[]): readonly (string | number)[] {
  const sum = (key: 'read' | 'new' | 'changed' | 'same' | 'rejected'): number =>
    files.reduce((count, file) => count + file[key], 0);
  return ['合计', '', sum('read'), sum('new'), sum('changed'), sum('same'), sum('rejected')];
}

function findingLine(finding: Finding): string {
  const place = finding.line === null ? visible(finding.file) : `${visible(finding.file)}:${finding.line}`;
  const column = finding.column === null ? '' : ` ${visible(finding.column)}`;
  const value = finding.value === '' ? '' : ` “${visible(finding.value)}”`;
  return `${place}${column}${value} ${visible(finding.reason)}`;
}

function unknownColumns(file: FileReport): readonly string[] {
  if (file.unknownColumns.length === 0) return [];
  return [`${visible(file.file)}：${file.unknownColumns.map(visible).join('、')}`];
}

/** A heading and its lines, in pieces: a bad file can have a hundred thousand of them. */
function* section(heading: string, lines: readonly string[]): Generator<string> {
  if (lines.length === 0) return;
  yield `\n${heading}\n`;
  for (let from = 0; from < lines.length; from += 500) {
    yield lines
      .slice(from, from + 500)
      .map((line) => `  ${line}\n`)
      .join('');
  }
}

import { Problem } from '@jianjia/kernel';

/** One code of a tree of codes: a division of GB/T 2260 or an industry of GB/T 4754. */
export interface CodeEntry {
  readonly code: string;
  /** The code one level up; null at the top. */
  readonly parent: string | null;
  /** 1 at the top. */
  readonly level: number;
  readonly name: string;
}

/** A tree of codes, in the order of its file, parents first. */
export type CodeTable = ReadonlyMap<string, CodeEntry>;

const HEADER = 'code,parent,level,name';

/**
 * Reads a code table from CSV text with the header `code,parent,level,name` (no quoting; names hold no commas).
 * Throws the Problem `codes.brokenTable` when a line is ragged, a code is given twice, or a parent is missing,
 * stands later in the file, or is not exactly one level up. `source` names the file in the sentence.
 */
export function parseCodeTable(text: string, source: string): CodeTable {
  const [header, ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (header !== HEADER) throw broken(source, 1, `表头应为“${HEADER}”`);
  const table = new Map<string, CodeEntry>();
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    const entry = readEntry(line, source, index + 2);
    const fault = faultOf(entry, table);
    if (fault !== null) throw broken(source, index + 2, fault);
    table.set(entry.code, entry);
  }
  return table;
}

function readEntry(line: string, source: string, number: number): CodeEntry {
  const [code = '', parent = '', level = '', name = '', ...rest] = line.split(',');
  if (code === '' || name === '' || rest.length > 0 || !/^[1-9]$/.test(level)) {
    throw broken(source, number, '应为“代码,上级代码,层级,名称”四栏');
  }
  return { code, parent: parent === '' ? null : parent, level: Number(level), name };
}

function faultOf(entry: CodeEntry, table: CodeTable): string | null {
  if (table.has(entry.code)) return `代码 ${entry.code} 重复`;
  const parent = entry.parent === null ? null : table.get(entry.parent);
  if (parent === undefined) return `上级代码 ${entry.parent ?? ''} 不在本行之前`;
  if (entry.level !== (parent?.level ?? 0) + 1) return `层级 ${entry.level} 与上级代码不相接`;
  return null;
}

function broken(source: string, line: number, fault: string): Problem {
  return new Problem('codes.brokenTable', 'invalid', `代码表 ${source} 第 ${line} 行有误：${fault}。请改正后再试。`, {
    source,
    line,
  });
}

/** The entry and those above it, from itself to the top; empty when the code is unknown. */
export function codePath(table: CodeTable, code: string): readonly CodeEntry[] {
  const path: CodeEntry[] = [];
  let entry = table.get(code);
  while (entry) {
    path.push(entry);
    entry = entry.parent === null ? undefined : table.get(entry.parent);
  }
  return path;
}

/** Whether `code` is `top` or lies below it in the tree of codes; false when `code` is unknown. */
export function isWithin(table: CodeTable, code: string, top: string): boolean {
  return codePath(table, code).some((entry) => entry.code === top);
}

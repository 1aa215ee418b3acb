import { isAlias, isCollection, isMap, isNode, isPair, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { Document, Node } from 'yaml';
import type { Place, SchemeError } from './types.ts';

/** The largest file and nesting that are read; a real scheme stays far below both. */
const MAX_CHARACTERS = 500_000;
const MAX_DEPTH = 30;
/** Faults reported of one file's syntax. */
const MAX_ERRORS = 20;

export interface YamlText {
  readonly file: string;
  /** Plain data, or undefined when the file could not be read. */
  readonly data: unknown;
  readonly errors: readonly SchemeError[];
  /** Place of a value; of its nearest parent when it is not there. */
  valueAt(path: readonly PropertyKey[]): Place;
  /** Place of a key of the map at `path`. */
  keyAt(path: readonly PropertyKey[], key: string): Place;
}

/**
 * Reads YAML with positions. Refused with a sentence: syntax faults, duplicate keys, aliases (and so alias bombs),
 * tags, several documents, nesting deeper than 30, files above 500,000 characters.
 */
export function readYaml(file: string, text: string): YamlText {
  const refuse = (sentence: string, offset: Place, suggestion?: string): YamlText => ({
    file,
    data: undefined,
    errors: [{ ...offset, path: '', sentence, suggestion }],
    valueAt: () => offset,
    keyAt: () => offset,
  });
  const start = { file, line: 1, column: 1 };
  if (text.length > MAX_CHARACTERS)
    return refuse(`文件超过 ${MAX_CHARACTERS / 10_000} 万字，不予读取。`, start, '请按类别拆成几个文件。');
  const deep = flowTooDeep(text);
  if (deep !== null) return refuse(`嵌套超过 ${MAX_DEPTH} 层，不予读取。`, lineColumn(file, text, deep));
  const lines = new LineCounter();
  let document: Document.Parsed;
  try {
    document = parseDocument(text, {
      lineCounter: lines,
      // Checked below in one pass: the parser compares every key with every other.
      uniqueKeys: false,
      stringKeys: true,
      version: '1.2',
      schema: 'core',
      // Pretty messages cost time for every one of a million faults; places come from the line counter.
      prettyErrors: false,
    });
  } catch (error) {
    if (error instanceof RangeError) return refuse(`嵌套超过 ${MAX_DEPTH} 层，不予读取。`, start);
    throw error;
  }
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const errors = [
    ...syntaxErrors(document, place),
    ...forbiddenNodes(document, place),
    ...repeatedKeys(document, place),
  ];
  if (errors.length > 0) {
    return { file, data: undefined, errors, valueAt: () => start, keyAt: () => start };
  }
  return {
    file,
    data: document.toJS({ maxAliasCount: 0 }) as unknown,
    errors: [],
    valueAt: (path) => place(rangeStart(document, path)),
    keyAt: (path, key) => place(keyStart(document, path, key)),
  };
}

const SENTENCES: Readonly<Record<string, string>> = {
  BAD_INDENT: '缩进不对；同一层的各行须对齐，只用空格。',
  TAB_AS_INDENT: '缩进用了制表符；请改用空格。',
  MISSING_CHAR: '缺少符号（引号、括号、冒号或逗号）。',
  RESOURCE_EXHAUSTION: '嵌套过深。',
  MULTIPLE_DOCS: '一个文件只能有一份内容，请删去「---」分隔。',
  NON_STRING_KEY: '键须是文字。',
  MULTILINE_IMPLICIT_KEY: '键不能跨行；含冒号的文字请加引号。',
  BLOCK_AS_IMPLICIT_KEY: '一行里有两个「: 」；含冒号加空格的文字请加引号。',
};

function syntaxErrors(document: Document.Parsed, place: (offset: number) => Place): SchemeError[] {
  return document.errors.slice(0, MAX_ERRORS).map((error) => ({
    ...place(error.pos[0]),
    path: '',
    sentence: `YAML 写法有误：${SENTENCES[error.code] ?? `此处无法读懂（${error.code}）。`}`,
  }));
}

function forbiddenNodes(document: Document.Parsed, place: (offset: number) => Place): SchemeError[] {
  const errors: SchemeError[] = [];
  const report = (node: unknown, sentence: string): symbol => {
    errors.push({ ...place(startOf(node) ?? 0), path: '', sentence });
    return visit.BREAK;
  };
  visit(document, (_key, node, ancestors) => {
    if (ancestors.length > MAX_DEPTH * 2) return report(node, `嵌套超过 ${MAX_DEPTH} 层，不予读取。`);
    if (isAlias(node)) return report(node, '不使用 YAML 别名（*名称）；请把内容直接写出。');
    if (isNode(node) && !isAlias(node) && node.anchor)
      return report(node, '不使用 YAML 锚点（&名称）；请把内容直接写出。');
    if (isNode(node) && node.tag?.startsWith('!')) return report(node, '不使用 YAML 标签（!名称）。');
    return undefined;
  });
  return errors;
}

/** Keys written twice in one map, at the second. */
function repeatedKeys(document: Document.Parsed, place: (offset: number) => Place): SchemeError[] {
  const errors: SchemeError[] = [];
  visit(document, {
    Map(_key, map) {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        const name = isScalar(key) ? key.value : key;
        if (seen.has(name)) {
          const sentence = `「${String(name)}」在同一处写了两次；请删去其一。`;
          errors.push({ ...place(startOf(key) ?? 0), path: '', sentence });
        }
        seen.add(name);
      }
    },
  });
  return errors.slice(0, MAX_ERRORS);
}

function startOf(node: unknown): number | undefined {
  if (isPair(node)) return startOf(node.key);
  return isNode(node) ? node.range?.[0] : undefined;
}

function rangeStart(document: Document.Parsed, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : (document.getIn(path.slice(0, length), true) as Node | undefined);
    const start = startOf(node);
    if (start !== undefined && !(length > 0 && isScalar(node) && node.range?.[0] === node.range?.[1])) return start;
    if (start !== undefined && length > 0)
      return keyStart(document, path.slice(0, length - 1), String(path[length - 1]));
  }
  return 0;
}

function keyStart(document: Document.Parsed, path: readonly PropertyKey[], key: string): number {
  const map = path.length === 0 ? document.contents : document.getIn(path, true);
  if (!isMap(map)) return isCollection(map) ? rangeStart(document, [...path, Number(key)]) : rangeStart(document, path);
  const pair = map.items.find((entry) => isScalar(entry.key) && String(entry.key.value) === key);
  return (pair && startOf(pair)) ?? rangeStart(document, path);
}

/** Offset where brackets nest too deeply; a cheap look before the parser, which works recursively. */
function flowTooDeep(text: string): number | null {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text.charCodeAt(index);
    if (character === 0x5b || character === 0x7b) {
      if (++depth > MAX_DEPTH) return index;
    } else if (character === 0x5d || character === 0x7d) {
      depth = Math.max(0, depth - 1);
    } else if (character === 0x0a && isOutside(text, index)) {
      depth = 0;
    }
  }
  return null;
}

/** A line that begins with a letter or a dash begins block content anew: brackets in prose do not add up. */
function isOutside(text: string, newline: number): boolean {
  return /^ *(?:- )?[a-z_]+:/.test(text.slice(newline + 1, newline + 60));
}

function lineColumn(file: string, text: string, offset: number): Place {
  const before = text.slice(0, offset).split('\n');
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

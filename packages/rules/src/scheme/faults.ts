import type { z } from 'zod';
import { nearest } from './nearest.ts';
import type { Place, SchemeError } from './types.ts';
import type { YamlText } from './yaml-text.ts';

type Issue = z.core.$ZodIssue;

/** Faults reported of one file, unknown keys of one map: nobody reads more. */
const MAX_ISSUES = 200;
const MAX_KEYS = 20;

/** Turns Zod's issues into sentences with the line and column they stand at. */
export function shapeErrors(yaml: YamlText, issues: readonly Issue[], keysAt: KnownKeys): SchemeError[] {
  return issues.slice(0, MAX_ISSUES).flatMap((issue) => oneIssue(yaml, issue, keysAt));
}

/** The keys known at a path of the file, for suggestions. */
export type KnownKeys = (path: readonly PropertyKey[]) => readonly string[];

function oneIssue(yaml: YamlText, issue: Issue, keysAt: KnownKeys): SchemeError[] {
  const path = issue.path;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, MAX_KEYS).map((key) => {
      const known = nearest(key, keysAt(path));
      return {
        ...yaml.keyAt(path, key),
        path: pathText([...path, key]),
        sentence: `没有「${key}」这一项。`,
        suggestion: known ? `是否想写「${known}」？` : `此处可写：${keysAt(path).join('、')}。`,
      };
    });
  }
  const [sentence, suggestion] = words(issue, valueAt(yaml.data, path));
  return [{ ...yaml.valueAt(path), path: pathText(path), sentence, suggestion }];
}

function words(issue: Issue, input: unknown): [string, string | undefined] {
  const name = String(issue.path.at(-1) ?? '文件');
  if (/[\u4e00-\u9fff]/u.test(issue.message) && input !== undefined) return [issue.message, undefined];
  switch (issue.code) {
    case 'invalid_type':
      if (input === undefined) return [`缺少「${name}」。`, undefined];
      if (input === null) return [`「${name}」没有内容。`, undefined];
      return [`「${name}」应为${typeWords[issue.expected] ?? issue.expected}，写成了${kindOf(input)}。`, undefined];
    case 'invalid_value': {
      if (input === undefined) return [`缺少「${name}」。`, undefined];
      const given = typeof input === 'string' ? input : JSON.stringify(input);
      const known = nearest(given, issue.values.map(String));
      const listed = `可写：${issue.values.map(String).join('、')}。`;
      return [`「${name}」不能是「${given}」。`, known ? `是否想写「${known}」？${listed}` : listed];
    }
    case 'invalid_union': {
      if (issue.path.length > 0 && input === undefined) return [`缺少「${name}」。`, undefined];
      const listed =
        'options' in issue && Array.isArray(issue.options) ? `可写：${issue.options.join('、')}。` : undefined;
      return [`「${name}」的写法不对。`, listed];
    }
    case 'too_small':
      return [`「${name}」太少或太小。`, undefined];
    case 'too_big':
      return [`「${name}」太多或太大。`, undefined];
    default:
      return [input === undefined ? `缺少「${name}」。` : `「${name}」的写法不对。`, undefined];
  }
}

const typeWords: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表',
  object: '若干「键: 值」',
  record: '若干「键: 值」',
};

function kindOf(input: unknown): string {
  if (Array.isArray(input)) return '列表';
  if (typeof input === 'object') return '若干「键: 值」';
  return typeof input === 'number'
    ? '数字（文字请加引号）'
    : typeof input === 'boolean'
      ? '是非值（文字请加引号）'
      : '文字';
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data;
  for (const key of path) {
    if (value === null || typeof value !== 'object') return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

export function pathText(path: readonly PropertyKey[]): string {
  return path.map(String).join('.');
}

/** An error that the loader itself finds, at a value of the file. */
export function errorAt(
  yaml: YamlText,
  path: readonly PropertyKey[],
  sentence: string,
  suggestion?: string,
): SchemeError {
  const place: Place = yaml.valueAt(path);
  return { ...place, path: pathText(path), sentence, suggestion };
}

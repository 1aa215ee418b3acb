import type { PageCall } from '@jianjia/http';
import { Problem } from '@jianjia/kernel';

/** What a page is asked with. */
export type Asked = Pick<PageCall, 'params' | 'query'>;

/** A value of the query string; the first where it was given more than once. */
export function queryText(asked: Asked, name: string): string | undefined {
  const value = Object.hasOwn(asked.query, name) ? asked.query[name] : undefined;
  const first = typeof value === 'object' ? value[0] : value;
  if (first === undefined || first.length <= 300) return first;
  throw new Problem('server.badQuery', 'invalid', `参数 ${name} 的取值不对。请从总览进入。`);
}

/** A part of the path, decoded by the router. */
export function pathText(asked: Asked, name: string): string {
  return asked.params[name] ?? '';
}

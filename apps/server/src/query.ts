import type { FastifyRequest } from 'fastify';
import { Problem } from '@jianjia/kernel';

/** A value of the query string; the first where it was given more than once. */
export function queryText(request: FastifyRequest, name: string): string | undefined {
  const value = (request.query as Readonly<Record<string, unknown>>)[name];
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (first === undefined) return undefined;
  if (typeof first === 'string' && first.length <= 300 && !first.includes('\0')) return first;
  throw new Problem('server.badQuery', 'invalid', `参数 ${name} 的取值不对。请从总览进入。`);
}

/** The page of a list, from 1. */
export function pageNumber(request: FastifyRequest): number {
  const text = queryText(request, 'page') ?? '1';
  const page = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (page >= 1) return page;
  throw new Problem('server.badPage', 'invalid', '页码不对：要写成 1 以上的整数。');
}

/** A part of the path, decoded by the router. */
export function pathText(request: FastifyRequest, name: string): string {
  const value = (request.params as Readonly<Record<string, string | undefined>>)[name] ?? '';
  if (!value.includes('\0')) return value;
  throw new Problem('server.badPath', 'missing', '没有这个页面。请从总览进入。');
}

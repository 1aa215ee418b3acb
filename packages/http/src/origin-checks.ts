import type { FastifyRequest } from 'fastify';
import { Refusal } from './sentences.ts';

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const MAX_URL = 4096;

/** Whether a host name, as a URL has it, is this machine. */
export function isLocalHost(hostname: string): boolean {
  return LOCAL.has(hostname.toLowerCase());
}

/** A foreign name that resolves to this machine (DNS rebinding) would let any web page read along. */
export function checkHost(request: FastifyRequest, origin: URL): void {
  const host = (request.headers.host ?? '').toLowerCase();
  const name = host.replace(/:\d+$/, '');
  if (host === origin.host || name === origin.hostname || isLocalHost(name)) return;
  throw new Refusal(421, 'http.foreignHost', '不能用这个网址访问本服务。请使用管理员给出的网址。');
}

/** A longer URL is no page of ours. */
export function checkUrl(request: FastifyRequest): void {
  if (request.url.length > MAX_URL) throw new Refusal(414, 'http.longUrl', '网址太长，没有执行。请从总览进入。');
}

/**
 * Refuses acts that another site makes a browser do (CSRF). Browsers say where a request comes from; a page cannot set
 * either header. Same-site is not enough: a neighbour on another sub-domain is another site to us.
 */
export function checkSameOrigin(request: FastifyRequest, origin: URL): void {
  if (SAFE.has(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  if (site === 'same-origin' || site === 'none') return;
  if (site === undefined && isOwnOrigin(request, origin)) return;
  throw new Refusal(
    403,
    'http.foreignOrigin',
    '没有执行：这个操作不是从本系统的页面发出的。请打开本系统，在页面上重新操作。',
  );
}

function isOwnOrigin(request: FastifyRequest, origin: URL): boolean {
  const given = request.headers.origin;
  if (given === undefined) return false;
  if (given === origin.origin) return true;
  // On this machine the port is whichever was free; the host was checked before.
  return isLocalHost(origin.hostname) && given === `http://${(request.headers.host ?? '').toLowerCase()}`;
}

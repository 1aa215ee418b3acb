import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Kit } from './kit.ts';

/**
 * Browsers take `__Host-` only with Secure, Path=/ and no Domain: no neighbour can plant one. Lax, not Strict: the way
 * back from single sign-on is a navigation from another site, and the session must be known on it.
 */
export function cookieName(secure: boolean): string {
  return secure ? '__Host-jianjia' : 'jianjia';
}

const TOKEN = /^[\w-]{16,256}$/;

/** Tokens are base64url; anything else is not even looked up. */
export function tokenOf(request: FastifyRequest, kit: Kit): string | null {
  const token = request.cookies[kit.cookieName];
  return token !== undefined && TOKEN.test(token) ? token : null;
}

/** Gives the browser its session. */
export function setSession(reply: FastifyReply, kit: Kit, token: string, expires: Date): void {
  if (!TOKEN.test(token)) throw new TypeError('a session token must be 16 to 256 characters of base64url');
  void reply.setCookie(kit.cookieName, token, { ...attributes(kit), expires });
}

/** Takes the session from the browser. */
export function clearSession(reply: FastifyReply, kit: Kit): void {
  void reply.clearCookie(kit.cookieName, attributes(kit));
}

function attributes(kit: Kit): { path: '/'; httpOnly: true; sameSite: 'lax'; secure: boolean } {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: kit.secure };
}

const LINK_SECONDS = 30 * 60;

/** `__Host-` wants Path=/, and other pages must not get it. */
function linkCookie({ secure }: Kit): string {
  return secure ? '__Secure-jianjia-link' : 'jianjia-link';
}

/** The token of a one-time link that was opened at this page. */
export function heldLink(request: FastifyRequest, kit: Kit): string | null {
  const token = request.cookies[linkCookie(kit)];
  return token !== undefined && TOKEN.test(token) ? token : null;
}

/** What is no token is not kept: the page then says that the link is of no use. */
export function holdLink(reply: FastifyReply, kit: Kit, path: string, token: string): void {
  if (!TOKEN.test(token)) return;
  void reply.setCookie(linkCookie(kit), token, { ...attributes(kit), path, maxAge: LINK_SECONDS });
}

export function dropLink(reply: FastifyReply, kit: Kit, path: string): void {
  void reply.clearCookie(linkCookie(kit), { ...attributes(kit), path });
}

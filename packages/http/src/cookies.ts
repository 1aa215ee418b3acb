import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Kit } from './kit.ts';

/**
 * Browsers take `__Host-` only with Secure, Path=/ and no Domain: no neighbour can plant one. Lax, not Strict: the way
 * back from single sign-on is a navigation from another site, and the session must be known on it.
 */
export function cookieName(secure: boolean): string {
  return secure ? '__Host-jianjia' : 'jianjia';
}

/** Tokens are base64url; anything else is not even looked up. */
export function tokenOf(request: FastifyRequest, kit: Kit): string | null {
  const token = request.cookies[kit.cookieName];
  return token !== undefined && /^[\w-]{16,256}$/.test(token) ? token : null;
}

/** Gives the browser its session. */
export function setSession(reply: FastifyReply, kit: Kit, token: string, expires: Date): void {
  if (!/^[\w-]{16,256}$/.test(token)) throw new TypeError('a session token must be 16 to 256 characters of base64url');
  void reply.setCookie(kit.cookieName, token, { ...attributes(kit), expires });
}

/** Takes the session from the browser. */
export function clearSession(reply: FastifyReply, kit: Kit): void {
  void reply.clearCookie(kit.cookieName, attributes(kit));
}

function attributes(kit: Kit): { path: '/'; httpOnly: true; sameSite: 'lax'; secure: boolean } {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: kit.secure };
}

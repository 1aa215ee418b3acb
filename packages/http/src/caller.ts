import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Caller, Sent } from './call.ts';
import { clearSession, dropLink, heldLink, holdLink, setSession } from './cookies.ts';
import { type Kit } from './kit.ts';
import { agentOf, progressOf } from './progress.ts';

/** What a handler gets, besides the parsed request. */
export function callerOf(kit: Kit, request: FastifyRequest, reply: FastifyReply): Caller {
  const { actor, token } = progressOf(request);
  return {
    actor,
    sessionToken: token,
    requestId: request.id,
    address: request.ip,
    agent: agentOf(request),
    now: new Date(),
    setSession: (token, expires) => setSession(reply, kit, token, expires),
    clearSession: () => clearSession(reply, kit),
    heldLink: heldLink(request, kit),
    holdLink: (page, link) => holdLink(reply, kit, page, link),
    dropLink: (page) => dropLink(reply, kit, page),
    redirect: (location) => new Sent({ location: checkedLocation(location) }),
    sendFile: (file) => new Sent({ file }),
  };
}

/** `//evil.example` and `/\evil.example` are other hosts to a browser. */
function checkedLocation(location: string): string {
  const safe = location.startsWith('https://') ? URL.canParse(location) : /^\/(?![/\\])[\x21-\x7e]*$/.test(location);
  if (!safe) throw new TypeError('redirect goes to a path of this service or to an https address');
  return location;
}

/** Sends a redirect or a file. */
export function sendSent({ what }: Sent, reply: FastifyReply): FastifyReply {
  if ('location' in what) return reply.redirect(what.location, 303);
  const { name, type, content } = what.file;
  // Saved, never shown: what a stranger uploaded must not run as a page of ours.
  const ascii = name.replaceAll(/[^\w.-]/g, '_');
  const encoded = encodeURIComponent(name.toWellFormed()).replaceAll(/['()*]/g, escapeMark);
  return reply
    .type(type)
    .header('content-disposition', `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`)
    .send(content);
}

function escapeMark(mark: string): string {
  return `%${mark.charCodeAt(0).toString(16).toUpperCase()}`;
}

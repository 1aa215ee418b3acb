import type { SessionActor } from '@jianjia/http';
import { type Asked, queryText } from '../query.ts';

const LONGEST = 300;

/**
 * Where to go after signing in: a page of ours and nothing else. `//evil.example`, `/\evil.example` and whole addresses
 * would lead people who have just signed in to a stranger.
 */
export function localPath(text: string | null | undefined): string {
  const path = text ?? '/';
  const isOurs = path.length <= LONGEST && /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(path);
  // Back to signing in would go round in circles, and JSON is no page.
  return isOurs && !/^\/(?:sign-in|sign-out|api)(?:[/?#]|$)/.test(path) ? path : '/';
}

/** The same from a request. */
export function wantedPlace(asked: Asked): string {
  const given = Object.hasOwn(asked.query, 'to') ? asked.query['to'] : undefined;
  return localPath(typeof given === 'string' ? given : undefined);
}

/** Signing in, and where to go afterwards. */
export function signInPath(to: string, more = ''): string {
  return `/sign-in${more}?to=${encodeURIComponent(to)}`;
}

/** The first page that an account may see. */
export function homeOf({ permissions }: SessionActor): string {
  if (permissions.has('assessments:read')) return '/overview';
  if (permissions.has('census:check') && !permissions.has('accounts:read')) return '/census/checks';
  return permissions.has('accounts:read') ? '/accounts' : '/me';
}

/** What has just been done, told once on the page that one comes back to. */
export function doneOf(asked: Asked, sentences: Readonly<Record<string, string>>): string | null {
  const done = queryText(asked, 'done');
  return done !== undefined && Object.hasOwn(sentences, done) ? (sentences[done] ?? null) : null;
}

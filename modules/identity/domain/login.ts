/** Han letters, Latin letters, digits and . _ - after folding; the database checks the length again. */
const LOGIN = /^[\p{Script=Han}a-z0-9._-]{2,64}$/u;
const MOBILE = /^1[3-9]\d{9}$/;

/** The one form a login has however it was typed: full-width letters and capitals are the same login. */
export function foldLogin(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase();
}

/**
 * Whether a folded text may be a login. A mobile number may not: it would stand in the way of the account that signs in
 * with it as its phone.
 */
export function isLogin(folded: string): boolean {
  return LOGIN.test(folded) && !MOBILE.test(folded);
}

/** A mobile number of mainland China without +86, spaces and hyphens; null when it is none. */
export function foldPhone(typed: string): string | null {
  const digits = typed
    .normalize('NFKC')
    .replace(/[\s-]/g, '')
    .replace(/^(\+|00)?86(?=1\d{10}$)/, '');
  return MOBILE.test(digits) ? digits : null;
}

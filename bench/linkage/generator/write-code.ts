import type { Clerk } from './clerk.ts';
import type { Firm } from './firm.ts';
import type { Kind } from './kinds.ts';
import type { Random } from './random.ts';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Ways of a code that exclude each other; together half of the rows. */
const WAYS = [
  'code_missing',
  'code_digit',
  'code_transposed',
  'code_registration',
  'code_organisation',
  'code_shared',
] as const satisfies readonly Kind[];

/** The code column of a firm's row; `shared` are the codes of parks and agents. */
export function writeCode(clerk: Clerk, firm: Firm, shared: readonly string[]): string {
  const { parentUscc } = firm;
  if (parentUscc !== null && clerk.errs('code_parent')) return formed(clerk, parentUscc);
  let rest = clerk.random.next();
  let way: Kind | null = null;
  for (const kind of WAYS) {
    const hit = way === null && rest < clerk.rate(kind);
    rest -= clerk.rate(kind);
    if (clerk.decide(kind, hit)) way = kind;
  }
  const text = codeOf(clerk.random, way, firm, shared);
  return text === '' ? '' : formed(clerk, text);
}

function codeOf(random: Random, way: Kind | null, { uscc, registration }: Firm, shared: readonly string[]): string {
  switch (way) {
    case 'code_missing':
      return '';
    case 'code_digit':
      return oneWrong(random, uscc);
    case 'code_transposed':
      return exchanged(random, uscc);
    case 'code_registration':
      return registration;
    case 'code_organisation':
      return uscc.slice(8, 17);
    case 'code_shared':
      return random.pick(shared);
    default:
      return uscc;
  }
}

function oneWrong(random: Random, code: string): string {
  const at = random.int(0, code.length - 1);
  let other = code.charAt(at);
  while (other === code.charAt(at)) other = random.pick([...ALPHABET]);
  return code.slice(0, at) + other + code.slice(at + 1);
}

function exchanged(random: Random, code: string): string {
  let at = random.int(2, code.length - 2);
  while (code.charAt(at) === code.charAt(at + 1)) at = random.int(2, code.length - 2);
  return code.slice(0, at) + code.charAt(at + 1) + code.charAt(at) + code.slice(at + 2);
}

function formed(clerk: Clerk, code: string): string {
  if (!clerk.errs('code_form')) return code;
  const { random } = clerk;
  const kind = random.next();
  if (kind < 0.4) return code.toLowerCase();
  if (kind < 0.7) return ` ${code}`;
  if (kind < 0.85) return code.replaceAll(/[0-9A-Z]/gu, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));
  return `${code.slice(0, -1)}-${code.slice(-1)}`;
}

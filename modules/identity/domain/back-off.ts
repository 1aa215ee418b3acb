const MINUTE = 60_000;
const LONGEST = 60 * MINUTE;

/** How patient the back-off is with one kind of subject. */
export interface Patience {
  /** Failures without a delay. */
  readonly free: number;
  /** Quiet milliseconds after which failures are forgotten. */
  readonly forget: number;
}

/** One account, and one second factor: whoever guesses gets about one guess an hour. */
export const ACCOUNT_PATIENCE: Patience = { free: 5, forget: 24 * 60 * MINUTE };
/** One address: a whole office shares one, so it is allowed more and forgets sooner. */
export const ADDRESS_PATIENCE: Patience = { free: 20, forget: 2 * 60 * MINUTE };

export interface Failures {
  readonly failures: number;
  readonly lastAt: Date;
  readonly blockedUntil: Date;
}

/**
 * Counts one more guess: when it may be tried, what is kept in case it fails; when not, until when to wait. From the last
 * free failure on the delay is 1, 2, 4 … minutes, at most an hour: a lock for good would let anybody shut anybody out.
 */
export function countGuess(
  kept: Failures | null,
  now: Date,
  patience: Patience,
): { readonly allowed: true; readonly next: Failures } | { readonly allowed: false; readonly until: Date } {
  if (kept && kept.blockedUntil > now) return { allowed: false, until: kept.blockedUntil };
  const forgotten = !kept || now.getTime() - kept.lastAt.getTime() > patience.forget;
  const failures = (forgotten ? 0 : kept.failures) + 1;
  const delay = failures < patience.free ? 0 : Math.min(LONGEST, MINUTE * 2 ** Math.min(failures - patience.free, 20));
  return { allowed: true, next: { failures, lastAt: now, blockedUntil: new Date(now.getTime() + delay) } };
}

/** Whole minutes to wait, at least one: as the sentence for the user says it. */
export function minutesUntil(until: Date, now: Date): number {
  return Math.max(1, Math.ceil((until.getTime() - now.getTime()) / MINUTE));
}

/**
 * The address guesses are counted by: IPv4 as it is, IPv6 by its first 64 bits, for one line has all of those behind
 * them.
 */
export function addressSubject(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1]) return mapped[1];
  if (!address.includes(':')) return address.slice(0, 64);
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const first = head.split(':').filter(Boolean);
  const last = (tail ?? '').split(':').filter(Boolean);
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  const groups = [...first, ...Array.from({ length: zeros }, () => '0'), ...last].slice(0, 4);
  return `${groups.map((group) => group.replace(/^0+(?=.)/, '').slice(0, 4)).join(':')}::/64`;
}

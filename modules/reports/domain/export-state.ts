import type { ExportState } from '../contract/index.ts';

/** A request nobody has decided on by then must be made anew: its reason may no longer hold. */
export const OPEN_DAYS = 7;
/** How long an approved file can be fetched, and how often. */
export const FETCH_HOURS = 24;
export const MOST_FETCHES = 3;

const HOUR = 3_600_000;

export interface ExportFacts {
  readonly requestedAt: Date;
  readonly decision: 'approved' | 'refused' | null;
  readonly expiresAt: Date | null;
  readonly fetches: number;
}

/** Where a request stands at a moment; ends are not included: at `expiresAt` it is expired. */
export function stateOf({ requestedAt, decision, expiresAt, fetches }: ExportFacts, now: Date): ExportState {
  if (decision === 'refused') return 'refused';
  if (decision === null) return now.getTime() >= requestedAt.getTime() + OPEN_DAYS * 24 * HOUR ? 'lapsed' : 'open';
  if (fetches >= MOST_FETCHES) return 'used';
  return expiresAt === null || now >= expiresAt ? 'expired' : 'approved';
}

/** Until when a file approved now can be fetched. */
export function fetchableUntil(now: Date): Date {
  return new Date(now.getTime() + FETCH_HOURS * HOUR);
}

/** `20261125-0001`: day of the request in China, and its number in the installation. */
export function exportNo(requestedAt: Date, number: number): string {
  const day = new Date(requestedAt.getTime() + 8 * HOUR).toISOString().slice(0, 10).replaceAll('-', '');
  return `${day}-${String(number).padStart(4, '0')}`;
}

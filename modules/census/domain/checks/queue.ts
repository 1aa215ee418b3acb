import { type Late, lateTitles } from '../../contract/checks-kinds.ts';

/** Where a finding on a phone stands: being filled in, waiting for a network, taken by the service, refused by it. */
export type KeptState = 'draft' | 'waiting' | 'sent' | 'refused';

/** What the queue needs to know of a finding. */
export interface Queued {
  readonly finding_id: string;
  readonly state: KeptState;
  /** What the service said about it; null for nothing out of the ordinary. */
  readonly said: string | null;
  /** When it was found; null while it is being filled in. */
  readonly found_at: string | null;
}

/** Those that wait to be sent, in the order in which they were found. */
export function toSend<Kept extends Queued>(findings: readonly Kept[]): readonly Kept[] {
  return findings
    .filter(({ state }) => state === 'waiting')
    .toSorted((a, b) => ((a.found_at ?? '') < (b.found_at ?? '') ? -1 : 1));
}

/** How many are not with the service yet, drafts among them: they would be lost with the phone's data. */
export function unsent(findings: readonly Queued[]): number {
  return findings.filter(({ state }) => state !== 'sent').length;
}

/** A finding after the service has taken it. What came too late is said plainly; it is kept there all the same. */
export function taken<Kept extends Queued>(finding: Kept, late: Late | null): Kept {
  const said =
    late === null ? null : `${lateTitles[late]}。您的结果已经留存，但没有改变任务；有出入时请告诉派发任务的工会。`;
  return { ...finding, state: 'sent', said };
}

/** What to do after a call that failed, by its HTTP status; 0 where no answer came. */
export type AfterFailure =
  /** The finding waits on; nothing else is tried now. */
  | 'wait'
  /** So it does, until somebody has signed in. */
  | 'sign_in'
  /** The service will not take it as it is: it stays on the phone, to be corrected and sent anew. */
  | 'refused';

/** Nothing is thrown away, whatever the answer. */
export function afterFailure(status: number): AfterFailure {
  if (status === 401) return 'sign_in';
  return status === 0 || status === 408 || status === 429 || status >= 500 ? 'wait' : 'refused';
}

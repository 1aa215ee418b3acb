/** How a problem is answered: over HTTP 422, 403, 404, 409; on the command line as exit status 1. */
export type ProblemKind = 'invalid' | 'forbidden' | 'missing' | 'conflict';

/**
 * A sentence for the user, in Chinese: what is so, why, what to do next.
 * `id` is an address: `elections.notOpen` lives in that room's `server/problems.ts`.
 */
export class Problem extends Error {
  readonly id: string;
  readonly kind: ProblemKind;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(id: string, kind: ProblemKind, sentence: string, details: Readonly<Record<string, unknown>> = {}) {
    super(sentence);
    this.name = 'Problem';
    this.id = id;
    this.kind = kind;
    this.details = details;
  }
}

/** Whether an error is a sentence meant for the user (everything else is a fault of the program). */
export function isProblem(error: unknown): error is Problem {
  return error instanceof Problem;
}

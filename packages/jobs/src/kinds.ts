import type { z } from 'zod';

/** A kind of job, declared once by the room that has it. */
export interface JobDeclaration {
  /**
   * The lane it goes in: jobs of one lane and one key are done one after the other as they were sent, whatever their kinds
   * and however many workers there are; those of other keys beside them.
   */
  readonly lane: string;
  /** What a job says; it is kept as JSON, so only what JSON holds. */
  readonly payload: z.ZodType;
}

/** The kinds of a room, by name. */
export type JobKinds = Readonly<Record<string, JobDeclaration>>;

/** A job to be sent. */
export type JobOf<K extends JobKinds> = {
  readonly [N in keyof K & string]: {
    readonly kind: N;
    /** What must not be done by two at once. */
    readonly key: string;
    readonly payload: z.input<K[N]['payload']>;
  };
}[keyof K & string];

/** A job as who does it hears of it. */
export type SaidOf<K extends JobKinds> = {
  readonly [N in keyof K & string]: { readonly kind: N; readonly payload: z.output<K[N]['payload']> };
}[keyof K & string];

/** What a job is kept as: `mark` tells two jobs of the same content. */
export interface KeptJob {
  readonly kind: string;
  readonly payload: unknown;
  readonly mark: string;
}

/** @throws ZodError where the payload is none of its kind */
export function keptJob(kinds: JobKinds, job: { readonly kind: string; readonly payload: unknown }): KeptJob {
  const payload: unknown = declared(kinds, job.kind).payload.parse(job.payload);
  return { kind: job.kind, payload, mark: JSON.stringify([job.kind, payload]) };
}

/** The declaration of a kind; jobs of other versions of the program may be of none. */
export function declared(kinds: JobKinds, kind: string): JobDeclaration {
  const found = kinds[kind];
  if (!found) throw new Error(`no kind of job: ${kind}`);
  return found;
}

/** The lanes of these kinds, each once. */
export function lanesOf(kinds: JobKinds): readonly string[] {
  return [...new Set(Object.values(kinds).map(({ lane }) => lane))];
}

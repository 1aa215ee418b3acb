import type { Endpoint } from '@jianjia/kernel';
import type { AnswerOf, Call, Sent } from './call.ts';

/** An endpoint with the act that answers it. */
export interface Binding {
  readonly endpoint: Endpoint;
  /** Erased: `handle` has checked that the act belongs to the endpoint. */
  readonly act: (call: Call<Endpoint>) => Promise<unknown>;
}

/** Binds an act to its endpoint; an answer of another shape does not compile. */
export function handle<const E extends Endpoint>(
  endpoint: E,
  act: (call: Call<E>) => Promise<AnswerOf<E> | Sent>,
): Binding {
  return { endpoint, act };
}

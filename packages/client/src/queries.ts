import type { Endpoint } from '@jianjia/kernel';
import { keepPreviousData, queryOptions, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { call } from './call.ts';
import type { AnswerOf, InputOf } from './input.ts';
import type { ClientProblem } from './problem.ts';

/** The query of a call: the same endpoint and input are asked once, wherever they stand on a page. */
export function queryOf<const E extends Endpoint>(endpoint: E, input: InputOf<E>) {
  return queryOptions<AnswerOf<E>, ClientProblem>({
    queryKey: [endpoint.id, input],
    queryFn: ({ signal }) => call(endpoint, input, signal),
  });
}

export interface Asking {
  /** False: not yet, something is still missing. */
  readonly enabled?: boolean;
  /** The answer before stays on the page while the next one is fetched. */
  readonly keep?: boolean;
}

/** An answer for a screen. */
export function useAnswer<const E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  { enabled = true, keep = false }: Asking = {},
): UseQueryResult<AnswerOf<E>, ClientProblem> {
  return useQuery({
    ...queryOf(endpoint, input),
    enabled,
    ...(keep ? { placeholderData: keepPreviousData } : {}),
  });
}

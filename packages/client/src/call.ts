import type { Endpoint } from '@jianjia/kernel';
import type { AnswerOf, AnyInput, InputOf } from './input.ts';
import { problemOf, unreachable } from './problem.ts';

/** The address of a call, for links and downloads: parameters in their places, the query behind. */
export function addressOf<const E extends Endpoint>(endpoint: E, input: InputOf<E>): string {
  return address(endpoint, input);
}

function address(endpoint: Endpoint, { params, query }: AnyInput): string {
  const path = endpoint.path.replaceAll(/:(\w+)/g, (_all, name: string) => encodeURIComponent(textOf(params?.[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null) search.set(name, textOf(value));
  }
  return search.size > 0 ? `${path}?${search.toString()}` : path;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/**
 * Calls an endpoint and reads its answer by the endpoint's own schema.
 * @throws ClientProblem where the service refuses or cannot be reached
 */
export async function call<const E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  signal?: AbortSignal,
): Promise<AnswerOf<E>> {
  const { body } = input as AnyInput;
  const response = await fetch(address(endpoint, input), {
    method: endpoint.method,
    credentials: 'same-origin',
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  }).catch((error: unknown) => {
    throw isAbort(error) ? error : unreachable();
  });
  if (!response.ok) throw await problemOf(response);
  const answer: unknown = response.status === 204 ? undefined : await response.json();
  return endpoint.answer.parse(answer) as AnswerOf<E>;
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

import { type AnswerOf, type Binding, type Call, type Caller, Sent } from '@jianjia/http';
import { type Endpoint, Problem } from '@jianjia/kernel';
import type { output, ZodObject, ZodType } from 'zod';
import { fieldTitle } from './fields.ts';

interface Given {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: Readonly<Record<string, unknown>>;
}

/** Does what an endpoint does: a page and the JSON of the same address can never disagree. */
export type Ask = <E extends Endpoint>(endpoint: E, call: Caller, given?: Given) => Promise<AnswerOf<E>>;

/** The acts behind endpoints, for pages: the same permission, shapes and act, without the way over HTTP. */
export function asking(bindings: readonly Binding[]): Ask {
  const acts = new Map(bindings.map((binding) => [binding.endpoint.id, binding.act] as const));
  return async <E extends Endpoint>(endpoint: E, call: Caller, given: Given = {}): Promise<AnswerOf<E>> => {
    const act = acts.get(endpoint.id);
    if (!act) throw new Error(`nothing is bound to ${endpoint.id}`);
    requireAccess(endpoint, call);
    const parsed = {
      ...call,
      params: parsePart(endpoint.params, given.params),
      query: parsePart(endpoint.query, given.query),
      body: parsePart(endpoint.body, given.body),
      files: noFiles(),
    } as unknown as Call<Endpoint>;
    const answer = await act(parsed);
    // A file is sent as it is.
    if (answer instanceof Sent) return answer as AnswerOf<E> & Sent;
    const shape: ZodType = endpoint.answer;
    return shape.parse(answer) as AnswerOf<E>;
  };
}

/** The page's own access was checked at the door; this holds when a page asks for more than its door did. */
function requireAccess({ access }: Endpoint, { actor }: Caller): void {
  if (access === 'anyone' || access === 'pending') return;
  const isWhole = actor?.stage === 'whole';
  if (isWhole && (access === 'session' || actor.permissions.has(access))) return;
  throw new Problem(
    'server.noPermission',
    'forbidden',
    '没有这项权限，没有执行。如果工作需要，请让上级工会的管理员开通。',
  );
}

function parsePart(schema: ZodObject | undefined, given: unknown): output<ZodObject> {
  if (!schema) return {};
  const parsed = schema.safeParse(given ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.map(String).join('.') ?? '';
  const sentence = /[\u4e00-\u9fff]/.test(issue?.message ?? '')
    ? (issue?.message ?? '')
    : `“${fieldTitle(field)}”没有填写，或写得不对。请改正后重新提交。`;
  throw new Problem('server.badField', 'invalid', sentence, { field });
}

async function* noFiles(): AsyncGenerator<never> {
  // Pages take no files.
}

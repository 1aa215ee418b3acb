import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { databaseProblem } from '@jianjia/db';
import { isProblem, type Problem } from '@jianjia/kernel';
import type { Kit } from './kit.ts';
import { FAULT, type AnsweredProblem, Refusal, sendProblem, sentenceOf, titleOf } from './sentences.ts';

const STATUS = { invalid: 422, forbidden: 403, missing: 404, conflict: 409 } as const;

/** Answers an error: a sentence where there is one, otherwise the neutral one and a line in the log. */
export function answerError(kit: Kit, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = { ...asAnswered(error), instance: request.id };
  if (problem.status >= 500) {
    request.log.error({ err: error }, problem.type);
    kit.onError?.(error, request.id);
  }
  return answerProblem(kit, problem, request, reply);
}

/** A problem as a page for people, where the service has pages, and as problem+json for programs. */
export function answerProblem(
  kit: Kit,
  problem: AnsweredProblem,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (problem.retryAfter !== undefined) void reply.header('retry-after', problem.retryAfter);
  const page = isApi(request) ? undefined : kit.problemPage?.(problem, request);
  if (page === undefined) return sendProblem(reply, problem);
  if (typeof page !== 'string') return reply.redirect(page.redirect, 303);
  return reply.code(problem.status).type('text/html; charset=utf-8').send(page);
}

function isApi(request: FastifyRequest): boolean {
  return request.url.startsWith('/api/') || request.routeOptions.url?.startsWith('/api/') === true;
}

function asAnswered(error: unknown): Omit<AnsweredProblem, 'instance'> {
  if (error instanceof Refusal) {
    return answered(error.type, error.status, error.message, error.more);
  }
  if (isProblem(error)) return ofProblem(error);
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map((issue) => ({
      path: pathOf(error.validationContext, issue.instancePath),
      message: fieldSentence(issue.keyword, issue.message ?? '', issue.params),
    }));
    return answered('http.invalid', 422, '填写的内容有不对的地方，没有执行。请按每一项的说明改正后重新提交。', {
      errors: errors.slice(0, 50),
    });
  }
  const fault = databaseProblem(error);
  if (fault) return ofProblem(fault);
  const status = (error as { readonly statusCode?: unknown } | null)?.statusCode;
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return answered('http.refused', status, sentenceOf(status));
  }
  if (status === 503) return answered('http.closing', 503, sentenceOf(503), { retryAfter: 5 });
  return answered('http.fault', 500, FAULT);
}

/** Faults of the database's machine are not the caller's: their sentences name settings of this one. */
function ofProblem(problem: Problem): Omit<AnsweredProblem, 'instance'> {
  if (problem.id.startsWith('db.') && problem.id !== 'db.notCommitted') {
    return answered(problem.id, 503, '数据库暂时不可用，操作没有完成。请稍候再试；一直这样时请告诉维护者。', {
      retryAfter: 5,
    });
  }
  return answered(problem.id, STATUS[problem.kind], problem.message);
}

function answered(
  type: string,
  status: number,
  detail: string,
  more: Refusal['more'] = {},
): Omit<AnsweredProblem, 'instance'> {
  return { type, title: titleOf(status), status, detail, ...more };
}

/** `body/name` becomes `body.name`; long paths hold keys that the caller made up. */
function pathOf(context: string | undefined, path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && /^[\w-]{1,40}$/.test(part));
  return [context === 'querystring' ? 'query' : (context ?? 'body'), ...parts.slice(0, 10)].join('.');
}

const FIELD_SENTENCES: Readonly<Record<string, string>> = {
  invalid_type: '类型不对，或没有填写。',
  too_small: '太短或太小。',
  too_big: '太长或太大。',
  invalid_format: '格式不对。',
  not_multiple_of: '数值不对。',
  unrecognized_keys: '有这里不接受的栏目。',
  invalid_value: '不在可选的取值之内。',
  invalid_union: '取值不对。',
  invalid_key: '栏目名不对。',
  invalid_element: '其中有一项不对。',
  custom: '取值不对。',
};

/** The schema's own Chinese sentence where it has one; the library's would be English. */
function fieldSentence(keyword: string, message: string, params: Readonly<Record<string, unknown>>): string {
  if (keyword !== 'unrecognized_keys' && /[\u4e00-\u9fff]/.test(message)) return message;
  const limit = params['minimum'] ?? params['maximum'];
  const sentence = FIELD_SENTENCES[keyword] ?? '取值不对。';
  if (typeof limit !== 'number' && typeof limit !== 'bigint') return sentence;
  return keyword === 'too_small' ? `太短或太小，最小为 ${limit}。` : `太长或太大，最大为 ${limit}。`;
}

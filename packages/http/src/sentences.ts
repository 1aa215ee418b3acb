import { STATUS_CODES } from 'node:http';
import type { FastifyReply } from 'fastify';

/** A problem as it is answered (RFC 9457). */
export interface AnsweredProblem {
  /** Where the sentence lives, such as `elections.notOpen`. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** The request's id: by it the log line is found. */
  readonly instance: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
  /** The step a session still owes. */
  readonly stage?: string;
  /** Seconds. */
  readonly retryAfter?: number;
}

/** A problem of the kit itself: of the request, not of what it asks for. */
export class Refusal extends Error {
  readonly status: number;
  readonly type: string;
  readonly more: Pick<AnsweredProblem, 'errors' | 'stage' | 'retryAfter'>;

  constructor(status: number, type: string, sentence: string, more: Refusal['more'] = {}) {
    super(sentence);
    this.name = 'Refusal';
    this.status = status;
    this.type = type;
    this.more = more;
  }
}

const TITLES: Readonly<Record<number, string>> = {
  400: '请求不对',
  401: '需要登录',
  403: '不允许',
  404: '没有找到',
  405: '请求不对',
  408: '等待超时',
  409: '现在不行',
  413: '内容太大',
  414: '网址太长',
  415: '格式不对',
  421: '网址不对',
  422: '请求不对',
  429: '太频繁',
  431: '请求不对',
  500: '程序出错',
  503: '暂时不能服务',
};

/** The title that goes with a status. */
export function titleOf(status: number): string {
  return TITLES[status] ?? (status < 500 ? '请求不对' : '程序出错');
}

const SENTENCES: Readonly<Record<number, string>> = {
  400: '请求的写法不对，没有执行。请从页面上重新操作。',
  404: '没有这个地址。地址可能写错了，请从总览进入。',
  405: '这个地址不接受这种操作。请从页面上重新操作。',
  408: '请求没有在规定时间内传完，已经放弃。请检查网络后重试。',
  413: '送来的内容超过了允许的大小，没有接收。请缩小或分成几次提交。',
  414: '网址太长，没有执行。请从总览进入。',
  415: '送来的内容不是这个地址接受的格式。请从页面上重新操作。',
  431: '请求头太大，没有执行。请清除本站的 Cookie 后重试。',
  503: '服务暂时不可用。请稍候再试。',
};

/** The sentence for a status that the framework chose. */
export function sentenceOf(status: number): string {
  return (SENTENCES[status] ?? SENTENCES[400]) as string;
}

/** For faults of the program: nothing about them, but how to find them. */
export const FAULT = '没能得出结果，操作没有完成。原因是程序内部出错，已写入运行日志。请把请求编号告诉维护者。';

/** Sends a problem as problem+json. */
export function sendProblem(reply: FastifyReply, problem: AnsweredProblem): FastifyReply {
  return reply.code(problem.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(problem));
}

/** A whole HTTP answer for a connection whose request could not even be parsed. */
export function rawProblem(status: number, requestId: string, isHead: boolean): string {
  const body = JSON.stringify({
    type: 'http.unreadable',
    title: titleOf(status),
    status,
    detail: sentenceOf(status),
    instance: requestId,
  } satisfies AnsweredProblem);
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Bad Request'}`,
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${requestId}`,
    'x-content-type-options: nosniff',
    'cache-control: no-store',
    'connection: close',
    '',
    isHead ? '' : body,
  ].join('\r\n');
}

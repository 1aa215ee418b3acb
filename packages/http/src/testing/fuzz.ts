import { Agent, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { malformed, operationsOf, type WireRequest } from './fuzz-requests.ts';
import { seeded } from './fuzz-values.ts';

export interface FuzzOptions {
  /**
   * A `Cookie` header, for what lies behind the sign-in; a function is asked anew for every operation, for some of them
   * end the session.
   */
  readonly cookie?: string | (() => Promise<string>);
  /** Requests for each operation. */
  readonly perOperation: number;
  readonly seed: number;
  /** Milliseconds to wait for an answer; default 5000. */
  readonly patience?: number;
}

/** A request that was answered as no request may be. */
export interface FuzzFinding {
  readonly operation: string;
  readonly fault: 'failed' | 'leaked' | 'no answer';
  /** The status and the beginning of the answer. */
  readonly answer: string;
  /** To be sent again. */
  readonly request: WireRequest;
}

/** What only the inside of the program says. */
const LEAKS: readonly RegExp[] = [
  /\n\s+at .+:\d+/,
  /\\n\s+at .+:\d+/,
  /node_modules|node:internal|file:\/\//,
  /(?:\/[\w.-]+){2,}\.[cm]?[jt]s\b/,
  /\b(?:select|insert into|update|delete from)\b.{1,200}\b(?:from|values|set|where)\b/is,
  /syntax error at or near|violates .{1,40} constraint|(?:relation|column) ".*" does not exist|invalid input syntax/,
  /\b(?:TypeError|ReferenceError|RangeError|SyntaxError|ZodError|DatabaseError)\b/,
];

/**
 * Sends malformed requests to every operation of a server's OpenAPI document and answers those that ended in a fault,
 * gave away the inside, or were not answered. Equal seeds send equal requests. Build the server with `rateLimits: false`.
 */
export async function fuzzServer(server: FastifyInstance, options: FuzzOptions): Promise<readonly FuzzFinding[]> {
  if (!server.server.listening) await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const chance = seeded(options.seed);
  const findings: FuzzFinding[] = [];
  try {
    const document = await send(
      port,
      agent,
      { method: 'GET', path: '/api/openapi.json', headers: {}, body: null },
      5000,
    );
    if (document?.status !== 200) throw new Error('the server has no OpenAPI document');
    for (const operation of operationsOf(JSON.parse(document.body) as Record<string, unknown>)) {
      const cookie = typeof options.cookie === 'function' ? await options.cookie() : options.cookie;
      for (let round = 0; round < options.perOperation; round++) {
        const made = malformed(chance, operation);
        const headers = cookie === undefined ? made.headers : { cookie, ...made.headers };
        const request = { ...made, headers };
        const answer = await send(port, agent, request, options.patience ?? 5000);
        const fault = faultOf(answer);
        if (fault) findings.push({ operation: operation.id, fault, answer: shown(answer), request });
      }
    }
  } finally {
    agent.destroy();
  }
  return findings;
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: string;
}

function faultOf(answer: Answer | null): FuzzFinding['fault'] | null {
  if (!answer) return 'no answer';
  if (LEAKS.some((leak) => leak.test(answer.body) || leak.test(answer.headers))) return 'leaked';
  return answer.status >= 500 ? 'failed' : null;
}

function shown(answer: Answer | null): string {
  return answer ? `${answer.status} ${answer.body.slice(0, 300)}` : '';
}

/** Null when there was no answer in time. */
function send(port: number, agent: Agent, wire: WireRequest, patience: number): Promise<Answer | null> {
  return new Promise((resolve) => {
    const { method, path, body } = wire;
    const length = body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const headers = { host: `127.0.0.1:${port}`, ...wire.headers, ...length };
    const sent = httpRequest({ host: '127.0.0.1', port, method, path, headers, agent }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      const done = (): void => {
        clearTimeout(timer);
        resolve({ status: answer.statusCode ?? 0, body: text, headers: JSON.stringify(answer.headers) });
      };
      answer.on('end', done).on('error', done);
    });
    const timer = setTimeout(() => {
      sent.destroy();
      resolve(null);
    }, patience);
    sent.on('error', () => {
      clearTimeout(timer);
      resolve(null);
    });
    sent.end(body ?? undefined);
  });
}

import type { FastifyInstance, LightMyRequestResponse } from 'fastify';

const HOST = 'localhost:7070';

type Pairs = readonly (readonly [string, string])[];

function isPairs(fields: Readonly<Record<string, string>> | Pairs): fields is Pairs {
  return Array.isArray(fields);
}

/** A browser without scripts: keeps its cookies, follows links and sends forms. */
export class Browser {
  readonly #server: FastifyInstance;
  /** Cookies besides the session's, with the path they belong to. */
  readonly #cookies = new Map<string, { readonly value: string; readonly path: string }>();
  /** Everything it was ever answered. */
  readonly seen: string[] = [];
  token = '';
  /** Where it is after the last redirect. */
  at = '';

  constructor(server: FastifyInstance) {
    this.#server = server;
  }

  /** Asks for a page and follows redirects to where they end. */
  async open(url: string): Promise<LightMyRequestResponse> {
    return this.#follow(await this.#ask({ method: 'GET', url }));
  }

  /** Sends a form and follows to where it leads. */
  async send(
    url: string,
    fields: Readonly<Record<string, string>> | Pairs,
    headers: Readonly<Record<string, string>> = { 'sec-fetch-site': 'same-origin' },
  ): Promise<LightMyRequestResponse> {
    const pairs = isPairs(fields) ? fields : Object.entries(fields);
    this.at = url;
    const body = new URLSearchParams();
    for (const [name, value] of pairs) body.append(name, value);
    const answer = await this.#ask({
      method: 'POST',
      url,
      payload: body.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    });
    return this.#follow(answer);
  }

  async #follow(answer: LightMyRequestResponse): Promise<LightMyRequestResponse> {
    let now = answer;
    for (let steps = 0; now.statusCode === 303 && steps < 8; steps++) {
      now = await this.#ask({ method: 'GET', url: String(now.headers.location) });
    }
    return now;
  }

  async #ask(request: {
    method: 'GET' | 'POST';
    url: string;
    payload?: string;
    headers?: Record<string, string>;
  }): Promise<LightMyRequestResponse> {
    if (!request.url.startsWith('/')) throw new Error(`leads away: ${request.url}`);
    if (request.method === 'GET') this.at = request.url;
    const answer = await this.#server.inject({
      ...request,
      headers: { host: HOST, ...request.headers },
      cookies: this.#sent(request.url),
    });
    for (const { name, value, path = '/' } of answer.cookies) {
      if (name === 'jianjia') this.token = value;
      else if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, { value, path });
    }
    if (this.token !== '' && answer.body.includes(this.token)) throw new Error(`${request.url} shows the session`);
    this.seen.push(answer.body);
    return answer;
  }

  #sent(url: string): Record<string, string> {
    const own = [...this.#cookies]
      .filter(([, { path }]) => url.startsWith(path))
      .map(([name, { value }]) => [name, value]);
    return {
      ...(Object.fromEntries(own) as Record<string, string>),
      ...(this.token === '' ? {} : { jianjia: this.token }),
    };
  }
}

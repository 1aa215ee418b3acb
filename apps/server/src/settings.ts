import { isLocalHost } from '@jianjia/http';
import { Problem } from '@jianjia/kernel';

type Env = Readonly<Record<string, string | undefined>>;

/** How the service is reached. */
export interface Settings {
  readonly host: string;
  /** Null: the first free one from the default on. */
  readonly port: number | null;
  /** The address users type; null: this machine only, whichever port is free. */
  readonly origin: URL | null;
  /** The reverse proxies whose word about the caller's address is believed; never empty behind https. */
  readonly trustProxy: readonly string[];
  readonly metricsToken: string | null;
  /** A file with the services of single sign-on. */
  readonly oidcFile: string | null;
  /** Works of the census at the same time in this process; 0: other processes work them. */
  readonly works: number;
  /** Where the line per request goes: a file, `stdout`, or nowhere (then only faults are written, to stderr). */
  readonly log: string | null;
}

const LOCAL_HOST = '127.0.0.1';

/**
 * The settings from the environment and the command line; the command line wins.
 * @throws Problem when together they would open the service to others without https
 */
export function settingsOf(env: Env, given: { readonly host?: string; readonly port?: string }): Settings {
  const origin = originOf(env['JIANJIA_ORIGIN']);
  const host = given.host ?? (env['JIANJIA_HOST'] || LOCAL_HOST);
  const isPublic = origin !== null && origin.protocol === 'https:';
  if (host !== LOCAL_HOST && !isPublic) {
    throw new Problem(
      'server.openWithoutHttps',
      'invalid',
      '没有启动：要让别的机器访问，必须同时用 JIANJIA_ORIGIN 写明 https 网址，并由反向代理提供 https。' +
        '否则口令和数据会在网络上明文传送。只在本机使用时，请不要设 JIANJIA_HOST 和 --host。',
    );
  }
  const trustProxy = (env['JIANJIA_TRUST_PROXY'] ?? '').split(',').flatMap((address) => address.trim() || []);
  if (isPublic && trustProxy.length === 0) {
    throw new Problem(
      'server.noProxyNamed',
      'invalid',
      '没有启动：JIANJIA_ORIGIN 是 https 网址，请求都从反向代理来，却没有用 JIANJIA_TRUST_PROXY 写明它的地址。' +
        '这样所有用户看起来是同一个地址，一个人猜错口令，全体都要等。代理在本机时请设 JIANJIA_TRUST_PROXY=127.0.0.1（见《运行维护》“网络与反向代理”）。',
    );
  }
  return {
    host,
    port: given.port === undefined ? null : Number(given.port),
    origin,
    trustProxy,
    metricsToken: env['JIANJIA_METRICS_TOKEN'] || null,
    oidcFile: env['JIANJIA_OIDC_FILE'] || null,
    works: worksOf(env['JIANJIA_WORKS']),
    log: env['JIANJIA_LOG'] || null,
  };
}

const MOST_WORKS = 8;

function worksOf(text: string | undefined): number {
  if (!text) return 1;
  if (/^\d+$/.test(text) && Number(text) <= MOST_WORKS) return Number(text);
  throw new Problem(
    'server.badWorks',
    'invalid',
    `没有启动：JIANJIA_WORKS 是本进程同时做几项核查工作，要写 0 到 ${MOST_WORKS} 的整数（0 表示交给别的进程做）。请改正后重新启动。`,
  );
}

function originOf(text: string | undefined): URL | null {
  if (!text) return null;
  const origin = URL.canParse(text) ? new URL(text) : null;
  const isPlain = origin?.pathname === '/' && origin.search === '' && origin.hash === '' && origin.username === '';
  if (!origin || !isPlain || !['http:', 'https:'].includes(origin.protocol)) {
    throw new Problem(
      'server.badOrigin',
      'invalid',
      '没有启动：JIANJIA_ORIGIN 要写成用户访问的网址，只到端口为止，例如 https://union.example.cn。请改正后重新启动。',
    );
  }
  if (origin.protocol === 'http:' && !isLocalHost(origin.hostname)) {
    throw new Problem(
      'server.plainOrigin',
      'invalid',
      '没有启动：JIANJIA_ORIGIN 是 http 网址，口令和数据会在网络上明文传送。请配置 https（见《运行维护》“网络与反向代理”）后，改成 https 网址。',
    );
  }
  return origin;
}

/** Passwords from examples and guides, which everybody knows. */
const KNOWN = /^(?:demo|test|secret|password|changeme|change-me|jianjia|admin|example|123456\d*|(.)\1*)$/i;
const SECRET_NAME = /^JIANJIA_\w*(?:SECRET|TOKEN|PASSWORD|KEY)$/;
const SHORTEST = 16;

/**
 * Refuses secrets that anyone could guess, once the service is open to others; on this machine alone (the demo city) they
 * do no harm.
 */
export function checkSecrets(env: Env, origin: URL | null): void {
  if (!origin || isLocalHost(origin.hostname)) return;
  for (const [name, value] of Object.entries(env)) {
    if (!SECRET_NAME.test(name) || !value || (value.length >= SHORTEST && !KNOWN.test(value))) continue;
    throw new Problem(
      'server.knownSecret',
      'invalid',
      `没有启动：${name} 是示例里的或太短的口令，别人猜得到。请换成至少 ${SHORTEST} 位的随机字符后重新启动。`,
    );
  }
}

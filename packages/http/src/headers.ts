import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** Nothing from elsewhere, nothing inline, no frames. */
const DIRECTIVES = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'connect-src': ["'self'"],
  'font-src': ["'self'"],
  'form-action': ["'self'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
} as const;

const PERMISSIONS = [
  'camera',
  'microphone',
  'geolocation',
  'payment',
  'usb',
  'serial',
  'bluetooth',
  'display-capture',
  'browsing-topics',
];

/** What a page may ask of the browser: nothing but what is allowed here, of which its user is asked besides. */
export function permissionsPolicy(allowed?: 'geolocation'): string {
  return PERMISSIONS.map((name) => `${name}=(${name === allowed ? 'self' : ''})`).join(', ');
}

const YEAR = 365 * 24 * 3600;

function policyOf(directives: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(directives)
    .map(([name, values]) => `${name} ${values.join(' ')}`)
    .join(';');
}

/**
 * The policy of a page whose components make their style elements while they run: with the nonce of this answer, and with
 * style attributes, which charts and tooltips set. Scripts stay files of this service.
 */
export function policyWithNonce(nonce: string): string {
  return policyOf({
    ...DIRECTIVES,
    'style-src': ["'self'", `'nonce-${nonce}'`],
    'style-src-attr': ["'unsafe-inline'"],
    'manifest-src': ["'self'"],
  });
}

/** The policy of pages whose components set style attributes: the description of the interface. */
export function policyForStyleAttributes(): string {
  return policyOf({ ...DIRECTIVES, 'style-src-attr': ["'unsafe-inline'"] });
}

/** For answers that leave before any hook has run. */
export const BARE_HEADERS = {
  'content-security-policy': policyOf(DIRECTIVES),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;

/** Security headers of every answer; HSTS only where the browser came by https. */
export async function addHeaders(server: FastifyInstance, secure: boolean): Promise<void> {
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: Object.fromEntries(Object.entries(DIRECTIVES).map(([name, values]) => [name, [...values]])),
    },
    crossOriginEmbedderPolicy: false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: secure ? { maxAge: YEAR, includeSubDomains: false } : false,
    frameguard: { action: 'deny' },
    xssFilter: true,
  });
  const permissions = permissionsPolicy();
  server.addHook('onRequest', async (_request, reply) => {
    void reply.header('permissions-policy', permissions).header('cache-control', 'no-store');
  });
}

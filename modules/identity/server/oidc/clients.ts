import { Problem } from '@jianjia/kernel';
import { type Configuration, allowInsecureRequests, discovery, enableNonRepudiationChecks } from 'openid-client';
import type { OidcProvider } from '../../contract/index.ts';

/** The configured services and what their discovery said. */
export interface OidcClients {
  readonly providers: readonly OidcProvider[];
  /** Asked from the provider once and kept; a failure is asked again. */
  configuration(provider: OidcProvider): Promise<Configuration>;
}

/** @throws Problem when an issuer is not reached by https (a loopback address may be http) */
export function oidcClients(providers: readonly OidcProvider[]): OidcClients {
  const kept = new Map<string, Promise<Configuration>>();
  for (const provider of providers) requireSafe(provider);
  return {
    providers,
    configuration(provider) {
      const asked = kept.get(provider.id) ?? discover(provider);
      kept.set(provider.id, asked);
      asked.catch(() => kept.delete(provider.id));
      return asked;
    },
  };
}

async function discover(provider: OidcProvider): Promise<Configuration> {
  const issuer = new URL(provider.issuer);
  // Signatures are checked although the token comes straight from the provider: a proxy between would else be trusted.
  const checks = [enableNonRepudiationChecks];
  const execute = issuer.protocol === 'http:' ? [...checks, allowInsecureRequests] : checks;
  const options = { execute, timeout: 10 };
  return discovery(issuer, provider.clientId, provider.clientSecret, undefined, options);
}

function requireSafe(provider: OidcProvider): void {
  const { protocol, hostname } = new URL(provider.issuer);
  if (protocol === 'https:' || ['127.0.0.1', '[::1]', 'localhost'].includes(hostname)) return;
  throw new Problem(
    'identity.oidcInsecure',
    'invalid',
    `统一登录服务“${provider.title}”的地址不是 https，登录信息会被窃听。请改用 https 地址。`,
  );
}

import { Problem } from '@jianjia/kernel';
import { type Configuration, allowInsecureRequests, discovery, enableNonRepudiationChecks } from 'openid-client';

/** A service people sign in with elsewhere, from the configuration of the installation. */
export interface OidcProvider {
  /** Short, for addresses; such as `city`. */
  readonly id: string;
  /** As the button says it, in Chinese. */
  readonly title: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The claim that names an account an administrator registered, such as `preferred_username` or `sub`. */
  readonly claim: string;
  /** A claim with a verified telephone number; then an account with this telephone is linked without registering. */
  readonly phoneClaim?: string;
  /** Page of the desk that gets the answer; registered at the provider. */
  readonly redirectUri: string;
  /** Default `openid profile`. */
  readonly scope?: string;
}

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

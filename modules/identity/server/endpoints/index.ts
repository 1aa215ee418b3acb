import type { Binding } from '@jianjia/http';
import type { IdentityDeps } from '../deps.ts';
import { accountAnswers } from './accounts.ts';
import type { Answering } from './call.ts';
import { factorAnswers } from './factors.ts';
import { oidcAnswers } from './oidc.ts';
import { signInAnswers } from './sign-in.ts';

/** Every endpoint of signing in with its handler. */
export const signInHandlers: readonly Answering[] = [
  ...signInAnswers,
  ...factorAnswers,
  ...accountAnswers,
  ...oidcAnswers,
];

/** The same with what the acts stand on: for `buildHttpServer`. */
export function signInBindings(deps: IdentityDeps): readonly Binding[] {
  return signInHandlers.map(({ endpoint, answer }) => ({ endpoint, act: (call) => answer(deps, call) }));
}

import { accountAnswers } from './accounts.ts';
import type { Answering } from './call.ts';
import { factorAnswers } from './factors.ts';
import { oidcAnswers } from './oidc.ts';
import { signInAnswers } from './sign-in.ts';

/** Every endpoint of signing in with its handler, for the HTTP layer to bind. */
export const signInHandlers: readonly Answering[] = [
  ...signInAnswers,
  ...factorAnswers,
  ...accountAnswers,
  ...oidcAnswers,
];

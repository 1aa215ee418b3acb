import type { FastifyInstance } from 'fastify';
import { addScreens } from '../../kit/screens.ts';
import type { Rooms } from '../rooms.ts';
import { enrolScreen } from './enrol.ts';
import { linkScreen, passwordLinkScreen, setupScreen } from './links.ts';
import { newPasswordScreen } from './new-password.ts';
import { oidcReturnScreen } from './oidc.ts';
import { secondFactorScreen } from './second-factor.ts';
import { signInScreen } from './sign-in.ts';

/** Everything before somebody is signed in, step by step. */
export async function addSigningInPages(server: FastifyInstance, rooms: Rooms): Promise<void> {
  await addScreens(server, rooms, [
    signInScreen(rooms),
    secondFactorScreen(rooms),
    newPasswordScreen(rooms),
    enrolScreen(rooms),
    oidcReturnScreen(),
    linkScreen('/setup'),
    setupScreen(rooms),
    linkScreen('/welcome'),
    passwordLinkScreen(rooms, 'welcome'),
    linkScreen('/recover'),
    passwordLinkScreen(rooms, 'recover'),
  ]);
}

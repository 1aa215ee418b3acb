import type { FastifyInstance } from 'fastify';
import type { House } from '../house.ts';
import type { Ask } from '../kit/ask.ts';
import { askDemo } from '../kit/demo.ts';
import { homeOf } from '../kit/places.ts';
import { addScreens } from '../kit/screens.ts';
import { addAccountPages } from './account/index.ts';
import { addAdministrationPages } from './administration/index.ts';
import { addDeskPages } from './desk.ts';
import { addMemberPages } from './members/index.ts';
import type { Rooms } from './rooms.ts';
import { addSigningInPages } from './signing-in/index.ts';

/**
 * Every page: the desk, and those that the service draws itself (signing in, accounts, members), which work without a
 * script but for passkeys and single sign-on.
 */
export async function addPages(server: FastifyInstance, house: House, ask: Ask): Promise<void> {
  const rooms: Rooms = { house, ask, isDemo: askDemo(house.system) };
  await addScreens(server, rooms, [
    {
      path: '/',
      access: 'session',
      draw: async (asked) => asked.redirect(asked.actor ? homeOf(asked.actor) : '/sign-in'),
    },
  ]);
  await addDeskPages(server, rooms);
  await addSigningInPages(server, rooms);
  await addAccountPages(server, rooms);
  await addAdministrationPages(server, rooms);
  await addMemberPages(server, rooms);
}

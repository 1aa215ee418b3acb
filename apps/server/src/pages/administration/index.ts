import type { FastifyInstance } from 'fastify';
import { addScreens } from '../../kit/screens.ts';
import type { Rooms } from '../rooms.ts';
import { accountScreen } from './account.ts';
import { accountsScreen } from './accounts.ts';
import { journalScreen } from './journal.ts';

/** Accounts, grants and the journal. */
export async function addAdministrationPages(server: FastifyInstance, rooms: Rooms): Promise<void> {
  await addScreens(server, rooms, [accountsScreen(rooms), accountScreen(rooms), journalScreen(rooms)]);
}

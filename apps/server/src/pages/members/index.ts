import type { FastifyInstance } from 'fastify';
import { addScreens } from '../../kit/screens.ts';
import type { Rooms } from '../rooms.ts';
import { exportsScreen } from './exports.ts';
import { findScreen } from './find.ts';
import { membersScreen } from './list.ts';
import { meScreen } from './me.ts';
import { memberScreen } from './member.ts';

/** Personal data: masked for those who need it, whole for a reason, and one's own. */
export async function addMemberPages(server: FastifyInstance, rooms: Rooms): Promise<void> {
  await addScreens(server, rooms, [
    findScreen(rooms),
    membersScreen(rooms),
    memberScreen(rooms),
    meScreen(rooms),
    exportsScreen(rooms),
  ]);
}

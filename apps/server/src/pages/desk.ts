import { fileURLToPath } from 'node:url';
import { addDesk } from '@jianjia/http';
import type { FastifyInstance } from 'fastify';
import type { Rooms } from './rooms.ts';

/** What the build of apps/web leaves. */
const FOLDER = fileURLToPath(new URL('../../../web/dist', import.meta.url));

/** Field checks: whoever is there may say where. */
const CHECKS = '/census/checks';

/** Every address of the desk; which page stands there its own router knows. */
const PATHS = [
  '/overview',
  '/tree',
  '/unions/:code',
  '/unions/:code/summary',
  '/registers/:register',
  '/lists/unions',
  '/lists/employers',
  '/lists/expiring',
  '/clauses/:indicator',
  '/schemes',
  '/schemes/:scheme',
  '/schemes/:scheme/drafts',
  '/comparison',
  '/what-if',
  '/census',
  '/census/take',
  '/census/adoption',
  '/census/deliveries/:delivery',
  '/census/employers',
  '/census/employers/:employer',
  '/census/gaps',
  '/census/gaps/employers',
  '/census/joint-unions',
  '/census/joint-unions/group',
  '/census/industry-rules',
  '/census/tasks',
  '/census/tasks/:task',
  CHECKS,
  '/census/review',
  '/census/review/report',
] as const;

/** Serves the desk at its addresses. */
export function addDeskPages(server: FastifyInstance, { isDemo }: Pick<Rooms, 'isDemo'>): Promise<void> {
  return addDesk(server, { folder: FOLDER, paths: PATHS, locating: [CHECKS], access: 'session', isDemo });
}

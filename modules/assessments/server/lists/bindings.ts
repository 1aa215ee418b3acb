import { actingOf, type Binding, handle } from '@jianjia/http';
import { MOST_LISTED, XLSX } from '@jianjia/registers/exchange';
import {
  exportExpiring as expiringContract,
  exportUnions as exportContract,
  listUnions as listContract,
} from '../../contract/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import { exportExpiring } from './export-expiring.ts';
import { exportUnions } from './export-unions.ts';
import { listUnions } from './list-unions.ts';

/** The lists behind the figures. */
export function listBindings(deps: AssessmentDeps): readonly Binding[] {
  return [
    handle(listContract, (call) => {
      const { after, size, ...query } = call.query;
      return listUnions(deps, actingOf(call, deps.app), query, { after, size });
    }),
    handle(exportContract, async (call) => {
      const acting = actingOf(call, deps.app);
      const saver = { by: acting.actor.name, at: call.now, most: MOST_LISTED };
      const file = await exportUnions(deps, acting, call.query, saver);
      return call.sendFile({ ...file, type: XLSX });
    }),
    handle(expiringContract, async (call) => {
      const acting = actingOf(call, deps.app);
      const permissions: ReadonlySet<string> = call.actor?.permissions ?? new Set();
      const saver = { by: acting.actor.name, at: call.now, most: MOST_LISTED, permissions };
      return call.sendFile({ ...(await exportExpiring(deps, acting, call.query, saver)), type: XLSX });
    }),
  ];
}

import { actingOf, type Binding, handle } from '@jianjia/http';
import { saveList } from '@jianjia/registers/exchange';
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
      const save = saveList(acting, call.now, 'assessments.exportUnions', (saver) =>
        exportUnions(deps, acting, call.query, saver),
      );
      return call.sendFile(await save);
    }),
    handle(expiringContract, async (call) => {
      const acting = actingOf(call, deps.app);
      const permissions: ReadonlySet<string> = call.actor?.permissions ?? new Set();
      const save = saveList(acting, call.now, 'assessments.exportExpiring', (saver) =>
        exportExpiring(deps, acting, call.query, { ...saver, permissions }),
      );
      return call.sendFile(await save);
    }),
  ];
}

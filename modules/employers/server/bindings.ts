import { actingOf, type Binding, handle } from '@jianjia/http';
import { saveList } from '@jianjia/registers/exchange';
import { exportUncovered as exportContract, listUncovered as listContract } from '../contract/index.ts';
import type { EmployerDeps } from './deps.ts';
import { exportUncovered } from './uncovered/export-uncovered.ts';
import { listUncovered } from './uncovered/list-uncovered.ts';

/** Every endpoint of this room with its act. */
export function employerBindings(deps: EmployerDeps): readonly Binding[] {
  return [
    handle(listContract, (call) => {
      const { after, limit, ...query } = call.query;
      return listUncovered(deps, actingOf(call, deps.app), query, { after, limit });
    }),
    handle(exportContract, async (call) => {
      const acting = actingOf(call, deps.app);
      const save = saveList(acting, call.now, 'employers.exportUncovered', (saver) =>
        exportUncovered(deps, acting, call.query, saver),
      );
      return call.sendFile(await save);
    }),
  ];
}

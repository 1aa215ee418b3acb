import { actingOf, type Binding, handle } from '@jianjia/http';
import * as contract from '../contract/index.ts';
import type { ReportDeps } from './deps.ts';
import { decideExport } from './exports/decide-export.ts';
import { fetchExport } from './exports/fetch-export.ts';
import { listExports } from './exports/list-exports.ts';
import { requestExport } from './exports/request-export.ts';

/** Every endpoint of this room with its act. */
export function reportBindings({ app, vault, uploads }: ReportDeps): readonly Binding[] {
  return [
    handle(contract.requestExport, (call) => requestExport(actingOf(call, app), call.body, call.now)),
    handle(contract.listExports, async (call) => ({
      exports: await listExports(actingOf(call, app), call.query, call.now),
    })),
    handle(contract.decideExport, async (call) => {
      const expiresAt = await decideExport(actingOf(call, app), call.params.export, call.body, call.now);
      return { expiresAt: expiresAt?.toISOString() ?? null };
    }),
    handle(contract.fetchExport, async (call) =>
      call.sendFile(await fetchExport(actingOf(call, app), vault, call.params.export, call.now, uploads)),
    ),
  ];
}

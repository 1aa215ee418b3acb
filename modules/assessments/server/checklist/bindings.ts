import { actingOf, handle, type Binding } from '@jianjia/http';
import {
  explainItem,
  getChecklist,
  getRegisterTemplate,
  listItemRows as listItemRowsContract,
} from '../../contract/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import { explain } from '../explain.ts';
import { judgedItem } from './judged-here.ts';
import { listItemRows } from './list-item-rows.ts';
import { readChecklist } from './read-checklist.ts';
import { registerTemplate } from './register-template.ts';
import { toldExplanation } from './told-explanation.ts';

/** A union's page: its checklists, why each verdict is what it is, and the records behind the numbers. */
export function checklistBindings(deps: AssessmentDeps): readonly Binding[] {
  const { app, system, standards } = deps;
  return [
    handle(getChecklist, async (call) => {
      const t = deps.asOf(call.query.as_of);
      await deps.evaluated(t);
      return readChecklist(actingOf(call, app), standards, { ...call.params, scheme: call.query.scheme, t });
    }),
    handle(explainItem, async (call) => {
      const t = deps.asOf(call.query.as_of);
      await deps.evaluated(t);
      const { code, indicator } = call.params;
      await judgedItem(actingOf(call, app), standards, t, code, indicator);
      return toldExplanation(await explain(system, standards, t, code, indicator));
    }),
    handle(listItemRowsContract, async (call) => {
      const t = deps.asOf(call.query.as_of);
      await deps.evaluated(t);
      const { code, indicator } = call.params;
      const { fact, after, limit } = call.query;
      const acting = actingOf(call, app);
      const judged = await judgedItem(acting, standards, t, code, indicator);
      const permissions = call.actor?.permissions ?? new Set<string>();
      const page = await listItemRows({ system, acting, permissions }, standards, judged, { t, fact, after, limit });
      return { as_of: t, ...page };
    }),
    handle(getRegisterTemplate, async (call) => {
      const file = registerTemplate(call.params.register);
      return call.sendFile({ ...file, type: 'text/csv; charset=utf-8' });
    }),
  ];
}

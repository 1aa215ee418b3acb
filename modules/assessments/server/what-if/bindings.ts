import { actingOf, handle, type Binding } from '@jianjia/http';
import { saveList } from '@jianjia/registers/exchange';
import { askWhatIf, exportFlips as exportContract, listChoices, listFlips } from '../../contract/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import { choicesOf } from './choices.ts';
import { exportFlips } from './export-flips.ts';
import { flips, prepareWhatIf, whatIf } from './what-if.ts';

/** Questions about standards that are not so; they write nothing, and ask by POST for their length only. */
export function whatIfBindings(deps: AssessmentDeps): readonly Binding[] {
  const { app, standards } = deps;
  return [
    handle(listChoices, async ({ query }) => choicesOf(standards, query.scheme, query.track)),
    handle(askWhatIf, async (call) => {
      const t = deps.asOf(call.body.as_of);
      const prepared = prepareWhatIf(standards, t, call.body);
      await deps.evaluated(t);
      return whatIf(actingOf(call, app), prepared);
    }),
    handle(listFlips, async (call) => {
      const t = deps.asOf(call.body.as_of);
      const prepared = prepareWhatIf(standards, t, call.body);
      await deps.evaluated(t);
      return flips(actingOf(call, app), prepared, call.body);
    }),
    handle(exportContract, async (call) => {
      const acting = actingOf(call, app);
      const save = saveList(acting, call.now, 'assessments.exportFlips', (saver) =>
        exportFlips(deps, acting, call.query.question, saver),
      );
      return call.sendFile(await save);
    }),
  ];
}

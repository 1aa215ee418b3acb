import { actingOf, handle, type Binding } from '@jianjia/http';
import { saveList } from '@jianjia/registers/exchange';
import * as contract from '../contract/index.ts';
import { assignTasks } from './checks/assign-tasks.ts';
import { handOut } from './checks/hand-out.ts';
import { listCheckers } from './checks/list-checkers.ts';
import { listMyChecks, listTasks } from './checks/list-tasks.ts';
import { addPhoto, showPhoto } from './checks/photos.ts';
import { reportFinding } from './checks/report-finding.ts';
import { showProgress } from './checks/show-progress.ts';
import { showTask } from './checks/show-task.ts';
import { classificationBindings } from './classification/bindings.ts';
import type { CensusDeps } from './deps.ts';
import type { FieldDeps } from './field-deps.ts';
import { confirmFounding } from './founding/confirm-founding.ts';
import { foundJointUnion } from './founding/found-joint-union.ts';
import { proposeFounding } from './founding/propose-founding.ts';
import { sendBack } from './founding/send-back.ts';
import { showJointGroup } from './founding/show-joint-group.ts';
import { exportGaps } from './gaps/export-gaps.ts';
import { listGaps } from './gaps/list-gaps.ts';
import { listJointUnions } from './gaps/list-joint-unions.ts';
import { showBoundaries } from './gaps/show-boundaries.ts';
import { showGaps } from './gaps/show-gaps.ts';
import { waitingFindings } from './works/waiting.ts';

/** Classification, coverage and gaps, field checks: every endpoint with its act. */
export function fieldBindings(deps: FieldDeps & CensusDeps): readonly Binding[] {
  return [
    ...gapBindings(deps),
    ...classificationBindings(deps),
    ...taskBindings(deps),
    ...jointBindings(deps),
    ...findingBindings(deps),
  ];
}

function gapBindings(deps: FieldDeps): readonly Binding[] {
  return [
    handle(contract.showGaps, (call) => showGaps(deps, actingOf(call, deps.app), call.query)),
    handle(contract.listGaps, (call) => {
      const { after, limit, ...query } = call.query;
      return listGaps(deps, actingOf(call, deps.app), query, { after, limit });
    }),
    handle(contract.exportGaps, async (call) => {
      const acting = actingOf(call, deps.app);
      const save = saveList(acting, call.now, 'census.exportGaps', (saver) =>
        exportGaps(deps, acting, call.query, saver),
      );
      return call.sendFile(await save);
    }),
    handle(contract.listJointUnions, (call) => listJointUnions(deps, actingOf(call, deps.app), call.query)),
    handle(contract.showBoundaries, async (call) => ({
      boundaries: await showBoundaries(deps.boundaries, call.params.division),
    })),
  ];
}

function taskBindings(deps: FieldDeps): readonly Binding[] {
  return [
    handle(contract.handOut, (call) => handOut(deps, actingOf(call, deps.app), call.body)),
    handle(contract.listTasks, (call) => listTasks(actingOf(call, deps.app), call.query)),
    handle(contract.showTask, (call) => showTask(actingOf(call, deps.app), call.params.task)),
    handle(contract.assignTasks, async (call) => ({
      assigned: await assignTasks(actingOf(call, deps.app), call.body),
    })),
    handle(contract.listCheckers, async (call) => ({
      checkers: await listCheckers(actingOf(call, deps.app), call.query.search),
    })),
    handle(contract.showProgress, (call) => showProgress(actingOf(call, deps.app), call.query.division)),
    handle(contract.proposeFounding, (call) => proposeFounding(deps, actingOf(call, deps.app), call.params.task)),
    handle(contract.confirmFounding, async (call) => ({
      union: await confirmFounding(deps, actingOf(call, deps.app), call.params.task, call.body),
    })),
    handle(contract.sendBack, async (call) => ({
      state: await sendBack(actingOf(call, deps.app), call.params.task, call.body.reason),
    })),
  ];
}

function jointBindings(deps: FieldDeps & CensusDeps): readonly Binding[] {
  return [
    handle(contract.showJointGroup, (call) => showJointGroup(deps, actingOf(call, deps.app), call.query)),
    handle(contract.foundJointUnion, async (call) => {
      const founded = await foundJointUnion(deps, actingOf(call, deps.app), call.body);
      if (founded.tasks > 0) await flowBackWaiting(deps);
      return founded;
    }),
  ];
}

/** What was found goes into the list. */
async function flowBackWaiting({ system, jobs }: CensusDeps): Promise<void> {
  for (const job of await waitingFindings(system)) await jobs.send(job);
}

function findingBindings(deps: FieldDeps & CensusDeps): readonly Binding[] {
  return [
    handle(contract.listMyChecks, (call) => listMyChecks(actingOf(call, deps.app))),
    handle(contract.reportFinding, async (call) => {
      const reported = await reportFinding(actingOf(call, deps.app), call.params.task, call.body);
      if (!reported.known) await flowBackWaiting(deps);
      return reported;
    }),
    handle(contract.addPhoto, (call) =>
      addPhoto(actingOf(call, deps.app), call.params.finding, call.params.photo, call.files),
    ),
    handle(contract.showPhoto, async (call) => {
      const { kind, content } = await showPhoto(actingOf(call, deps.app), call.params.photo);
      return call.sendFile({ name: `photo.${kind === 'png' ? 'png' : 'jpg'}`, type: `image/${kind}`, content });
    }),
  ];
}

import { actingOf, type Binding, type Caller, handle } from '@jianjia/http';
import * as contract from '../contract/index.ts';
import { adoptValues } from './adoption/adopt-values.ts';
import { previewAdoption } from './adoption/preview-adoption.ts';
import { applyDelivery } from './apply/apply-delivery.ts';
import { confirmMapping } from './deliveries/confirm-mapping.ts';
import { discardDelivery } from './deliveries/discard-delivery.ts';
import { listDeliveries, showDelivery } from './deliveries/show-delivery.ts';
import type { CensusDeps } from './deps.ts';
import { type Doer, doerOf } from './doer.ts';
import { listEmployers } from './list/list-employers.ts';
import { showEmployer } from './list/show-employer.ts';
import { receiveFile } from './receive/receive-file.ts';
import { receiveRows } from './receive/receive-rows.ts';
import { reviewBindings } from './review/bindings.ts';
import { takeRegister } from './register/take-register.ts';
import { addSource } from './sources/add-source.ts';
import { listSources } from './sources/list-sources.ts';
import { withdrawDelivery } from './withdraw/withdraw-delivery.ts';
import { withdrawSource } from './withdraw/withdraw-source.ts';

/** Every endpoint of this room with its act. */
export function censusBindings(deps: CensusDeps): readonly Binding[] {
  const { app } = deps;
  const doer = (call: Pick<Caller, 'actor'>): Doer => doerOf(actingOf(call, app));
  return [
    handle(contract.listSources, async (call) => ({ sources: await listSources(doer(call)) })),
    handle(contract.addSource, async (call) => ({ source_id: await addSource(doer(call), call.body) })),
    handle(contract.withdrawSource, async (call) => ({
      deliveries: await withdrawSource(deps, doer(call), call.params.source, call.body.reason),
    })),
    handle(contract.listDeliveries, (call) => listDeliveries(doer(call), call.query)),
    handle(contract.showDelivery, (call) => showDelivery(doer(call), call.params.delivery)),
    handle(contract.receiveFile, (call) => receiveFile(deps, doer(call), call.params.source, call.files)),
    handle(contract.confirmMapping, (call) => confirmMapping(doer(call), call.params.delivery, call.body)),
    handle(contract.applyDelivery, (call) => applyDelivery(deps, doer(call), call.params.delivery, call.body.accepted)),
    handle(contract.withdrawDelivery, (call) =>
      withdrawDelivery(deps, doer(call), call.params.delivery, call.body.reason),
    ),
    handle(contract.discardDelivery, async (call) => {
      await discardDelivery(doer(call), call.params.delivery);
      return {};
    }),
    handle(contract.receiveRows, (call) => receiveRows(deps, doer(call), call.params.source, call.body)),
    handle(contract.previewAdoption, (call) => previewAdoption(actingOf(call, app), call.query)),
    handle(contract.adoptValues, async (call) => ({ adopted: await adoptValues(actingOf(call, app), call.body) })),
    handle(contract.takeRegister, (call) => takeRegister(deps, actingOf(call, app), call.body.at, call.now)),
    handle(contract.listEmployers, (call) => listEmployers(actingOf(call, app), call.query)),
    handle(contract.showEmployer, (call) => showEmployer(actingOf(call, app), call.params.employer)),
    ...reviewBindings(deps),
  ];
}

import type { Pool } from '@jianjia/db';
import { actingOf, handle, type Binding } from '@jianjia/http';
import type { Keyring } from '@jianjia/vault';
import {
  importRegisters as importContract,
  listRecords as listContract,
  searchRecords as searchContract,
} from '../../contract/records.ts';
import { answered, importRegisters } from './import-registers.ts';
import { listRecords, searchRecords } from './list-records.ts';

/** Reading and loading registers over HTTP. */
export function recordBindings(deps: {
  readonly app: Pool;
  readonly system: Pool;
  readonly vault: Keyring;
  readonly uploads?: string | undefined;
}): readonly Binding[] {
  const { app, system, vault, uploads } = deps;
  return [
    handle(listContract, (call) => listRecords(actingOf(call, app), { ...call.params, ...call.query })),
    handle(searchContract, (call) => searchRecords(actingOf(call, app), { ...call.params, ...call.body })),
    handle(importContract, async (call) =>
      answered(await importRegisters({ acting: actingOf(call, app), system, vault, uploads }, call.files)),
    ),
  ];
}

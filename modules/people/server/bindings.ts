import { actingOf, type Binding, handle } from '@jianjia/http';
import { chinaToday } from '@jianjia/kernel';
import * as contract from '../contract/index.ts';
import type { PeopleDeps } from './deps.ts';
import { erasePerson } from './erasure/erase-person.ts';
import { findMembers } from './members/find-members.ts';
import { listMembers } from './members/list-members.ts';
import { myRecord } from './members/my-record.ts';
import { showMember } from './members/show-member.ts';
import { unmaskMember } from './members/unmask-member.ts';
import { listMemberSightings, listSightings } from './sightings/list-sightings.ts';

/** Every endpoint of this room with its act. */
export function peopleBindings(deps: PeopleDeps): readonly Binding[] {
  const { app } = deps;
  return [
    handle(contract.listMembers, (call) => {
      const { current, ...query } = call.query;
      const currentOn = current ? chinaToday(call.now) : undefined;
      return listMembers(actingOf(call, app), { ...query, union: call.params.union, currentOn });
    }),
    handle(contract.searchMembers, (call) => {
      const { current, ...body } = call.body;
      const currentOn = current ? chinaToday(call.now) : undefined;
      return listMembers(actingOf(call, app), { ...body, union: call.params.union, currentOn });
    }),
    handle(contract.showMember, (call) => showMember(actingOf(call, app), call.params.member)),
    handle(contract.findMembers, (call) => findMembers(actingOf(call, app), deps, call.body)),
    handle(contract.unmaskMember, (call) =>
      unmaskMember(actingOf(call, app), deps, { memberNo: call.params.member, ...call.body }),
    ),
    handle(contract.erasePerson, async (call) => {
      const eraser = { system: deps.system, acting: actingOf(call, app) };
      await erasePerson(eraser, { memberNo: call.params.member, ...call.body }, call.now, deps.retention);
      return { done: true as const };
    }),
    handle(contract.listSightings, async (call) => ({
      sightings: await listSightings(actingOf(call, app), call.query),
    })),
    handle(contract.listMemberSightings, async (call) => ({
      sightings: await listMemberSightings(actingOf(call, app), call.params.member, call.query),
    })),
    handle(contract.myRecord, (call) => myRecord(actingOf(call, app))),
  ];
}

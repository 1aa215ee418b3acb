import { actingOf, type Binding, handle } from '@jianjia/http';
import * as contract from '../../contract/tree.ts';
import type { OrganisationDeps } from '../deps.ts';
import { fillSearchKeys } from './fill-search-keys.ts';
import { listBelow } from './list-below.ts';
import { searchUnions } from './search-unions.ts';
import { showUnion } from './show-union.ts';

/** Unions that are read before a search when the upkeep has not come to them yet; more would be felt. */
const BEFORE_A_SEARCH = 200;

/** The tree of unions: level by level, by searching, and one union. */
export function treeBindings({ app, system, asOf }: OrganisationDeps): readonly Binding[] {
  return [
    handle(contract.listBelow, (call) => {
      const { as_of, ...query } = call.query;
      return listBelow(actingOf(call, app), { ...query, asOf: asOf(as_of) });
    }),
    handle(contract.searchUnions, async (call) => {
      await fillSearchKeys(system, BEFORE_A_SEARCH);
      return searchUnions(actingOf(call, app), call.query);
    }),
    handle(contract.showUnion, (call) => showUnion(actingOf(call, app), call.params.code, asOf(call.query.as_of))),
  ];
}

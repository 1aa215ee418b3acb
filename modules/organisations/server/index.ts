export * from './fact-relations.ts';
export { foundUnion, type NewUnion, proposeUnionCode } from './found-union.ts';
export * from './require-union.ts';
export * from './union-codes.ts';
export * from './place-in-sight.ts';
export * from './bindings.ts';
export type { OrganisationDeps } from './deps.ts';
export { fillSearchKeys } from './tree/fill-search-keys.ts';
export * from './tree/tree-sql.ts';

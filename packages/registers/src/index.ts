export * from './definition.ts';
export * as columns from './columns.ts';
export { registersOfPersons } from './persons.ts';
export {
  endColumn,
  inDependencyOrder,
  ownerIdColumn,
  ownIdColumn,
  sealedColumns,
  sealedContext,
  storageColumns,
} from './storage.ts';
export type { SealedPart, SqlType, StorageColumn } from './storage.ts';

export * from './definition.ts';
export * as columns from './columns.ts';
export { inDependencyOrder, ownerIdColumn, ownIdColumn, storageColumns } from './storage.ts';
export type { SqlType, StorageColumn } from './storage.ts';

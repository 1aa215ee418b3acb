export * from './definition.ts';
export * as columns from './columns.ts';

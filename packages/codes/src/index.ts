export * from './fold.ts';
export * from './uscc.ts';
export * from './organisation-code.ts';
export * from './resident-id.ts';
export * from './code-table.ts';

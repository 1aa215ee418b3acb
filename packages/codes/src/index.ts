export * from './fold.ts';
export * from './uscc.ts';
export * from './organisation-code.ts';
export * from './resident-id.ts';
export * from './code-table.ts';
export * from './registration-number.ts';
export * from './credit-code-parts.ts';

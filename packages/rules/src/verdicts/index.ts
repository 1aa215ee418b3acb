export * from './verdict.ts';
export * from './interpret.ts';
export * from './sql.ts';

export * from './verdict.ts';
export * from './decide.ts';
export * from './interpret.ts';
export * from './sql.ts';
export * from './words.ts';

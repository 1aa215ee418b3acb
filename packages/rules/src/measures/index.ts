export * from './catalogue.ts';
export * from './compile.ts';
export * from './interpret.ts';
export * from './sql.ts';

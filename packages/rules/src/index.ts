export * from './expression/index.ts';
export * from './scheme/index.ts';
export * from './scoring/index.ts';

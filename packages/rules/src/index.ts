export * from './expression/index.ts';
export * from './scheme/index.ts';
export * from './scoring/index.ts';
export * from './facts/index.ts';
export * from './measures/index.ts';
export * from './verdicts/index.ts';

export * from './read.ts';
export * from './set-parameter.ts';

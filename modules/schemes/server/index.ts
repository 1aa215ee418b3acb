export * from './read.ts';
export * from './set-parameter.ts';
export { draftBindings } from './drafts/bindings.ts';
export type { DraftDeps, RevisedFile } from './drafts/deps.ts';
export { schemeBindings } from './bindings.ts';
export type { SchemeDeps } from './deps.ts';
export type { MeasureWords, PointWords, SchemeWords } from '../domain/words.ts';

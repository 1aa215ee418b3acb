export * from './read.ts';
export * from './set-parameter.ts';
export { draftBindings } from './drafts/bindings.ts';
export type { DraftDeps, RevisedFile } from './drafts/deps.ts';

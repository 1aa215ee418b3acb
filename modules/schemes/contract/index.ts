export * from './changes.ts';
export * from './drafts.ts';

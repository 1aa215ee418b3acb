export { type SignedHead, signHead } from './head.ts';
export { journalHeadsFile } from './heads-file.ts';
export { type JournalFilter, type JournalRow, readJournal } from './read.ts';
export type { JournalFault, Json, Signer } from './types.ts';
export { type JournalVerdict, type VerifyOptions, verifyJournal } from './verify.ts';
export { type JournalEntry, writeJournal } from './write.ts';

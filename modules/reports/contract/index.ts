export * from './records.ts';
export * from './exports.ts';

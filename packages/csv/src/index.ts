export { CsvReader, UnclosedQuote } from './csv.ts';
export type { CsvFault, OnRecord } from './csv.ts';
export { decodedPieces, detectEncoding, FileRefused } from './encoding.ts';
export type { Encoding } from './encoding.ts';

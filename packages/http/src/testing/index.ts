export { type FuzzFinding, fuzzServer, type FuzzOptions } from './fuzz.ts';

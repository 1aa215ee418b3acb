export { unzipped } from './unzipped.ts';

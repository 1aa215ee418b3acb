import { employers } from '../employers/index.ts';
import type { SpecSource } from './team.ts';

/** The spec of employers, and where threads find it. */
export const employersSource: SpecSource = {
  spec: employers,
  module: new URL('../employers/index.ts', import.meta.url).href,
  name: 'employers',
};

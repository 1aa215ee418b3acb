import type { PlainDate } from '@jianjia/kernel';
import type { CensusDeps } from './deps.ts';

/** What the acts of classification, gaps and field checks stand on; made once by the app. */
export interface FieldDeps extends Omit<CensusDeps, 'jobs'> {
  /** The day of a request: what `as_of` says, else today. Throws Problem when it is no day, or too far away. */
  asOf(text: string | undefined): PlainDate;
  /** Folder of boundary files, `<division>.geojson` or `<division>.json`; none: no maps. */
  readonly boundaries?: string | undefined;
}

import type { Scheme } from '@jianjia/rules';
import type { SchemeWords } from '../domain/words.ts';

/** What the endpoints of this room stand on; made once by the app. */
export interface SchemeDeps {
  /** The schemes in use, as loaded. */
  readonly schemes: readonly Scheme[];
  /** The room that computes the measures says how they read; it stands above this one. */
  readonly words: SchemeWords;
}

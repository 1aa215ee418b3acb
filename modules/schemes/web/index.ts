import type { Screen } from '@jianjia/ui';
import { browserScreen } from './browser/screen.ts';
import { comparisonScreen } from './comparison/screen.ts';
import { draftsScreen } from './drafts/screen.ts';
import { libraryScreen } from './library/screen.ts';

/** The screens of this room. */
export const screens: readonly Screen[] = [libraryScreen, browserScreen, comparisonScreen, draftsScreen];

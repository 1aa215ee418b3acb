import type { Screen } from '@jianjia/ui';
import { uncoveredScreen } from './uncovered/screen.ts';

/** The screens of this room. */
export const screens: readonly Screen[] = [uncoveredScreen];

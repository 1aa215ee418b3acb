import type { Screen } from '@jianjia/ui';
import { overviewScreen } from './overview/screen.ts';
import { whatIfScreen } from './what-if/screen.ts';

/** The screens of this room. */
export const screens: readonly Screen[] = [overviewScreen, whatIfScreen];

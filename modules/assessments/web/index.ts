import type { Screen } from '@jianjia/ui';
import { clauseScreen } from './clause/screen.ts';
import { expiringScreen, unionsScreen } from './lists/screen.ts';
import { overviewScreen } from './overview/screen.ts';

/** The screens of this room. */
export const screens: readonly Screen[] = [overviewScreen, unionsScreen, expiringScreen, clauseScreen];

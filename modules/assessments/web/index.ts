import type { Screen } from '@jianjia/ui';
import { clauseScreen } from './clause/screen.ts';
import { expiringScreen, unionsScreen } from './lists/screen.ts';
import { overviewScreen } from './overview/screen.ts';
import { registerScreen } from './register/screen.ts';
import { summaryScreen } from './summary/screen.ts';
import { unionScreen } from './union/screen.ts';
import { whatIfScreen } from './what-if/screen.ts';

/** The screens of this room. */
export const screens: readonly Screen[] = [
  overviewScreen,
  unionScreen,
  summaryScreen,
  registerScreen,
  unionsScreen,
  expiringScreen,
  clauseScreen,
  whatIfScreen,
];

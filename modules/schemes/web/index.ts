import type { Screen } from '@jianjia/ui';
import { draftsScreen } from './drafts/screen.ts';

/** The screens of this room. */
export const screens: readonly Screen[] = [draftsScreen];

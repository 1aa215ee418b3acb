import { screens as assessments } from '@jianjia/assessments/web';
import { screens as schemes } from '@jianjia/schemes/web';
import type { Screen } from '@jianjia/ui';

/** Every screen of the desk, by the rooms that keep them. */
export const screens: readonly Screen[] = [...assessments, ...schemes];

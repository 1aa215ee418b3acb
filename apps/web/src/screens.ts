import { screens as assessments } from '@jianjia/assessments/web';
import { screens as census } from '@jianjia/census/web';
import { screens as employers } from '@jianjia/employers/web';
import { screens as organisations } from '@jianjia/organisations/web';
import { screens as schemes } from '@jianjia/schemes/web';
import type { Screen } from '@jianjia/ui';

/** Every screen of the desk, by the rooms that keep them. */
export const screens: readonly Screen[] = [...organisations, ...assessments, ...employers, ...census, ...schemes];

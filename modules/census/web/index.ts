import type { Screen } from '@jianjia/ui';
import { adoptionScreen } from './adoption/screen.ts';
import { checksScreen } from './checks/screen.ts';
import { deliveryScreen } from './delivery/screen.ts';
import { employerScreen } from './employer/screen.ts';
import { gapListScreen } from './gap-list/screen.ts';
import { gapsScreen } from './gaps/screen.ts';
import { industryRulesScreen } from './industry-rules/screen.ts';
import { jointGroupScreen } from './joint-group/screen.ts';
import { jointScreen } from './joint/screen.ts';
import { reviewScreen } from './review/screen.ts';
import { reviewReportScreen } from './review-report/screen.ts';
import { listScreen } from './list/screen.ts';
import { sourcesScreen } from './sources/screen.ts';
import { takeScreen } from './take/screen.ts';
import { taskScreen } from './task/screen.ts';
import { tasksScreen } from './tasks/screen.ts';

/** The screens of this room. */
export const screens: readonly Screen[] = [
  sourcesScreen,
  takeScreen,
  deliveryScreen,
  listScreen,
  adoptionScreen,
  employerScreen,
  gapsScreen,
  gapListScreen,
  jointScreen,
  jointGroupScreen,
  industryRulesScreen,
  tasksScreen,
  taskScreen,
  checksScreen,
  reviewScreen,
  reviewReportScreen,
];
export { leaveChecks } from './checks/leave.ts';

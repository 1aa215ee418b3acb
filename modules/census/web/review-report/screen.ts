import { screen } from '@jianjia/ui';
import { search } from './search.ts';

export const reviewReportScreen = screen({
  path: '/census/review/report',
  title: '判定质量',
  search,
  load: () => import('./page.tsx'),
});

import { screen } from '@jianjia/ui';
import { search } from './search.ts';

export const summaryScreen = screen({
  path: '/unions/$code/summary',
  title: '一页摘要',
  search,
  load: () => import('./page.tsx'),
});

import { screen } from '@jianjia/ui';
import { search } from './search.ts';

export const tasksScreen = screen({
  path: '/census/tasks',
  title: '核查任务',
  search,
  load: () => import('./page.tsx'),
});

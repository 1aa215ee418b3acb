import { screen } from '@jianjia/ui';
import { z } from 'zod';

export const taskScreen = screen({
  path: '/census/tasks/$task',
  title: '核查任务',
  search: z.object({}),
  load: () => import('./page.tsx'),
});

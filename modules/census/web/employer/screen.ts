import { screen } from '@jianjia/ui';
import { z } from 'zod';

export const employerScreen = screen({
  path: '/census/employers/$employer',
  title: '底册单位',
  search: z.object({}),
  load: () => import('./page.tsx'),
});

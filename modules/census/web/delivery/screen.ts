import { screen } from '@jianjia/ui';
import { z } from 'zod';

export const deliveryScreen = screen({
  path: '/census/deliveries/$delivery',
  title: '收到的文件',
  search: z.object({}),
  load: () => import('./page.tsx'),
});

import { screen } from '@jianjia/ui';
import { search } from './search.ts';

export const jointScreen = screen({
  path: '/census/joint-unions',
  title: '联合建会',
  search,
  load: () => import('./page.tsx'),
});

import { screen } from '@jianjia/ui';
import { search } from './search.ts';

export const jointGroupScreen = screen({
  path: '/census/joint-unions/group',
  title: '联合建会',
  search,
  load: () => import('./page.tsx'),
});

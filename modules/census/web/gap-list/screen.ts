import { screen } from '@jianjia/ui';
import { search } from './search.ts';

export const gapListScreen = screen({
  path: '/census/gaps/employers',
  title: '缺口名单',
  search,
  load: () => import('./page.tsx'),
});

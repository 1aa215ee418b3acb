import { screen } from '@jianjia/ui';
import { search } from './search.ts';

export const comparisonScreen = screen({
  path: '/comparison',
  title: '标准比较',
  search,
  load: () => import('./page.tsx'),
});

import { screen } from '@jianjia/ui';
import { uncoveredSearch } from './search.ts';

export const uncoveredScreen = screen({
  path: '/lists/employers',
  title: '没有建会的单位',
  search: uncoveredSearch,
  load: () => import('./page.tsx'),
});

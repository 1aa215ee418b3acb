import { screen } from '@jianjia/ui';
import { unionsSearch } from './search.ts';

export const unionsScreen = screen({
  path: '/lists/unions',
  title: '工会名单',
  search: unionsSearch,
  load: () => import('./unions-page.tsx'),
});

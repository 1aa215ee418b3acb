import { screen } from '@jianjia/ui';
import { search } from './search.ts';

export const unionScreen = screen({
  path: '/unions/$code',
  title: '工会达标清单',
  search,
  load: () => import('./page.tsx'),
});

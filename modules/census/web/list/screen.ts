import { screen } from '@jianjia/ui';
import { search } from './search.ts';

export const listScreen = screen({
  path: '/census/employers',
  title: '单位底册',
  search,
  load: () => import('./page.tsx'),
});

import { screen } from '@jianjia/ui';
import { search } from './search.ts';

export const checksScreen = screen({
  path: '/census/checks',
  title: '我的核查',
  search,
  load: () => import('./page.tsx'),
});

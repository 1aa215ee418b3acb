import { screen } from '@jianjia/ui';
import { search } from './search.ts';

export const gapsScreen = screen({
  path: '/census/gaps',
  title: '覆盖与缺口',
  search,
  load: () => import('./page.tsx'),
});

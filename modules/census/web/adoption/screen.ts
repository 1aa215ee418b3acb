import { screen } from '@jianjia/ui';
import { search } from './search.ts';

export const adoptionScreen = screen({
  path: '/census/adoption',
  title: '采纳到工会台账',
  search,
  load: () => import('./page.tsx'),
});

import { screen } from '@jianjia/ui';
import { search } from './search.ts';

export const reviewScreen = screen({
  path: '/census/review',
  title: '判定疑似同一家',
  search,
  load: () => import('./page.tsx'),
});

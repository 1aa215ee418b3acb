import { screen } from '@jianjia/ui';
import { search } from './search.ts';

export const browserScreen = screen({
  path: '/schemes/$scheme',
  title: '标准原文',
  search,
  load: () => import('./page.tsx'),
});

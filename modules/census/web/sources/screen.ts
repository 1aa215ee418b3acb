import { screen } from '@jianjia/ui';
import { search } from './search.ts';

export const sourcesScreen = screen({
  path: '/census',
  title: '拉网式核查',
  search,
  load: () => import('./page.tsx'),
});

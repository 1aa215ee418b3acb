import { screen } from '@jianjia/ui';
import { search } from './search.ts';

export const draftsScreen = screen({
  path: '/schemes/$scheme/drafts',
  title: '标准草案',
  search,
  load: () => import('./page.tsx'),
});

import { screen } from '@jianjia/ui';
import { search } from './search.ts';

export const industryRulesScreen = screen({
  path: '/census/industry-rules',
  title: '产业工会分工',
  search,
  load: () => import('./page.tsx'),
});

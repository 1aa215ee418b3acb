import { screen } from '@jianjia/ui';
import { clauseSearch } from './search.ts';

export const clauseScreen = screen({
  path: '/clauses/$indicator',
  title: '条款',
  search: clauseSearch,
  load: () => import('./page.tsx'),
});

import { screen } from '@jianjia/ui';
import { expiringSearch, unionsSearch } from './search.ts';

export const unionsScreen = screen({
  path: '/lists/unions',
  title: '工会名单',
  search: unionsSearch,
  load: () => import('./unions-page.tsx'),
});

export const expiringScreen = screen({
  path: '/lists/expiring',
  title: '到期名单',
  search: expiringSearch,
  load: () => import('./expiring-page.tsx'),
});

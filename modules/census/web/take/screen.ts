import { screen } from '@jianjia/ui';
import { search } from './search.ts';

export const takeScreen = screen({
  path: '/census/take',
  title: '接收文件',
  search,
  load: () => import('./page.tsx'),
});

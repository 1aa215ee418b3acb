import { screen } from '@jianjia/ui';
import { search } from './search.ts';

export const registerScreen = screen({
  path: '/registers/$register',
  title: '台账',
  search,
  load: () => import('./page.tsx'),
});

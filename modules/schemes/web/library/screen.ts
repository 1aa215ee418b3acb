import { screen } from '@jianjia/ui';
import { search } from './search.ts';

export const libraryScreen = screen({ path: '/schemes', title: '标准', search, load: () => import('./page.tsx') });

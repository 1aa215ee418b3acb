import { screen } from '@jianjia/ui';
import { search } from './search.ts';

export const whatIfScreen = screen({ path: '/what-if', title: '推演', search, load: () => import('./page.tsx') });

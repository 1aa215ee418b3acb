import { screen } from '@jianjia/ui';
import { search } from './search.ts';

export const overviewScreen = screen({ path: '/overview', title: '总览', search, load: () => import('./page.tsx') });

import { screen } from '@jianjia/ui';
import { search } from './search.ts';

export const treeScreen = screen({ path: '/tree', title: '工会树', search, load: () => import('./page.tsx') });

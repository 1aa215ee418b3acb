import type { Screen } from '@jianjia/ui';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Navigate } from '@tanstack/react-router';
import { Frame } from './frame/frame.tsx';
import { Broken, Lost } from './frame/lost.tsx';
import { host } from './host.tsx';
import { screens } from './screens.ts';
import { parseSearch, readSearch, stringifySearch } from './search.ts';

const root = createRootRoute({ component: Frame, notFoundComponent: Lost, errorComponent: Broken });

const first = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: () => <Navigate to={'/overview'} replace />,
});

function routeOf(screen: Screen) {
  return createRoute({
    getParentRoute: () => root,
    path: screen.path,
    validateSearch: (given: Record<string, unknown>) => readSearch(screen.search, given),
    component: lazyRouteComponent(async () => ({ default: host((await screen.load()).default) })),
    errorComponent: Broken,
  });
}

export const router = createRouter({
  routeTree: root.addChildren([first, ...screens.map(routeOf)]),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  scrollRestoration: true,
});

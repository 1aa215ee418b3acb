import { UnionPicker, unionPlace } from '@jianjia/organisations/web';
import { placeOf } from '@jianjia/ui';
import { useRouter, type RouterHistory, useRouterState } from '@tanstack/react-router';
import { copy } from './copy.ts';

/** Pages that look at one union and everything below it. */
const LOOKED_FROM = new Set(['/overview', '/tree', '/lists', '/clauses', '/what-if']);

/** The union that is looked from; choosing another stays on the same kind of page. */
export default function Place() {
  const location = useRouterState({ select: (state) => state.location });
  const history = useRouter().history as RouterHistory;
  const search = location.search as Readonly<Record<string, string>>;
  const [, room = '', code] = location.pathname.split('/');
  if (room === 'unions' && code !== undefined) {
    const choose = (next: string | undefined) => next !== undefined && history.push(unionPlace(next));
    return <UnionPicker label={copy.place} value={decodeURIComponent(code)} onChange={choose} />;
  }
  if (!LOOKED_FROM.has(`/${room}`)) return null;
  // A page of a list counts from its own beginning: what points into it stays behind.
  const { after: _after, ...rest } = search;
  const choose = (next: string | undefined) => history.push(placeOf(location.pathname, { ...rest, at: next }));
  return <UnionPicker label={copy.place} value={search['at']} onChange={choose} allowClear />;
}

import type { ScreenProps } from '@jianjia/ui';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, type ComponentType } from 'react';

/** A page with the URL it lives in: what changes goes into the address, and comes back from there. */
export function host(Page: ComponentType<ScreenProps>): ComponentType {
  return function Hosted() {
    const params: Record<string, string> = useParams({ strict: false });
    const search: Record<string, unknown> = useSearch({ strict: false });
    const navigate = useNavigate();
    const setSearch = useCallback<ScreenProps['setSearch']>(
      (change, { replace = false } = {}) => {
        const next = (before: Record<string, unknown>) => ({ ...before, ...change });
        void navigate({ to: '.', search: next, replace, resetScroll: false });
      },
      [navigate],
    );
    return <Page params={params} search={search} setSearch={setSearch} />;
  };
}

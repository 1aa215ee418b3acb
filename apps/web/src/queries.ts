import { ClientProblem } from '@jianjia/client';
import { QueryCache, QueryClient } from '@tanstack/react-query';

/** Seconds of a minute in which going back shows what was there. */
const FRESH = 60_000;

function leaveWhenSignedOut(error: Error): void {
  if (!(error instanceof ClientProblem) || error.status !== 401) return;
  const here = `${location.pathname}${location.search}`;
  location.assign(`/sign-in?to=${encodeURIComponent(here)}`);
}

/** Answers kept while the desk is open. What the service refuses is not asked again; what did not arrive is, twice. */
export const queries = new QueryClient({
  queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
  defaultOptions: {
    queries: {
      staleTime: FRESH,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 2 && error instanceof ClientProblem && error.status === 0,
    },
  },
});

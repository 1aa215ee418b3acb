import { Terms } from '@jianjia/ui';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Look } from './frame/look.tsx';
import { queries } from './queries.ts';
import { router } from './router.tsx';

/** The desk: look, help, answers kept, and the page that the URL names. */
export function App() {
  return (
    <Look>
      <Terms value={useTerms()}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </Terms>
    </Look>
  );
}

const NONE: ReadonlyMap<string, string> = new Map();

/** The help of the glossary; it comes after the page. */
function useTerms(): ReadonlyMap<string, string> {
  const [terms, setTerms] = useState(NONE);
  useEffect(() => {
    void import('virtual:glossary').then(({ default: pairs }) => setTerms(new Map(pairs)));
  }, []);
  return terms;
}

import { Terms } from '@jianjia/ui';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import pairs from 'virtual:glossary';
import { queries } from './queries.ts';
import { router } from './router.tsx';
import { Look } from './frame/look.tsx';

const terms = new Map(pairs);

/** The desk: look, help, answers kept, and the page that the URL names. */
export function App() {
  return (
    <Look>
      <Terms value={terms}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </Terms>
    </Look>
  );
}

import { useEffect, useState } from 'react';

/** Milliseconds after which what can wait is loaded, however busy the page is. */
const PATIENCE = 4000;

/** Whether the page has come to rest once: what is not needed for its first sight is loaded then. */
export function useQuiet(): boolean {
  const [isQuiet, setQuiet] = useState(false);
  useEffect(() => {
    const rest = () => setQuiet(true);
    // Safari has no such callback.
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(rest, PATIENCE / 2);
      return () => clearTimeout(timer);
    }
    const waiting = requestIdleCallback(rest, { timeout: PATIENCE });
    return () => cancelIdleCallback(waiting);
  }, []);
  return isQuiet;
}

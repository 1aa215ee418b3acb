import { useEffect, useState } from 'react';

/** Long enough that a word is typed, short enough not to be felt. */
const PAUSE = 250;

/**
 * A text that is typed, told after a pause; a change from outside (going back, another link) shows at once.
 * @returns the text as it stands in the field, and what to call on every change
 */
export function useTyped(told: string, tell: (text: string) => void): [string, (text: string) => void] {
  const [typed, setTyped] = useState(told);
  const [before, setBefore] = useState(told);
  if (told !== before) {
    setBefore(told);
    setTyped(told);
  }
  useEffect(() => {
    if (typed === told) return undefined;
    const timer = setTimeout(tell, PAUSE, typed);
    return () => clearTimeout(timer);
  }, [typed, told, tell]);
  return [typed, setTyped];
}

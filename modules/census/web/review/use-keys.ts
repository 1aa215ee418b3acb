import { useEffect, useRef } from 'react';

/** Single keys that do something on this page, by `KeyboardEvent.key` in small letters. */
export type Keys = Readonly<Record<string, () => void>>;

/**
 * Listens to single keys while `on`. Not while somebody types or chooses, nor together with other keys, nor while a
 * dialogue is open (WCAG 2.1.4: they can be switched off, too).
 */
export function useKeys(keys: Keys, on: boolean): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    if (!on) return;
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isBusy(event.target)) return;
      const act = latest.current[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    globalThis.addEventListener('keydown', listen);
    return () => globalThis.removeEventListener('keydown', listen);
  }, [on]);
}

function isBusy(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest('input, textarea, select, [role="combobox"], [role="listbox"]') !== null)
  );
}

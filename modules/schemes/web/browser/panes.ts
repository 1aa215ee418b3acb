import { useEffect, useRef, type RefObject } from 'react';

/** The two sides; each is a box that scrolls on its own, on a phone the page scrolls instead. */
export interface Panes {
  readonly text: RefObject<HTMLElement | null>;
  readonly items: RefObject<HTMLElement | null>;
}

const STILL = '(prefers-reduced-motion: reduce)';

/** Scrolls a pane so that an element of it stands in its upper part; not where it is in sight already. */
export function reveal(pane: HTMLElement | null, element: HTMLElement | null, how: 'now' | 'gently'): void {
  if (!pane || !element) return;
  const behavior = how === 'now' || matchMedia(STILL).matches ? 'instant' : 'smooth';
  if (pane.scrollHeight <= pane.clientHeight + 1) {
    element.scrollIntoView({ block: 'center', behavior });
    return;
  }
  const [box, outer] = [element.getBoundingClientRect(), pane.getBoundingClientRect()];
  if (box.top >= outer.top && box.bottom <= Math.min(outer.bottom, innerHeight)) return;
  pane.scrollTo({ top: pane.scrollTop + box.top - outer.top - pane.clientHeight / 4, behavior });
}

/** The first element of a pane that a selector names. */
export function find(pane: HTMLElement | null, selector: string): HTMLElement | null {
  return pane?.querySelector<HTMLElement>(selector) ?? null;
}

/** What a person does that moves a pane; scrolling by program is none of it. */
const MOVES = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/**
 * Keeps both panes in step: whichever a person moves, the other follows to the same sentence. Elements carry their
 * sentence in `data-sentence`, in order.
 */
export function useInStep({ text, items }: Panes, isOn: boolean): void {
  const leader = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const [left, right] = [text.current, items.current];
    if (!isOn || !left || !right) return;
    const stop = new AbortController();
    for (const [pane, other] of [
      [left, right],
      [right, left],
    ] as const) {
      const listen = { signal: stop.signal, passive: true };
      for (const move of MOVES) pane.addEventListener(move, () => (leader.current = pane), listen);
      pane.addEventListener(
        'scroll',
        () => {
          if (leader.current === pane) requestAnimationFrame(() => follow(pane, other));
        },
        listen,
      );
    }
    return () => stop.abort();
  }, [text, items, isOn]);
}

function follow(pane: HTMLElement, other: HTMLElement): void {
  const top = pane.getBoundingClientRect().top;
  const first = marked(pane).find((element) => element.getBoundingClientRect().bottom > top + 8);
  if (!first) return;
  const at = Number(first.dataset['sentence']);
  const target = marked(other).findLast((element) => Number(element.dataset['sentence']) <= at);
  const move = target ? target.getBoundingClientRect().top - other.getBoundingClientRect().top : -other.scrollTop;
  other.scrollTo({ top: other.scrollTop + move, behavior: 'instant' });
}

function marked(pane: HTMLElement): HTMLElement[] {
  return [...pane.querySelectorAll<HTMLElement>('[data-sentence]')];
}

/** Arrow keys move among the links of a pane, of which one only is a stop of the Tab key. */
export function linkByArrow(pane: HTMLElement, key: string): HTMLElement | null {
  const step = key === 'ArrowDown' || key === 'ArrowRight' ? 1 : key === 'ArrowUp' || key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return null;
  const links = [...pane.querySelectorAll<HTMLElement>('a[data-item]')];
  const at = links.findIndex((link) => link === document.activeElement);
  return at < 0 ? null : (links[at + step] ?? null);
}

import type { ComponentType } from 'react';
import type { output, ZodObject } from 'zod';

/** What a page of a screen gets: its state is the URL and nothing else. */
export interface ScreenProps<Search extends ZodObject = ZodObject> {
  /** Parts of the path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** The search part of the URL, as the screen's schema reads it. */
  readonly search: output<Search>;
  /** Changes some of it; `undefined` takes away. `replace`: without a step in the history, as while typing. */
  readonly setSearch: (change: Partial<output<Search>>, how?: { readonly replace?: boolean }) => void;
}

/** One screen of a room: where it is, what its URL may say, and its page, loaded when it is first opened. */
export interface Screen<Search extends ZodObject = ZodObject> {
  /** TanStack notation: `/unions/$code`. */
  readonly path: `/${string}`;
  /** Chinese; for the title of the window. */
  readonly title: string;
  /** Every field optional: what does not fit is left out, so that a mistyped link still opens. */
  readonly search: Search;
  readonly load: () => Promise<{ readonly default: ComponentType<ScreenProps<Search>> }>;
}

/** Declares a screen; identity, but it ties the page to the schema of its URL. */
export function screen<Search extends ZodObject>(declared: Screen<Search>): Screen {
  return declared;
}

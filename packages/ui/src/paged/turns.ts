/** Where somebody is in a list that is read page by page, as it stands in the URL. */
export interface Turn {
  /** The `next` of the pages gone through, the last one first asked for: `c8.c9`; none: the first page. */
  readonly after?: string | undefined;
  /** From 1. */
  readonly page?: number | undefined;
}

/** Steps back that are remembered: an address must not grow without end. */
const REMEMBERED = 10;
/** Cursors are base64url, which has no full stop. */
const BETWEEN = '.';

/** What the service is asked for: the place after which the page begins. */
export function cursorOf({ after }: Turn): string | undefined {
  return after === undefined ? undefined : after.split(BETWEEN).at(-1);
}

/** The page after this one. */
export function nextTurn({ after, page = 1 }: Turn, next: string): Turn {
  const gone = after === undefined ? [] : after.split(BETWEEN);
  return { after: [...gone, next].slice(-REMEMBERED).join(BETWEEN), page: page + 1 };
}

/** The page before this one; the first where the way back is no longer known. */
export function previousTurn({ after, page = 1 }: Turn): Turn {
  const gone = after === undefined ? [] : after.split(BETWEEN);
  if (page <= 2 || gone.length < 2) return FIRST;
  return { after: gone.slice(0, -1).join(BETWEEN), page: page - 1 };
}

/** Whether the page before is known, or is the first. */
export function canTurnBack({ after, page = 1 }: Turn): boolean {
  return page === 2 || (after?.includes(BETWEEN) ?? false);
}

export const FIRST: Turn = { after: undefined, page: undefined };

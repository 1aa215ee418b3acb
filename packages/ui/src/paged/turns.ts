/** Where somebody is in a list that is read page by page, as it stands in the URL. */
export interface Turn {
  /** The `next` of the pages gone through, the present one last: `c8|c9`, each encoded; none: the first page. */
  readonly after?: string | undefined;
  /** From 1. */
  readonly page?: number | undefined;
}

/** Steps back that are remembered: an address must not grow without end. */
const REMEMBERED = 10;
const BETWEEN = '|';

function cursorsIn(after: string | undefined): readonly string[] {
  return after === undefined ? [] : after.split(BETWEEN);
}

/** What the service is asked for: the place after which the page begins. */
export function cursorOf({ after }: Turn): string | undefined {
  const last = cursorsIn(after).at(-1);
  if (last === undefined) return undefined;
  try {
    return decodeURIComponent(last);
  } catch {
    // A torn link: the service says so.
    return last;
  }
}

/** The page after this one. */
export function nextTurn({ after, page = 1 }: Turn, next: string): Turn {
  return { after: [...cursorsIn(after), encodeURIComponent(next)].slice(-REMEMBERED).join(BETWEEN), page: page + 1 };
}

/** The page before this one; the first where the way back is no longer known. */
export function previousTurn({ after, page = 1 }: Turn): Turn {
  const gone = cursorsIn(after);
  if (page <= 2 || gone.length < 2) return FIRST;
  return { after: gone.slice(0, -1).join(BETWEEN), page: page - 1 };
}

/** Whether the page before is known, or is the first. */
export function canTurnBack({ after, page = 1 }: Turn): boolean {
  return page === 2 || (after?.includes(BETWEEN) ?? false);
}

export const FIRST: Turn = { after: undefined, page: undefined };

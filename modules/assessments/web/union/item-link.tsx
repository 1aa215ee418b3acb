import { PlaceLink } from '@jianjia/ui';
import type { ReactNode } from 'react';

/** How an item is opened: its address, and the way there that leaves the page where it is scrolled to. */
export interface OpenItem {
  readonly placeOf: (indicator: string) => string;
  readonly go: (indicator: string) => void;
}

interface Props {
  readonly indicator: string;
  readonly open: OpenItem;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A link to an item of the checklist; in this tab it opens beside the list, in another it is a page's address. */
export function ItemLink({ indicator, open, className, children }: Props) {
  return (
    <PlaceLink
      to={open.placeOf(indicator)}
      {...(className === undefined ? {} : { className })}
      onClick={(event) => {
        const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
        if (!plain) return;
        event.preventDefault();
        open.go(indicator);
      }}
    >
      {children}
    </PlaceLink>
  );
}

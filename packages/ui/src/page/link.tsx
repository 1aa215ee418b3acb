import { type RouterHistory, useRouter } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, MouseEvent, ReactNode } from 'react';

interface Props extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  /** A place of this service: `/unions/1501?show=unmet`. */
  readonly to: string;
  readonly children: ReactNode;
}

/**
 * A link to a place of the desk, by its address, so that rooms need not know each other's routes. Followed without a
 * reload; opened in another tab, copied and read aloud it is an ordinary link.
 */
export function PlaceLink({ to, children, onClick, ...rest }: Props) {
  const history = useRouter().history as RouterHistory;
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (event.defaultPrevented || !plain) return;
    event.preventDefault();
    history.push(to);
  };
  return (
    <a {...rest} href={to} onClick={follow}>
      {children}
    </a>
  );
}

import { percentText } from '@jianjia/ui';
import type { ReactNode } from 'react';

interface Props {
  readonly share: number;
  /** The numbers it is made of. */
  readonly children?: ReactNode;
}

/** A share as a bar with its per cent behind. */
export function ShareBar({ share, children }: Props) {
  return (
    <div className="overview-share">
      <div className="overview-share-bar" aria-hidden>
        <span style={{ width: `${share * 100}%` }} />
      </div>
      <b>{percentText(share)}</b>
      {children}
    </div>
  );
}

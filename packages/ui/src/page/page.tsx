import { Breadcrumb } from 'antd';
import { useEffect, type ReactNode } from 'react';
import { PlaceLink } from './link.tsx';

export interface Crumb {
  readonly title: string;
  readonly to?: string;
}

interface Props {
  readonly title: string;
  /** One sentence below the title. */
  readonly lead?: ReactNode;
  /** From the top down; the page itself is not one of them. */
  readonly crumbs?: readonly Crumb[];
  /** Buttons and choices to the right of the title. */
  readonly extra?: ReactNode;
  readonly children: ReactNode;
}

/** What every page of the desk has: its title in the window and on top, the way to it, its content. */
export function Page({ title, lead, crumbs = [], extra, children }: Props) {
  useEffect(() => {
    document.title = `${title} · 建家`;
  }, [title]);
  return (
    <>
      {crumbs.length > 0 && (
        <Breadcrumb
          style={{ marginBottom: 8 }}
          items={crumbs.map(({ title: name, to }) => ({
            title: to === undefined ? name : <PlaceLink to={to}>{name}</PlaceLink>,
          }))}
        />
      )}
      <div className="page-head">
        <div>
          <h1>{title}</h1>
          {lead !== undefined && <p className="page-lead">{lead}</p>}
        </div>
        {extra}
      </div>
      {children}
    </>
  );
}

import { ApartmentOutlined, BankOutlined, ShopOutlined, TeamOutlined } from '@ant-design/icons';
import { countText, PlaceLink, Term } from '@jianjia/ui';
import { Card, Col, Row, Statistic } from 'antd';
import type { ReactNode } from 'react';
import type { AnswerOf } from '@jianjia/client';
import type { overviewFigures } from '../../contract/overview.ts';
import { copy } from './copy.ts';
import { allUnions, employerList } from './links.ts';
import type { Place } from './search.ts';
import { ShareBar } from './share-bar.tsx';

type Figures = AnswerOf<typeof overviewFigures>;

/** Unions, members, employers with and without a union: each number opens to its list. */
export function FigureCards({ figures, place }: { readonly figures: Figures; readonly place: Place }) {
  const { unions, members, employers, at } = figures;
  const kinds = unions.kinds.filter(({ kind }) => kind !== 'branch' && kind !== 'group');
  const parts = unions.kinds.filter((one) => !kinds.includes(one));
  return (
    <section aria-label={copy.figures}>
      <Row gutter={[16, 16]}>
        <Figure
          title={copy.unions}
          icon={<ApartmentOutlined />}
          value={unions.total}
          isWide
          to={allUnions(place)}
          note={
            <span title={copy.unionsHelp}>
              {kinds.map(({ kind, title, unions: count }) => (
                <PlaceLink key={kind} to={allUnions(place, kind)} className="overview-part">
                  {title} {countText(count)}
                </PlaceLink>
              ))}
              {parts.map(({ kind, title, unions: count }) => (
                <span key={kind} className="overview-part">
                  {title} {countText(count)}
                </span>
              ))}
            </span>
          }
        />
        <Figure
          title={<Term of="会员">{copy.members}</Term>}
          icon={<TeamOutlined />}
          value={members}
          // The pages of members are drawn by the service and are of one union with what lies below it.
          href={at === null ? '/members' : `/unions/${encodeURIComponent(at)}/members?scope=subtree&current=true`}
          note={copy.membersHelp}
        />
        <Figure
          title={copy.covered}
          icon={<BankOutlined />}
          value={employers?.with_union ?? null}
          note={employers && <Covered employers={employers} />}
        />
        <Figure
          title={copy.uncovered}
          icon={<ShopOutlined />}
          value={employers?.without_union ?? null}
          isWide
          to={employerList(place)}
          note={employers && <Uncovered employers={employers} place={place} />}
        />
      </Row>
    </section>
  );
}

type Employers = NonNullable<Figures['employers']>;

/** Of how many they are, and the share as a bar. */
function Covered({ employers: { open, with_union } }: { readonly employers: Employers }) {
  const share = open > 0 ? with_union / open : null;
  return (
    <>
      {copy.ofOpen(countText(open))}
      {share !== null && (
        <div className="overview-covered">
          {copy.coverage}
          <ShareBar share={share} />
        </div>
      )}
    </>
  );
}

/** By size: 建会 work begins with the large ones. */
function Uncovered({ employers, place }: { readonly employers: Employers; readonly place: Place }) {
  return (
    <>
      <PlaceLink to={employerList(place, '25')} className="overview-part">
        {copy.uncoveredLarge(countText(employers.without_union_large))}
      </PlaceLink>
      <span className="overview-part">{copy.uncoveredSmall(countText(employers.without_union_small))}</span>
      <span className="overview-part">{copy.uncoveredUnknown(countText(employers.without_union_size_unknown))}</span>
    </>
  );
}

interface FigureProps {
  readonly title: ReactNode;
  readonly icon: ReactNode;
  /** Null: not to be seen. */
  readonly value: number | null;
  /** The list behind it, on the desk. */
  readonly to?: string;
  /** The same on a page the service draws. */
  readonly href?: string;
  readonly note: ReactNode;
  /** A phone's whole width. */
  readonly isWide?: boolean;
}

function Figure({ title, icon, value, to, href, note, isWide = false }: FigureProps) {
  const text = value === null ? copy.noRight : countText(value);
  const shown = (children: ReactNode): ReactNode => {
    if (value === null) return children;
    if (to !== undefined) return <PlaceLink to={to}>{children}</PlaceLink>;
    return href === undefined ? children : <a href={href}>{children}</a>;
  };
  return (
    <Col xs={isWide ? 24 : 12} sm={12} lg={6}>
      <Card size="small" className="overview-figure">
        <Statistic title={title} prefix={icon} value={text} formatter={(told) => shown(told)} />
        <div className="overview-note">{note}</div>
      </Card>
    </Col>
  );
}

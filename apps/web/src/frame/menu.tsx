import {
  ApartmentOutlined,
  AuditOutlined,
  BookOutlined,
  DashboardOutlined,
  EnvironmentOutlined,
  ExperimentOutlined,
  ExportOutlined,
  IdcardOutlined,
  RadarChartOutlined,
  SwapOutlined,
  TeamOutlined,
  UserOutlined,
} from '@ant-design/icons';
import { PlaceLink, placeOf } from '@jianjia/ui';
import { useRouterState } from '@tanstack/react-router';
import { Menu, type MenuProps } from 'antd';
import type { ComponentType, ReactNode } from 'react';
import { useSession } from './session.ts';

interface Entry {
  readonly path: `/${string}`;
  readonly title: string;
  readonly icon: ComponentType;
  /** Any of these permissions; none: everybody. */
  readonly needs?: readonly string[];
  /** Pages the service draws itself: opened by a load. */
  readonly drawn?: true;
}

const DESK: readonly Entry[] = [
  { path: '/overview', title: '总览', icon: DashboardOutlined, needs: ['assessments:read'] },
  { path: '/tree', title: '工会树', icon: ApartmentOutlined, needs: ['organisations:read'] },
  { path: '/schemes', title: '标准', icon: BookOutlined },
  { path: '/comparison', title: '标准比较', icon: SwapOutlined },
  { path: '/census', title: '拉网式核查', icon: RadarChartOutlined, needs: ['census:read'] },
  { path: '/census/checks', title: '我的核查', icon: EnvironmentOutlined, needs: ['census:check'] },
  { path: '/what-if', title: '推演', icon: ExperimentOutlined, needs: ['assessments:read'] },
];

const RECORDS: readonly Entry[] = [
  { path: '/members', title: '会员', icon: TeamOutlined, needs: ['people:read'], drawn: true },
  {
    path: '/exports',
    title: '导出',
    icon: ExportOutlined,
    needs: ['people:export', 'people:approve_export'],
    drawn: true,
  },
  { path: '/accounts', title: '账号', icon: IdcardOutlined, needs: ['accounts:read'], drawn: true },
  { path: '/journal', title: '日志', icon: AuditOutlined, drawn: true },
  { path: '/me', title: '我的信息', icon: UserOutlined, drawn: true },
];

/** The navigation: what the account may use; the place and the day go along from page to page. */
export function MainMenu({ onChoose }: { readonly onChoose?: () => void }) {
  const { may } = useSession();
  const location = useRouterState({ select: (state) => state.location });
  const { at, as_of } = location.search as { readonly at?: string; readonly as_of?: string };
  const item = ({ path, title, icon: Icon, drawn }: Entry) => ({
    key: path,
    icon: <Icon />,
    label: drawn ? link(path, title) : <PlaceLink to={placeOf(path, { at, as_of })}>{title}</PlaceLink>,
  });
  const shown = (entries: readonly Entry[]) => entries.filter(({ needs }) => !needs || may(...needs)).map(item);
  const items: MenuProps['items'] = [
    ...shown(DESK),
    { type: 'group', key: 'records', label: '台账与账号', children: shown(RECORDS) },
  ];
  const here = location.pathname === '/census/checks' ? location.pathname : `/${location.pathname.split('/')[1] ?? ''}`;
  return (
    <Menu
      mode="inline"
      items={items}
      selectedKeys={[PARENTS[here] ?? here]}
      style={{ border: 0 }}
      {...(onChoose ? { onClick: onChoose } : {})}
    />
  );
}

/** Under which entry pages stand that have none of their own. */
const PARENTS: Readonly<Record<string, string>> = {
  '/unions': '/tree',
  '/lists': '/overview',
  '/clauses': '/overview',
  '/registers': '/tree',
};

function link(path: string, title: string): ReactNode {
  return <a href={path}>{title}</a>;
}

import {
  ApartmentOutlined,
  BankOutlined,
  ClusterOutlined,
  DeploymentUnitOutlined,
  EnvironmentOutlined,
  GoldOutlined,
  HomeOutlined,
  ReadOutlined,
  ShopOutlined,
  TeamOutlined,
  UserOutlined,
} from '@ant-design/icons';
import { Tag } from 'antd';
import type { ComponentType } from 'react';
import { unionKinds, type UnionKind } from '../contract/kinds.ts';

/** A word for narrow places; its whole title is the contract's. */
const SHORT: Readonly<Record<UnionKind, string>> = {
  city: '市',
  county: '县区',
  zone: '开发区',
  township: '乡镇街道',
  federation: '联合会',
  joint: '联合基层',
  enterprise: '企业',
  institution: '机关事业',
  community: '社区村',
  branch: '分会',
  group: '小组',
};

const ICONS: Readonly<Record<UnionKind, ComponentType<{ 'aria-hidden': true }>>> = {
  city: BankOutlined,
  county: ApartmentOutlined,
  zone: GoldOutlined,
  township: EnvironmentOutlined,
  federation: DeploymentUnitOutlined,
  joint: ClusterOutlined,
  enterprise: ShopOutlined,
  institution: ReadOutlined,
  community: HomeOutlined,
  branch: TeamOutlined,
  group: UserOutlined,
};

/** The kind of a union, by icon and word. */
export function KindTag({ kind }: { readonly kind: UnionKind }) {
  const Icon = ICONS[kind];
  return (
    <Tag icon={<Icon aria-hidden />} title={unionKinds[kind]} style={{ marginInlineEnd: 0 }}>
      {SHORT[kind]}
    </Tag>
  );
}

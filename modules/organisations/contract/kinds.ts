/** Kinds of union, id → Chinese title. The list is closed: a new kind is a migration. */
export const unionKinds = {
  city: '市总工会',
  county: '县级总工会',
  zone: '开发区工会',
  township: '乡镇街道工会',
  federation: '行业区域工会联合会',
  joint: '联合基层工会',
  enterprise: '企业工会',
  institution: '机关事业工会',
  community: '社区村工会',
  branch: '工会分会',
  group: '工会小组',
} as const;

export type UnionKind = keyof typeof unionKinds;

/** Grassroots unions (ruling «Who is judged»); branches and groups belong to theirs. */
export const grassrootsKinds = [
  'enterprise',
  'institution',
  'joint',
  'community',
] as const satisfies readonly UnionKind[];

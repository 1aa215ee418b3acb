import type { Field, Mapping } from '../../contract/index.ts';

/**
 * Titles that departments give their columns, by field; the likelier first. Taken from the public forms of registration
 * (市场主体登记), tax registration, the basic-unit census of statistics, civil affairs and social insurance.
 */
const KNOWN: Readonly<Record<Field, readonly string[]>> = {
  name: [
    '单位名称',
    '企业名称',
    '市场主体名称',
    '主体名称',
    '纳税人名称',
    '机构名称',
    '社会组织名称',
    '单位详细名称',
    '参保单位名称',
    '用人单位名称',
    '经营主体名称',
    '个体工商户名称',
    '字号名称',
    '公司名称',
    '名称',
    '户名',
    '企业（机构）名称',
  ],
  former_names: ['曾用名', '曾用名称', '原名称', '变更前名称', '历史名称'],
  uscc: [
    '统一社会信用代码',
    '社会信用代码',
    '信用代码',
    '统一信用代码',
    '纳税人识别号',
    '社会信用代码（纳税人识别号）',
    '统一代码',
    '信用代码/注册号',
    'uscc',
  ],
  registration_no: ['注册号', '工商注册号', '营业执照注册号', '登记证号', '登记号', '执照号'],
  organisation_code: ['组织机构代码', '机构代码', '法人代码'],
  division: [
    '行政区划',
    '行政区划代码',
    '区划代码',
    '所属区县',
    '所在区县',
    '区县',
    '县区',
    '所属街道',
    '所在街道',
    '乡镇街道',
    '街道（乡镇）',
    '登记机关区划',
    '主管税务所在地',
    '所在地区',
    '统筹区',
    '所在乡镇（街道）',
    '辖区',
  ],
  address: [
    '地址',
    '住所',
    '经营场所',
    '注册地址',
    '生产经营地址',
    '经营地址',
    '详细地址',
    '单位地址',
    '通讯地址',
    '办公地址',
    '住所（经营场所）',
  ],
  industry_code: ['行业代码', '国民经济行业代码', '行业小类代码', '行业类别代码', '主要业务活动代码'],
  industry_text: ['行业', '行业名称', '行业类别', '国民经济行业', '所属行业', '行业门类', '主要业务活动'],
  scope: ['经营范围', '业务范围', '宗旨和业务范围', '主营业务', '经营项目'],
  sector: [
    '单位类型',
    '企业类型',
    '市场主体类型',
    '主体类型',
    '登记注册类型',
    '登记注册统计类别',
    '经济类型',
    '经济性质',
    '机构类型',
    '单位性质',
    '社会组织类型',
    '单位类别',
    '组织类型',
  ],
  employees: [
    '职工人数',
    '从业人数',
    '从业人员数',
    '从业人员期末人数',
    '期末从业人数',
    '员工人数',
    '职工总数',
    '用工人数',
    '在职人数',
    '人数',
    '从业人员',
  ],
  insured: ['参保人数', '养老保险参保人数', '社保人数', '缴费人数', '参保职工人数', '个税申报人数'],
  established_on: [
    '成立日期',
    '成立时间',
    '登记日期',
    '开业日期',
    '设立日期',
    '注册日期',
    '开业（成立）时间',
    '参保日期',
  ],
  closed_on: ['注销日期', '注销时间', '吊销日期', '注吊销日期', '终止日期'],
  status: [
    '登记状态',
    '状态',
    '企业状态',
    '经营状态',
    '主体状态',
    '纳税人状态',
    '营业状态',
    '存续状态',
    '参保状态',
    '运营状态',
  ],
  representative: [
    '法定代表人',
    '法人',
    '法人代表',
    '负责人',
    '法定代表人（负责人）',
    '经营者',
    '投资人',
    '法定代表人姓名',
    '单位负责人',
  ],
  phone: ['联系电话', '电话', '手机', '手机号码', '固定电话', '移动电话', '联系方式', '单位电话'],
};

/** A title without what differs from file to file: width, spaces, brackets, units, marks of required columns. */
export function foldTitle(title: string): string {
  return title
    .normalize('NFKC')
    .replaceAll(/[\s*:_·"'“”]/g, '')
    .replaceAll(/[([]/g, '（')
    .replaceAll(/[)\]]/g, '）')
    .replace(/（(?:人|个|户|元|万元|必填|选填)）$/, '')
    .toLowerCase();
}

const FIELD_OF: ReadonlyMap<string, { readonly field: Field; readonly place: number }> = new Map(
  (Object.entries(KNOWN) as [Field, readonly string[]][]).flatMap(([field, titles]) =>
    titles.map((title, place) => [foldTitle(title), { field, place }] as const),
  ),
);

/** The field a title is known for; null for none. */
export function fieldOfTitle(title: string): Field | null {
  return FIELD_OF.get(foldTitle(title))?.field ?? null;
}

/**
 * What the columns of a file seem to mean: as `before` says (confirmed for this register earlier), else by known titles. A
 * field that two titles fit goes to the likelier one.
 */
export function suggestColumns(header: readonly string[], before: Mapping['columns'] = {}): Mapping['columns'] {
  const chosen = new Map<Field, { readonly title: string; readonly place: number }>();
  const earlier = new Map(Object.entries(before).map(([title, field]) => [foldTitle(title), field]));
  for (const title of header) {
    const known = FIELD_OF.get(foldTitle(title));
    const remembered = earlier.get(foldTitle(title));
    const field = remembered ?? known?.field;
    if (field === undefined) continue;
    const place = remembered === undefined ? (known?.place ?? 0) : -1;
    const rival = chosen.get(field);
    if (!rival || place < rival.place) chosen.set(field, { title, place });
  }
  return Object.fromEntries([...chosen].map(([field, { title }]) => [title, field]));
}

/** How much a row looks like a header: cells that are known titles. */
export function knownTitles(cells: readonly string[]): number {
  return cells.filter((cell) => fieldOfTitle(cell) !== null).length;
}

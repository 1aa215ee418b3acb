import { fromDays } from '@jianjia/kernel';
import type { City } from '../city.ts';
import { Random } from '../random.ts';
import { type Listed, listedEmployers } from './bodies.ts';
import { mistypedCode, slippedName } from './corruption.ts';

/** A department's file as it comes: its name says the department, the first row is the header. */
export interface DepartmentFile {
  readonly name: string;
  /** Department id of the census. */
  readonly department: 'market' | 'tax' | 'human_resources' | 'civil_affairs';
  readonly format: 'csv' | 'csv-gb18030' | 'xlsx';
  rows(): Iterable<readonly string[]>;
}

const SECTORS: Readonly<Record<string, string>> = {
  state: '有限责任公司（国有独资）',
  collective: '集体所有制',
  private: '有限责任公司（自然人投资或控股）',
  mixed: '其他有限责任公司（混合所有制）',
  public_institution: '事业单位',
  government: '机关',
};

/** The files of four departments about the employers of a city: true to one another but for what departments do to data. */
export function departmentFiles(city: City): readonly DepartmentFile[] {
  return [
    { name: '市场监管局_市场主体登记.csv', department: 'market', format: 'csv-gb18030', rows: () => market(city) },
    { name: '税务局_税务登记户.csv', department: 'tax', format: 'csv', rows: () => tax(city) },
    {
      name: '统计局民政局_基本单位与社会组织.xlsx',
      department: 'civil_affairs',
      format: 'xlsx',
      rows: () => units(city),
    },
    { name: '人社局_社保参保单位.csv', department: 'human_resources', format: 'csv', rows: () => insured(city) },
  ];
}

const isEnterprise = ({ firm }: Listed): boolean => !['public_institution', 'government'].includes(firm.sector);
const draw = (city: City, department: number, { number }: Listed): Random =>
  new Random('department files', city.frame.seed, department, number);

/** 市场监管: every enterprise, with what is registered; names and codes are right but for a few slips. */
function* market(city: City): Generator<readonly string[]> {
  yield [
    '企业名称',
    '统一社会信用代码',
    '行政区划',
    '住所',
    '企业类型',
    '行业代码',
    '经营范围',
    '成立日期',
    '登记状态',
    '注销日期',
    '法定代表人',
    '联系电话',
  ];
  for (const one of listedEmployers(city)) {
    const random = draw(city, 1, one);
    const { firm } = one;
    if (!isEnterprise(one) || random.chance(0.02)) continue;
    const code = random.chance(0.01) ? mistypedCode(firm.uscc, random) : firm.uscc;
    yield [
      firm.name,
      code,
      one.county,
      one.address,
      SECTORS[firm.sector] ?? '',
      firm.industry ?? '',
      one.scope,
      fromDays(firm.establishedOn),
      firm.closedOn === null ? '存续（在营、开业、在册）' : '注销',
      firm.closedOn === null ? '' : fromDays(firm.closedOn),
      one.representative,
      one.phone,
    ];
  }
}

/** 税务: those that pay taxes; another way of writing names, people by income-tax returns, a sum at the bottom. */
function* tax(city: City): Generator<readonly string[]> {
  yield [
    '纳税人名称',
    '纳税人识别号',
    '所属区县',
    '生产经营地址',
    '登记注册类型',
    '国民经济行业',
    '从业人数',
    '个税申报人数',
    '纳税人状态',
  ];
  let [count, sum] = [0, 0];
  for (const one of listedEmployers(city)) {
    const random = draw(city, 2, one);
    const { firm } = one;
    if (random.chance(firm.closedOn === null ? 0.08 : 0.6)) continue;
    const employees = Math.max(1, Math.round(firm.employees * (0.85 + random.next() * 0.3)));
    const name = random.chance(0.12) ? slippedName(firm.name, random) : firm.name;
    count++;
    sum += employees;
    yield [
      name,
      random.chance(0.03) ? mistypedCode(firm.uscc, random) : firm.uscc,
      one.county,
      one.address,
      SECTORS[firm.sector] ?? '',
      firm.industry ?? '',
      String(employees),
      String(employees),
      firm.closedOn === null ? '正常' : '注销',
    ];
  }
  yield ['合计', '', '', '', '', '', String(sum), '', `共${count}户`];
}

/** 统计、民政: public bodies, institutions, and every larger unit; a workbook with a title above its header. */
function* units(city: City): Generator<readonly string[]> {
  yield ['基本单位与社会组织名录'];
  yield [
    '单位详细名称',
    '社会信用代码',
    '区划代码',
    '单位地址',
    '机构类型',
    '行业代码',
    '从业人员期末人数',
    '开业（成立）时间',
    '运营状态',
    '单位负责人',
  ];
  for (const one of listedEmployers(city)) {
    const random = draw(city, 3, one);
    const { firm } = one;
    if (isEnterprise(one) && firm.employees < 60) continue;
    yield [
      random.chance(0.06) ? slippedName(firm.name, random) : firm.name,
      firm.uscc,
      `${firm.division.slice(0, 6)}000000`,
      one.address,
      SECTORS[firm.sector] ?? '',
      firm.industry ?? '',
      String(firm.employees),
      fromDays(firm.establishedOn).slice(0, 7),
      firm.closedOn === null ? '正常运营' : '注销',
      one.representative,
    ];
  }
}

/** 人社: who is insured; a quarter without credit codes, and two sheets pasted together, so the header comes twice. */
function* insured(city: City): Generator<readonly string[]> {
  const header = ['参保单位名称', '统一社会信用代码', '统筹区', '单位地址', '养老保险参保人数', '参保状态', '联系电话'];
  yield header;
  let written = 0;
  for (const one of listedEmployers(city)) {
    const random = draw(city, 4, one);
    const { firm } = one;
    if (random.chance(firm.closedOn === null ? 0.25 : 0.8)) continue;
    const code = random.weighted([
      [firm.uscc, 72],
      ['', 25],
      [mistypedCode(firm.uscc, random), 3],
    ]);
    const name = random.chance(0.15) ? slippedName(firm.name, random) : firm.name;
    if (++written === 200) yield header;
    yield [
      name,
      code,
      one.county,
      one.address,
      String(Math.round(firm.employees * (0.5 + random.next() * 0.5))),
      '参保缴费',
      one.phone,
    ];
  }
}

import { endpoint } from '@jianjia/kernel';
import { sectors, type Sector } from '@jianjia/employers/contract';
import { IndustryFilter } from '@jianjia/organisations/contract';
import { z } from 'zod';
import { gapIds } from './checks-kinds.ts';

/** Growth areas of organising work, id → Chinese title. */
export const growthTitles = { private: '非公有制', new_form: '新就业形态', park: '园区' } as const;
export type Growth = keyof typeof growthTitles;
const growthIds = Object.keys(growthTitles) as [Growth, ...Growth[]];

/** Where small employers sit together, id → Chinese title. */
export const placeTitles = { building: '楼宇', market: '市场', park: '园区', street: '街道' } as const;
export type PlaceKind = keyof typeof placeTitles;
export const placeIds = Object.keys(placeTitles) as [PlaceKind, ...PlaceKind[]];

/** Sizes of enterprises, id → Chinese title, the largest first. */
export const sizeTitles = { large: '大型', medium: '中型', small: '小型', micro: '微型' } as const;
export type SizeClass = keyof typeof sizeTitles;
const sizeIds = Object.keys(sizeTitles) as [SizeClass, ...SizeClass[]];

const sectorIds = Object.keys(sectors) as [Sector, ...Sector[]];
const Day = z.iso.date('日期要写成 YYYY-MM-DD，而且日历上要有这一天，例如 2026-11-21。');
const Count = z.int().min(0);
export const DivisionCode = z.string().regex(/^\d{2,12}$/, '行政区划要写 2 到 12 位数字代码。');
const Place = z.object({ code: z.string(), name: z.string() });

/** How many employers there are, and what is missing among them. */
const Counts = z.object({
  /** Open employers of the list. */
  open: Count,
  /** Of them covered by a union in being. */
  covered: Count,
  uncovered: Count,
  small: Count,
  closed: Count,
  double: Count,
  /** Of the uncovered, by growth area; an employer may be in several. */
  private: Count,
  new_form: Count,
  park: Count,
});
export type GapCounts = z.output<typeof Counts>;

/** Coverage and gaps, by division and by industry. */
export const showGaps = endpoint({
  id: 'census.showGaps',
  method: 'GET',
  path: '/api/census/gaps',
  summary: '建会覆盖与缺口：存续单位、已建会、应建未建、可联合建会、单位注销、重复建会，按地方和行业。',
  access: 'census:read',
  query: z.object({
    as_of: Day.optional(),
    /** The place looked at; default: the caller's own. */
    division: DivisionCode.optional(),
  }),
  answer: z.object({
    as_of: z.string(),
    /** Null: everywhere. */
    division: Place.nullable(),
    /** From the uppermost down to the one directly above, within the caller's reach or not. */
    above: z.array(Place).readonly(),
    total: Counts,
    divisions: z.array(Counts.extend(Place.shape).extend({ below: z.boolean() })).readonly(),
    /** By section of GB/T 4754; `none` where the industry is not known. */
    industries: z.array(Counts.extend(Place.shape)).readonly(),
    /** When the employers were classified last; null: never. Employers of the list that are not classified yet. */
    classified_at: z.string().nullable(),
    unclassified: Count,
    can: z.object({ hand_out: z.boolean(), classify: z.boolean() }),
  }),
});
export type GapTable = z.output<(typeof showGaps)['answer']>;

/** Which employers are meant: those of a gap, narrowed. */
export const gapFilters = {
  gap: z.enum(gapIds),
  division: DivisionCode.optional(),
  industry: IndustryFilter.optional(),
  growth: z.enum(growthIds).optional(),
  /** Of one joint union to be: all three together, with `division`. */
  place_kind: z.enum(placeIds).optional(),
  place: z.string().min(1).max(100).optional(),
  part: z.coerce.number().int().min(1).max(10_000).optional(),
  as_of: Day.optional(),
};

const FilterShape = z.object({ name: z.string(), title: z.string(), text: z.string() });

export const GapEmployerShape = z.object({
  employer_id: z.string(),
  name: z.string(),
  uscc: z.string().nullable(),
  division: Place,
  address: z.string().nullable(),
  employees: Count.nullable(),
  /** By employees reported, or by insured persons where nobody reports. */
  employees_from: z.enum(['employees', 'insured']).nullable(),
  industry: Place.nullable(),
  /** 0–1; how sure the industry is. Null where it is not known. */
  industry_confidence: z.number().min(0).max(1).nullable(),
  sector: z.enum(sectorIds).nullable(),
  size: z.object({ size: z.enum(sizeIds), at_most: z.boolean() }).nullable(),
  growth: z.array(z.enum(growthIds)).readonly(),
  park: z.string().nullable(),
  /** Title of the industrial union that answers for its industry. */
  industrial_union: z.string().nullable(),
  /** The unions it is in. */
  unions: z.array(z.object({ code: z.string(), name: z.string() })).readonly(),
  closed_on: z.string().nullable(),
  /** Field of the classification → why, a Chinese sentence. */
  reasons: z.array(z.object({ title: z.string(), reason: z.string() })).readonly(),
  /** Somebody is sent there already. */
  task_id: z.string().nullable(),
});
export type GapEmployer = z.output<typeof GapEmployerShape>;

/** The employers of a gap, those with most employees first. */
export const listGaps = endpoint({
  id: 'census.listGaps',
  method: 'GET',
  path: '/api/census/gaps/employers',
  summary: '一种缺口的单位名单，职工多的在前，分页；每家附分类结果和理由。',
  access: 'census:read',
  query: z.object({
    ...gapFilters,
    after: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.object({
    as_of: z.string(),
    filters: z.array(FilterShape).readonly(),
    total: Count,
    rows: z.array(GapEmployerShape).readonly(),
    next: z.string().nullable(),
    can: z.object({ hand_out: z.boolean() }),
  }),
});

/** The same as a workbook; answers the file itself. */
export const exportGaps = endpoint({
  id: 'census.exportGaps',
  method: 'GET',
  path: '/api/census/gaps/employers/export',
  summary: '把缺口名单下载为 XLSX 表格；筛选条件与名单相同，不含个人信息。',
  access: 'census:read',
  query: z.object(gapFilters),
  answer: z.object({}),
});
export type GapQuery = z.output<(typeof exportGaps)['query']>;

const JointShape = z.object({
  division: Place,
  place_kind: z.enum(placeIds),
  place: z.string(),
  /** Number among the joint unions of the place; 1 where one is enough. */
  part: z.int().min(1),
  employers: z.int().min(1),
  employees: Count,
});
export type JointUnion = z.output<typeof JointShape>;

/** Joint unions that could be founded, those of most employers first. */
export const listJointUnions = endpoint({
  id: 'census.listJointUnions',
  method: 'GET',
  path: '/api/census/joint-unions',
  summary: '可以联合建会的楼宇、市场、园区和街道：不足 25 人、没有建会的单位，每个联合工会最多 50 家。',
  access: 'census:read',
  query: z.object({
    as_of: Day.optional(),
    division: DivisionCode.optional(),
    after: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  answer: z.object({
    as_of: z.string(),
    rows: z.array(JointShape).readonly(),
    next: z.string().nullable(),
  }),
});

/** The boundaries of the divisions directly in a place, where a file of them was supplied. */
export const showBoundaries = endpoint({
  id: 'census.showBoundaries',
  method: 'GET',
  path: '/api/census/boundaries/:division',
  summary: '一个地方下级行政区划的边界（GeoJSON），没有放置边界文件时为空。',
  access: 'census:read',
  params: z.object({ division: DivisionCode }),
  answer: z.object({
    /** A FeatureCollection of polygons whose property `code` is the division; null: no file. */
    boundaries: z
      .object({
        type: z.literal('FeatureCollection'),
        features: z
          .array(
            z.object({
              type: z.literal('Feature'),
              properties: z.object({ code: z.string(), name: z.string() }),
              geometry: z.object({
                type: z.enum(['Polygon', 'MultiPolygon']),
                coordinates: z.array(z.array(z.union([z.array(z.number()), z.array(z.array(z.number()))]))),
              }),
            }),
          )
          .readonly(),
      })
      .nullable(),
  }),
});
export type Boundaries = z.output<(typeof showBoundaries)['answer']>['boundaries'];

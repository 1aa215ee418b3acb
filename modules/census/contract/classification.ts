import { endpoint } from '@jianjia/kernel';
import { z } from 'zod';

/** The ten industrial unions (产业工会) of the country, as a city has them at its level; id → Chinese title. */
export const industrialUnions = {
  education_culture_health_sports: '教科文卫体工会',
  seamen_construction: '海员建设工会',
  energy_chemical_geology: '能源化学地质工会',
  machinery_metallurgy_materials: '机械冶金建材工会',
  defence_post_telecom: '国防邮电工会',
  finance_trade_light_textile_tobacco: '财贸轻纺烟草工会',
  agriculture_forestry_water_weather: '农林水利气象工会',
  banking: '金融工会',
  railway: '铁路总工会',
  aviation: '民航工会',
} as const;
export type IndustrialUnion = keyof typeof industrialUnions;
const industrialUnionIds = Object.keys(industrialUnions) as [IndustrialUnion, ...IndustrialUnion[]];

const Count = z.int().min(0);

/** Classifies what is new or changed in the list; goes on after the answer. */
export const classifyList = endpoint({
  id: 'census.classifyList',
  method: 'POST',
  path: '/api/census/classification',
  summary: '对底册中新增和有变化的单位重新分类（行业、规模、单位类别、产业工会等）。在后台进行。',
  access: 'census:write',
  answer: z.object({ started: z.boolean() }),
});

/** The text classifier in use, and how right it is on rows it had not seen. */
export const showClassifier = endpoint({
  id: 'census.showClassifier',
  method: 'GET',
  path: '/api/census/classifier',
  summary: '行业文本分类器的版本、训练行数和校准情况。',
  access: 'census:read',
  answer: z.object({
    version: z.string(),
    /** Rows of sources with an industry code; 0: the words of the standard alone. */
    trained: Count,
    /** Below this confidence the industry is 不确定. */
    least: z.number(),
    accuracy: z.number(),
    brier: z.number(),
    rows: Count,
    bins: z.array(z.object({ from: z.number(), rows: Count, right: z.number() })).readonly(),
  }),
});

const Place = z.object({ code: z.string(), name: z.string() });

/** Whose word a rule is, seen from a federation, id → Chinese title. */
export const ruleOrigins = { national: '全国默认', above: '上级调整', here: '本级调整', below: '下级调整' } as const;
export type RuleOrigin = keyof typeof ruleOrigins;
const originIds = Object.keys(ruleOrigins) as [RuleOrigin, ...RuleOrigin[]];

const RuleShape = z.object({
  industry: Place,
  industrial_union: z.enum(industrialUnionIds),
  origin: z.enum(originIds),
  /** The federation that decided so, by its place; null: the national table. */
  decided: z
    .object({
      division: Place,
      /** Null for a federation out of sight, which decides for the places below it all the same. */
      by: z.object({ union: z.string(), union_name: z.string(), name: z.string() }).nullable(),
      on: z.string(),
    })
    .nullable(),
  /** Who would answer for the industry there if this rule were not; null: nobody, or a rule of the national table. */
  otherwise: z.enum(industrialUnionIds).nullable(),
  /** Classified employers of the list, in the place that is looked at, that fall under it. */
  employers: Count,
});
export type IndustryRule = z.output<typeof RuleShape>;

/** A federation, or another union that is looked from. */
const At = z.string().min(1).max(300);

/** Which industrial union answers for which industries at a place. */
export const listIndustryRules = endpoint({
  id: 'census.listIndustryRules',
  method: 'GET',
  path: '/api/census/industry-rules',
  summary: '各产业工会所管辖的行业范围：全国默认表，上级、本级和下级的调整，以及各管到底册里多少家单位。',
  access: 'census:read',
  query: z.object({
    /** The union looked from, by code; default: the federation of the caller. */
    at: At.optional(),
  }),
  answer: z.object({
    at: z.object({ union: z.string(), name: z.string(), division: Place }),
    /** What holds there, by industry; then what federations below have decided for their places. */
    rules: z.array(RuleShape).readonly(),
    can: z.object({ write: z.boolean() }),
  }),
});
export type IndustryRules = z.output<(typeof listIndustryRules)['answer']>;

/** Industries of GB/T 4754 by code or words, with who answers for them at a place. */
export const findIndustries = endpoint({
  id: 'census.findIndustries',
  method: 'GET',
  path: '/api/census/industries',
  summary: '按代码或名称查找国民经济行业，附现在由哪个产业工会负责、单独规定会涉及底册里多少家单位。',
  access: 'census:read',
  query: z.object({ at: At.optional(), search: z.string().trim().min(1).max(40) }),
  answer: z.object({
    industries: z
      .array(
        Place.extend({
          /** Null: no industrial union does. */
          industrial_union: z.enum(industrialUnionIds).nullable(),
          /** Classified employers that a rule for this very industry would concern. */
          employers: Count,
        }),
      )
      .readonly(),
  }),
});
export type FoundIndustry = z.output<(typeof findIndustries)['answer']>['industries'][number];

/** A federation's own rule for an industry, in place of what holds otherwise; or without it again. */
export const setIndustryRule = endpoint({
  id: 'census.setIndustryRule',
  method: 'PUT',
  path: '/api/census/industry-rules/:industry',
  summary: '调整一个行业由哪个产业工会负责；不写产业工会就取消本级的调整。重新分类后生效。',
  access: 'census:write',
  params: z.object({ industry: z.string().regex(/^(?:[A-T]|\d{2,4})$/, '行业要写国民经济行业代码。') }),
  body: z.strictObject({
    /** The federation that decides: its code. */
    at: At,
    industrial_union: z.enum(industrialUnionIds).nullable(),
  }),
  answer: z.object({}),
});
export type RuleToSet = z.output<(typeof setIndustryRule)['body']>;

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

const RuleShape = z.object({
  industry: z.object({ code: z.string(), name: z.string() }),
  industrial_union: z.enum(industrialUnionIds),
  /** The federation that decided so; null: the national table. */
  decided_by: z.object({ union: z.string(), union_name: z.string(), name: z.string() }).nullable(),
});
export type IndustryRule = z.output<typeof RuleShape>;

/** Which industrial union answers for which industries. */
export const listIndustryRules = endpoint({
  id: 'census.listIndustryRules',
  method: 'GET',
  path: '/api/census/industry-rules',
  summary: '各产业工会所管辖的行业范围：全国默认表，以及本地的调整。',
  access: 'census:read',
  answer: z.object({ rules: z.array(RuleShape).readonly() }),
});

/** A federation's own rule for an industry, in place of the national table; or back to it. */
export const setIndustryRule = endpoint({
  id: 'census.setIndustryRule',
  method: 'PUT',
  path: '/api/census/industry-rules/:industry',
  summary: '调整一个行业由哪个产业工会负责；不写产业工会就恢复全国默认。重新分类后生效。',
  access: 'census:write',
  params: z.object({ industry: z.string().regex(/^(?:[A-T]|\d{2,4})$/, '行业要写国民经济行业代码。') }),
  body: z.strictObject({
    /** The federation that decides: its code. */
    at: z.string().min(1).max(300),
    industrial_union: z.enum(industrialUnionIds).nullable(),
  }),
  answer: z.object({}),
});

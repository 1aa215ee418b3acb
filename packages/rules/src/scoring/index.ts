export * from './types.ts';
export * from './facts.ts';
export type { Amount, Points, Range } from './points.ts';
export { MILLI } from './points.ts';
export { UNLIMITED } from './kinds/occurrences.ts';
export type { NotApplicable, Rule, SimpleRule } from './rule.ts';
export { parameterAt, type ParameterSetting } from './parameters.ts';
export { planTrack, type PlannedItem, type ScoredTrack, type TrackPlan } from './plan.ts';
export { classOf, scoreItem, type InputFacts, type ItemScore, type Surroundings, type UnionFacts } from './item.ts';
export { scoreTrack, type Certainty, type FromOthers, type TrackScore } from './track.ts';
export type { LevelResult } from './levels.ts';
export { scoreProgramme, trackOrder, type Programme, type UnionScore } from './programme.ts';
export {
  scoringColumns,
  scoringSql,
  sectionList,
  type ScoringColumn,
  type ScoringRelations,
  type ScoringStatement,
} from './sql/index.ts';
export { effectTexts, ruleText, type ScoringWords } from './wording.ts';

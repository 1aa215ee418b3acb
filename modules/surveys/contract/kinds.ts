/** Kinds of survey, id → Chinese title. The list is closed: a new kind is a migration. */
export const surveyKinds = {
  member_review: '会员评家',
  work: '对工会工作',
  chair: '对工会主席',
  grassroots: '基层工会对上级',
  awareness: '政策知晓',
} as const;

export type SurveyKind = keyof typeof surveyKinds;

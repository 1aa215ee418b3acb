/** Sectors of employers (单位类别), id → Chinese title. The list is closed: a new sector is a migration. */
export const sectors = {
  state: '国有',
  collective: '集体',
  private: '非公有制',
  mixed: '混合所有制',
  public_institution: '事业单位',
  government: '机关',
  social_org: '社会组织',
} as const;

export type Sector = keyof typeof sectors;

/** 企业, as against 单位 and 法人单位, which mean every sector (ruling «Jurisdiction»). */
export const enterpriseSectors = ['state', 'collective', 'private', 'mixed'] as const satisfies readonly Sector[];

import { Problem } from '@jianjia/kernel';

/** Sentences about unions that begin to cover an employer. */
export const problems = {
  covered: (name: string, union: string | null) =>
    new Problem(
      'employers.covered',
      'conflict',
      `“${name}”已经由${union === null ? '另一个工会' : `“${union}”`}覆盖，不能再登记到新建的工会。请先核对是否重复建会。`,
    ),
  noSector: (name: string) =>
    new Problem(
      'employers.noSector',
      'invalid',
      `工会的单位台账里没有“${name}”，来源也没有写单位类别，不能登记。请选择单位类别后再确认。`,
    ),
  mayNotCover: (name: string) =>
    new Problem(
      'employers.mayNotCover',
      'forbidden',
      `您不能修改“${name}”在单位台账里的登记。请让它所在地的上级工会来确认。`,
    ),
} as const;

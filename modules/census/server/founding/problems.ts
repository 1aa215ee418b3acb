import { Problem } from '@jianjia/kernel';
import { MOST_IN_JOINT_UNION } from '../../contract/index.ts';

/** Sentences about founding unions: one that was reported, or one for many employers. */
export const problems = {
  noCreditCode: (name: string) =>
    new Problem(
      'census.noCreditCode',
      'conflict',
      `底册里没有“${name}”的统一社会信用代码，不能登记它由哪个工会覆盖。请先从市场监管等来源补上代码，再来确认。`,
    ),
  foundedLater: () => new Problem('census.foundedLater', 'invalid', '建会日期在今天之后。请填写工会实际成立的日期。'),
  jointMissing: (count: number) =>
    new Problem(
      'census.jointMissing',
      'missing',
      `所选单位中有 ${count} 家不在底册里，或不在您能登记的范围内，没有建会。底册可能刚有变化，请刷新后重新选择。`,
    ),
  jointCovered: (names: readonly string[]) =>
    new Problem(
      'census.jointCovered',
      'conflict',
      `${listed(names)}已经有工会，没有再建。可能刚由别人建会，请刷新后去掉它们再建。`,
    ),
  jointClosed: (names: readonly string[]) =>
    new Problem('census.jointClosed', 'conflict', `${listed(names)}已经注销、吊销或迁出，没有建会。请去掉它们再建。`),
  jointLarge: (names: readonly string[]) =>
    new Problem(
      'census.jointLarge',
      'conflict',
      `${listed(names)}有 25 人以上，应当单独建立基层工会委员会（工会法第十一条），没有建会。请去掉它们再建。`,
    ),
  jointWithoutCode: (names: readonly string[]) =>
    new Problem(
      'census.jointWithoutCode',
      'conflict',
      `底册里没有${listed(names)}的统一社会信用代码，不能登记由哪个工会覆盖，没有建会。请先从市场监管等来源补上代码，或去掉它们再建。`,
    ),
  jointScattered: () =>
    new Problem(
      'census.jointScattered',
      'invalid',
      `所选单位不在同一个乡镇街道，没有建会。一个联合工会覆盖同一地方的单位，最多 ${MOST_IN_JOINT_UNION} 家，请分开建。`,
    ),
} as const;

const MOST_NAMED = 3;

/** `“甲”、“乙”、“丙”等 5 家`. */
function listed(names: readonly string[]): string {
  const shown = names
    .slice(0, MOST_NAMED)
    .map((name) => `“${name}”`)
    .join('、');
  return names.length > MOST_NAMED ? `${shown}等 ${names.length} 家` : shown;
}

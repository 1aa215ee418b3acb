import { Problem } from '@jianjia/kernel';
import type { TaskState } from '../../contract/index.ts';
import { taskStateTitles } from '../../contract/index.ts';

/** Sentences about field checks. Not found and not within reach are one and the same to who asks. */
export const problems = {
  noTask: () => new Problem('census.noTask', 'missing', '没有这项核查任务，或它不在您的范围内。请从任务列表中选择。'),
  someTasksMissing: (missing: number) =>
    new Problem(
      'census.someTasksMissing',
      'missing',
      `所选任务中有 ${missing} 项不存在或不在您的范围内，没有分派。请刷新列表后重新选择。`,
    ),
  notAssignable: (count: number) =>
    new Problem(
      'census.notAssignable',
      'conflict',
      `所选任务中有 ${count} 项已经有了核查结果，不能再分派。请刷新列表，只选待分派和核查中的任务。`,
    ),
  noChecker: () =>
    new Problem(
      'census.noChecker',
      'missing',
      '没有这位核查人，或他（她）没有实地核查的权限。请从核查人列表中选择，或先给账号开通协理员角色。',
    ),
  nothingToHandOut: () =>
    new Problem('census.nothingToHandOut', 'invalid', '名单里没有可以派任务的单位。请换一个地方或筛选条件。'),
  tooManyTasks: (count: number, most: number) =>
    new Problem(
      'census.tooManyTasks',
      'invalid',
      `名单有 ${count} 家单位，一次最多派 ${most} 项任务。请按乡镇街道或社区分批派发。`,
    ),
  visitTooLarge: (count: number, most: number) =>
    new Problem(
      'census.visitTooLarge',
      'invalid',
      `一趟最多核查 ${most} 家单位，这里有 ${count} 家，没有派。请少选几家，或者不合成一趟。`,
    ),
  wrongState: (state: TaskState) =>
    new Problem(
      'census.wrongState',
      'conflict',
      `这项任务的状态是“${taskStateTitles[state]}”，现在不能这样做。请刷新页面看最新状态。`,
    ),
  notYours: () =>
    new Problem('census.notYours', 'forbidden', '这项任务没有派给您，不能报告结果。请让派发的工会先把任务派给您。'),
  otherFinding: () =>
    new Problem(
      'census.otherFinding',
      'conflict',
      '这个编号的核查结果已经存在，而且不是同一项任务的。请在手机上重新填写后再发送。',
    ),
  noFinding: () =>
    new Problem('census.noFinding', 'missing', '没有这次核查结果，照片没有接收。请先发送核查结果，再发送照片。'),
  notAPhoto: () =>
    new Problem('census.notAPhoto', 'invalid', '这里只接受 PNG 或 JPEG 照片。请用手机相机拍照后重新附上。'),
  noPhoto: () => new Problem('census.noPhoto', 'missing', '没有这张照片，或它不在您的范围内。'),
  tooManyPhotos: (most: number) =>
    new Problem('census.tooManyPhotos', 'conflict', `一次核查最多附 ${most} 张照片。请删去多余的照片。`),
} as const;

import { Problem } from '@jianjia/kernel';

const near = (suggestion: string | null): string => (suggestion === null ? '' : `是否想写“${suggestion}”？`);

/** What a what-if cannot be asked. Here a standard stands in the question, not in the address: 422, not 404. */
export const problems = {
  unknownScheme: (scheme: string, suggestion: string | null) =>
    invalid('unknownScheme', `没有名为“${scheme}”的标准。${near(suggestion) || '请从列表中选一个标准。'}`),
  unknownTrack: (track: string, title: string, suggestion: string | null) =>
    invalid('unknownTrack', `“${title}”中没有名为“${track}”的适用对象。${near(suggestion) || '请从列表中选一个。'}`),
  unknownIndicator: (indicator: string, suggestion: string | null) =>
    invalid(
      'unknownIndicator',
      `标准的这一部分没有指标“${indicator}”。${near(suggestion) || '请从列表中选一个指标。'}`,
    ),
  nothingChanged: (clause: string) =>
    invalid('nothingChanged', `对“${clause}”没有写明改什么。请填数值，或改是否必达。`),
  noChanges: () => invalid('noChanges', '还没有任何改动，不能存为草案。请先改一个数或是否必达。'),
  changedTwice: (clause: string) => invalid('changedTwice', `“${clause}”的同一处改了两次。请只保留一次。`),
  noThreshold: (clause: string, judged: boolean) =>
    invalid(
      'noThreshold',
      judged
        ? `“${clause}”由人评定，没有可以改的数值；可以改它是否必达。`
        : `“${clause}”只看有没有，没有可以改的数值；可以改它是否必达。`,
    ),
  noSuchPlace: (clause: string, places: readonly string[]) =>
    invalid('noSuchPlace', `“${clause}”有 ${places.length} 个数值，请写明改哪一个：${places.join('、')}。`),
  noNumber: (text: string) =>
    invalid('noNumber', `“${text}”不是数值。请写作 5、0.5 或 80%，整数最多 12 位，小数最多 6 位。`),
  outOfRange: (text: string, most: string) => invalid('outOfRange', `“${text}”超出范围：应在 0 和 ${most} 之间。`),
  changesAndInstead: () => invalid('changesAndInstead', '换一个标准时不能同时改数值。请只选其中一种推演。'),
  sameStandard: () => invalid('sameStandard', '换成的标准就是现在这个标准。请另选一个。'),
  noQuestion: () => invalid('noQuestion', '导出的提问读不懂，可能是链接不完整。请回到推演页面再导出。'),
  unreadable: (sentence: string) =>
    invalid('unreadable', `照这样改，标准文件就不能载入了：${sentence}请调整改动后再存。`),
};

function invalid(id: string, sentence: string): Problem {
  return new Problem(`assessments.${id}`, 'invalid', sentence);
}

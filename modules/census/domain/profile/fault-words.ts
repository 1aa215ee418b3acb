import type { Fault } from '../../contract/index.ts';

/** Everything that can be wrong with a file, with how much it weighs; see `faultSentences`. */
export const faultWeights = {
  empty: 'refuse',
  no_header: 'refuse',
  no_name: 'refuse',
  same_file: 'refuse',
  mostly_shifted: 'refuse',
  nothing_usable: 'refuse',
  broken_rows: 'ask',
  shifted: 'ask',
  header_again: 'ask',
  totals: 'ask',
  merged: 'ask',
  nameless: 'ask',
  long_name: 'ask',
  shared_code: 'ask',
  no_code: 'ask',
  missing_columns: 'ask',
  repeated_title: 'ask',
  rounded: 'ask',
  earlier_content: 'ask',
  same_file_elsewhere: 'ask',
  many_invalid_codes: 'ask',
  older_day: 'ask',
  title_rows: 'note',
  invalid_codes: 'note',
  unread_values: 'note',
} as const satisfies Readonly<Record<string, Fault['weight']>>;
export type FaultCode = keyof typeof faultWeights;

/** What is known of a fault when its sentence is made. */
interface Facts {
  readonly count: number;
  /** `第 3、9、12 行等`. */
  readonly where: string;
  /** What else belongs into the sentence. */
  readonly text: string;
}

const SENTENCES: Readonly<Record<FaultCode, (facts: Facts) => string>> = {
  empty: () => '文件里没有数据行。请检查是否导出了空表，重新导出后上传。',
  no_header: () => '前几行里没有一行像表头，认不出各栏是什么。请在第一行写上栏目名后重新上传。',
  no_name: () => '没有“单位名称”这一栏，无法识别单位。请在栏目对应中指定哪一栏是单位名称。',
  same_file: ({ text }) => `这份文件已经收过（${text}），内容一字不差，不需要再入册。如果要报新的数据，请重新导出。`,
  mostly_shifted: ({ count, where }) =>
    `有 ${count} 行的内容与表头错位（${where}），例如信用代码出现在别的栏目里。请检查导出设置（分隔符、多余的逗号）后重新上传。`,
  nothing_usable: () => '没有一行可以入册。请查看下面的问题，改正后重新上传。',
  broken_rows: ({ count, where }) => `有 ${count} 行引号不成对（${where}），内容可能断开。继续的话照读到的内容入册。`,
  shifted: ({ count, where }) =>
    `有 ${count} 行的内容与表头错位（${where}），例如多出一栏或信用代码出现在别的栏目里。继续的话这些行不入册。`,
  header_again: ({ count, where }) =>
    `表头在文件中间又出现 ${count} 次（${where}），像是几份表拼在一起。继续的话这些行不入册。`,
  totals: ({ count, where }) => `有 ${count} 行是合计或落款（${where}），不是单位。继续的话这些行不入册。`,
  merged: ({ text }) =>
    `文件里有合并单元格（${text}），合并处除第一行外都是空的。请取消合并、逐行填满后重新上传；继续的话空格按没有填写处理。`,
  nameless: ({ count, where }) => `有 ${count} 行没有单位名称（${where}）。继续的话这些行不入册。`,
  long_name: ({ count, where }) =>
    `有 ${count} 行的单位名称超过 100 个字（${where}），不像名称。继续的话这些行不入册。`,
  shared_code: ({ text, where }) =>
    `同一个信用代码被许多单位使用：${text}（${where}）。继续的话不用这些代码认定单位，只按名称等信息比对。`,
  no_code: () => '没有统一社会信用代码、注册号或组织机构代码一栏，只能按名称和地址比对，会多出需要人工判定的单位。',
  missing_columns: ({ text }) => `与上一次确认的栏目相比，这次没有：${text}。请确认部门是否换了格式。`,
  repeated_title: ({ text }) => `表头里有重复的栏目名：${text}。只用第一个；如果不对，请改名后重新上传。`,
  rounded: ({ count, where }) =>
    `有 ${count} 行的代码被当作数字保存，末位已丢失（${where}）。请把代码一列设为“文本”后重新导出；继续的话这些代码不用。`,
  earlier_content: ({ text }) => `内容与${text}几乎相同，像是把旧文件当作新文件报送。请向部门核实数据日期后再继续。`,
  same_file_elsewhere: ({ text }) => `另一个来源收过一字不差的文件（${text}）。请确认没有选错来源。`,
  many_invalid_codes: ({ count, where }) =>
    `有 ${count} 行的统一社会信用代码校验不通过（${where}），超过五分之一。请核实是否截断或错列；继续的话这些代码不用。`,
  older_day: ({ text }) => `数据日期早于这个来源已入册的 ${text}。值以日期新的为准，这份文件只补充没有的内容。`,
  title_rows: ({ count }) => `表头前有 ${count} 行标题或说明，已经跳过。`,
  invalid_codes: ({ count, where }) =>
    `有 ${count} 行的统一社会信用代码校验不通过（${where}），这些代码不用，按名称比对。`,
  unread_values: ({ text, where }) =>
    `${text}的值认不出意思（${where}），按没有填写处理。可以在“值的意思”里逐个选定，保存后照选定的读。`,
};

const SHOWN_LINES = 10;

/** A fault in words. `lines` are the first ones it is seen in. */
export function faultOf(code: FaultCode, count: number, lines: readonly number[] = [], text = ''): Fault {
  const shown = lines.slice(0, SHOWN_LINES);
  const where = `第 ${shown.join('、')} 行${count > shown.length ? '等' : ''}`;
  return { code, weight: faultWeights[code], sentence: SENTENCES[code]({ count, where, text }), lines: shown, count };
}

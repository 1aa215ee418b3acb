import type { SchemeFiles } from '@jianjia/rules';

/* Two invented standards so short that every step a union may be told to take is on them, and can be taken. */

const SOURCE = `一、组织
挂牌子。
每年开全委会2次。
有阵地或办公室。
入会率80%。
二、制度
有民主制度、财务制度、档案制度。
没有群体性事件。
班子团结。
签订率达到上级要求。
三、会议
每年开例会1次。
`;

const ALL = `track: all
items:
  - { id: plaque, at: 一, quote: 挂牌子, measure: union.plaque }
  - { id: plenary, at: 一, quote: 每年开全委会2次, measure: meetings.yearly(plenary), at_least: 2 }
  - { id: home, at: 一, quote: 有阵地或办公室, any: [{ measure: facilities.open(home), at_least: 3 }, { measure: facilities.open(office), at_least: 2 }] }
  - { id: join-rate, at: 一, quote: 入会率80%, measure: members.join_rate, at_least: 80% }
  - { id: rule-democracy, at: 二, quote: 有民主制度, measure: documents.rule(民主), at_least: 1 }
  - { id: rule-funds, at: 二, quote: 财务制度, measure: documents.rule(财务), at_least: 1 }
  - { id: rule-files, at: 二, quote: 档案制度, measure: documents.rule(档案), at_least: 1, mandatory: false }
  - { id: no-incident, at: 二, quote: 没有群体性事件, measure: disputes.yearly(mass_incident), at_most: 0 }
  - { id: unity, at: 二, quote: 班子团结, judged: [] }
  - { id: contracts, at: 二, quote: 签订率达到上级要求, measure: members.verified_rate, at_least: { parameter: rate } }
`;

const LAST = `track: last
items:
  - { id: standing, at: 三, quote: 每年开例会1次, measure: meetings.yearly(regular), at_least: 1 }
`;

const scheme = (id: string, file: string): string => `id: ${id}
title: 小标准
place: 某市
division: '3408'
version: '2026'
source: source.txt
tracks:
  - { id: ${file}, title: 企业工会, file: ${file}.yaml, fits: "kind = 'enterprise'" }
parameters:
  - { id: rate, title: 上级要求的签订率, unit: '%' }
remaining: []
`;

/** `mini`: every kind of step at once; `last`: one item alone between the union and its standard. */
export const miniSchemes: readonly SchemeFiles[] = [
  {
    folder: 'mini',
    files: { 'scheme.yaml': scheme('mini', 'all'), 'all.yaml': ALL, 'source.txt': SOURCE },
  },
  {
    folder: 'last',
    files: { 'scheme.yaml': scheme('last', 'last'), 'last.yaml': LAST, 'source.txt': SOURCE },
  },
];

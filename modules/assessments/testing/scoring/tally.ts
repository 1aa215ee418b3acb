import type { SchemeFiles } from '@jianjia/rules';

/*
 * An invented sheet with bars so low that random unions reach its levels, and with what the example sheet lacks:
 * a target set by superiors in a rule, parts that people judge, alternatives, look-backs over subtrees, causes unknown.
 */

const SOURCE = `牌子得20分。
每开一次会得5分，最高20分。
入会率达到上级考核值得20分，每低1个百分点扣1分。
有阵地得10分。
文体活动在同一上级中排名，第1名得15分，前一半得9分。
走访由人评分，材料齐全另得5分。
两年内有群体性事件的，不评等次。
未按期换届的，每家扣上级3分。
文体活动先进的加分。
一年半内有死亡事故的，不评等次。
审计问题未整改的，一年内不评等次。
下级平均分的一半计入本级。
帮扶由人评分。
`;

const BASE = `track: base
items:
  - { id: plaque, at: 1, quote: 牌子得20分, measure: union.plaque, section: main,
      score: { by: met, points: 20, examples: [{ met: true, points: 20 }, { met: false, points: 0 }] } }
  - { id: meetings, at: 2, quote: 每开一次会得5分，最高20分, measure: meetings.yearly(plenary|regular), at_least: 1, section: main,
      score: { by: occurrences, each: 5, cap: 20, examples: [{ value: 1, points: 5 }, { value: 9, points: 20 }] } }
  - { id: join-rate, at: 3, quote: 入会率达到上级考核值得20分，每低1个百分点扣1分, measure: members.join_rate, at_least: { parameter: rate },
      section: main, score: { by: linear, points: 20, target: { parameter: rate }, per: 1%, minus: 1,
      examples: [{ value: 80%, parameters: { rate: 85% }, points: 15 }, { value: 80%, points: [0, 20] }] } }
  - { id: home, at: 4, quote: 有阵地得10分, any: [{ measure: facilities.open(home), at_least: 1 }, { measure: facilities.open(office), at_least: 1 }],
      section: main, score: { by: met, points: 10, examples: [{ met: true, points: 10 }, { met: unknown, points: [0, 10] }] } }
  - { id: culture, at: 5, quote: 文体活动在同一上级中排名，第1名得15分，前一半得9分, measure: activities.yearly(culture|theme|study), at_least: 1, section: main,
      score: { by: rank, among: [parent], ranks: [{ to: 1, points: 15 }, { to: 50%, points: 9 }],
      examples: [{ rank: 1, of: 4, points: 15 }, { rank: 2, of: 4, points: 9 }] } }
  - { id: care, at: 6, quote: 走访由人评分，材料齐全另得5分, judged: [], section: main,
      score: { by: parts, points: 15, parts: [
        { id: visit, judged: [], score: { by: judgement, range: [0, 10], step: 0.5 } },
        { id: papers, measure: documents.yearly(annual_plan), at_least: 1, score: { by: met, points: 5 } }],
      examples: [{ parts: [{ judged: 7.5 }, { value: 1 }], points: 12.5 }, { parts: [{}, { value: 0 }], points: [0, 10] }],
      zero_if: [{ measure: disputes.yearly(discipline), at_least: 3 }] } }
  - { id: incident, at: 7, quote: 两年内有群体性事件的，不评等次, measure: disputes.caused(mass_incident), at_most: 0,
      veto: { look_back: { years: 2 } } }
  - { id: in-term, at: 8, quote: 未按期换届的，每家扣上级3分, measure: elections.in_term(committee), clawback: { points: 3, cap: 7 } }
  - { id: extra, at: 9, quote: 文体活动先进的加分, when: kind = 'enterprise', measure: honours.yearly(home|brand|pioneer), at_least: 1, section: bonus,
      mandatory: false, score: { by: occurrences, each: 1.25, cap: none, examples: [{ value: 1, points: 1.25 }, { value: 3, points: 3.75 }] } }
scoring:
  full: 100
  decimals: 1
  columns: [{ id: self, title: 自评, counts: false }, { id: county, title: 县级评分 }, { id: city, title: 市级评分 }]
  class: { measure: workforce.employees, classes: [{ id: big, title: 大, at_least: 100 }, { id: little, title: 小 }] }
  sections: [{ id: main, title: 工作, points: 100 }, { id: bonus, title: 加分, bonus: true }]
  levels:
    - { id: fine, title: 优秀, at_least: 30, quota: { limit: 50%, within: [parent] } }
    - { id: fair, title: 合格, at_least: 5 }
`;

const TOP = `track: top
items:
  - { id: accident, at: 10, quote: 一年半内有死亡事故的，不评等次, measure: disputes.yearly(fatal_accident|major_accident), at_most: 0,
      veto: { look_back: { months: 18 } } }
  - { id: audit, at: 11, quote: 审计问题未整改的，一年内不评等次, measure: audits.problems, at_most: 0, veto: { look_back: { years: 1 } } }
  - { id: mean, at: 12, quote: 下级平均分的一半计入本级, judged: [], section: all,
      score: { by: below, tracks: [base], scope: subtree, take: mean, weight: 50%, points: 60,
      examples: [{ below: [50, 40], points: 22.5 }, { below: [], points: not_applicable }] } }
  - { id: relief, at: 13, quote: 帮扶由人评分, judged: [relief.amount], section: all,
      score: { by: judgement, range: [0, 40], examples: [{ judged: { county: 20, city: 25 }, points: 22.5 }, { points: [0, 40] }] } }
scoring:
  full: 100
  not_applicable: lost
  columns: [{ id: county, title: 县级评分 }, { id: city, title: 市级评分 }]
  take: mean
  sections: [{ id: all, title: 全部, points: 100 }]
  levels: [{ id: good, title: 良好, at_least: 8 }]
`;

const SCHEME = `id: tally
title: 测试评分细则
place: 测试市总工会
division: '1501'
version: '2024'
source: source.txt
tracks:
  - { id: base, title: 基层工会, file: base.yaml, fits: "kind in ('enterprise', 'institution', 'joint', 'community')" }
  - { id: top, title: 上级工会, file: top.yaml, fits: "kind in ('township', 'county', 'zone', 'federation')" }
parameters: [{ id: rate, title: 入会率考核值, unit: '%' }]
`;

export const tally: SchemeFiles = {
  folder: 'testing/tally',
  files: { 'source.txt': SOURCE, 'scheme.yaml': SCHEME, 'base.yaml': BASE, 'top.yaml': TOP },
};

import { industryFilterText, unionKinds } from '@jianjia/organisations/contract';
import { flips, listVerdicts, type ListFilter } from '../../contract/index.ts';
import type { ListWanted } from './unions-sql.ts';

/** The filters of a list in words, in the order in which they are read; `name` is the parameter of the address. */
export function describeFilters({ query, days, selection, at, district }: ListWanted): readonly ListFilter[] {
  const { chosen, tracks } = selection;
  const [first] = tracks;
  const filter = (name: string, title: string, text: string | undefined | null): ListFilter[] =>
    text === undefined || text === null ? [] : [{ name, title, text }];
  return [
    ...filter('at', '范围', at && `${at.name}及以下`),
    ...filter('district', '区县', district && `${district.name}及以下`),
    ...filter('scheme', '标准', query.scheme && first?.scheme.title),
    ...filter('track', '适用对象', query.track && first?.track.title),
    ...filter('indicator', '条款', chosen?.item.item.quote),
    ...filter('verdict', '条款结论', query.verdict && listVerdicts[query.verdict]),
    ...filter('only', '差距', query.only === 'true' ? '必达项中只差这一条' : null),
    ...filter('reached', '整体达标', query.reached && (query.reached === 'true' ? '是' : '否')),
    ...filter('flipped', '变化', query.flipped && `${flips[query.flipped]}（与 ${days.since ?? ''} 比较）`),
    ...filter('founded_since', '建会', query.founded_since && `${query.founded_since} 之后建会`),
    ...filter('dissolved_since', '撤销', query.dissolved_since && `${query.dissolved_since} 之后撤销`),
    ...filter('kind', '组织类型', query.kind && unionKinds[query.kind]),
    ...filter('industry', '行业', query.industry && industryFilterText(query.industry)),
  ];
}

import { defineFactSource } from '@jianjia/rules';
import { unionColumns } from '@jianjia/organisations/contract';

const GRASSROOTS = "kind in ('enterprise', 'institution', 'joint', 'community')";
const WORKPLACE = "kind in ('enterprise', 'institution')";
const LEGAL_PERSON = 'legal_person_from <= t and legal_person_to >= t';
const TOOK_PART = '(own(activities.yearly($kind)) > 0 or own(participation.employers($kind)) > 0)';

/** Facts about unions themselves, counted after the registers' facts and able to use them with `own(…)`. */
export const unionFacts = defineFactSource({
  name: 'unions',
  title: '工会组织',
  unit: '个',
  registers: ['unions'],
  columns: unionColumns,
  facts: {
    'unions.rows': { title: '工会数', count: 'true' },
    'unions.kind': { title: '{kind}数', params: ['kind'], count: 'kind in $kind' },
    'grassroots.body': {
      title: '建立{body}的基层工会数',
      params: ['body'],
      count: `${GRASSROOTS} and own(officers.heads($body)) > 0`,
    },
    'grassroots.count': { title: '基层工会数', count: GRASSROOTS },
    'grassroots.legal_person': { title: '法人资格有效的基层工会数', count: `${GRASSROOTS} and ${LEGAL_PERSON}` },
    'grassroots.in_term': {
      title: '按期换届的基层工会数',
      count: `${GRASSROOTS} and own(elections.latest_end(committee)) >= days(t) and own(elections.latest_approved(committee)) = 1`,
    },
    'grassroots.dual_display': {
      title: '开展双亮的基层工会数',
      count: `${GRASSROOTS} and own(disclosures.ever(dual_display)) > 0`,
    },
    'grassroots.home_building': {
      title: '开展建家的基层工会数',
      count: `${GRASSROOTS} and (own(activities.yearly(home_building)) > 0 or own(facilities.open(home|mini_home)) > 0)`,
    },
    'grassroots.member_review': {
      title: '本年开展会员评家的基层工会数',
      count: `${GRASSROOTS} and own(surveys.held(member_review)) > 0`,
    },
    'grassroots.took_part': {
      title: '本年参与{kind}的基层工会数',
      params: ['kind'],
      count: `${GRASSROOTS} and ${TOOK_PART}`,
    },
    'workplace.count': { title: '企事业基层工会数', count: WORKPLACE },
    'workplace.took_part': {
      title: '本年参与{kind}的企事业基层工会数',
      params: ['kind'],
      count: `${WORKPLACE} and ${TOOK_PART}`,
    },
    'joint.over_fifty': {
      title: '覆盖小微企业超过50个的联合基层工会数',
      count: "kind = 'joint' and own(employers.open(small_micro_enterprise)) > 50",
    },
    'surveys.pooled': {
      title: '下级工会本年最近一次{kind}的{answer}票数合计',
      unit: '票',
      params: ['kind', 'answer'],
      sum: 'coalesce(own(surveys.latest($kind, $answer)), 0)',
    },
  },
});

import { signedIn } from '@jianjia/identity/testing';
import type { TestDatabase } from '@jianjia/db/testing';
import { CENSUS_PROBES, plantCensus } from './census-probes.ts';
import { FIELD_PROBES, plantField } from './field-probes.ts';
import type { Probe, Target } from './probe.ts';

const DAY = 86_400_000;
const period = () => ({
  from: new Date().toISOString(),
  until: new Date(Date.now() + DAY).toISOString(),
});

const whatIf = (at: string) => ({
  at,
  as_of: '2026-11-21',
  scheme: 'hohhot',
  track: 'enterprise',
  changes: [{ indicator: 'hohhot.enterprise.join-rate', threshold: '0%' }],
});
const DRAFT_CHANGE = { indicator: 'qianshan.federation.organisation-complete', mandatory: false };
/** The join rate as the standard of each kind of union in the forest has it; cities and branches have none. */
function joinRateOf(code: string): string {
  const track = /^[AB]\d$/.test(code) ? 'county' : /^A1[12]$/.test(code) ? 'township' : 'enterprise';
  return `hohhot.${track}.join-rate`;
}

/** One lawful call of every endpoint that concerns somebody else, aimed at a union. */
export const PROBES: Readonly<Record<string, (target: Target) => Promise<Probe>>> = {
  ...CENSUS_PROBES,
  ...FIELD_PROBES,
  'assessments.listSchemes': async () => ({ method: 'GET', url: '/api/schemes' }),
  'assessments.summarize': async () => ({ method: 'GET', url: '/api/summary?as_of=2026-11-21' }),
  'assessments.listOutcomes': async ({ code }) => ({
    method: 'GET',
    url: `/api/unions/${code}/outcomes?as_of=2026-11-21`,
  }),
  'assessments.listChoices': async () => ({
    method: 'GET',
    url: '/api/what-if/choices?scheme=hohhot&track=enterprise',
  }),
  'assessments.askWhatIf': async ({ code }) => ({ method: 'POST', url: '/api/what-if', payload: whatIf(code) }),
  'assessments.exportFlips': async ({ code }) => ({
    method: 'GET',
    url: `/api/what-if/unions/export?question=${encodeURIComponent(JSON.stringify(whatIf(code)))}`,
  }),
  'assessments.listFlips': async ({ code }) => ({ method: 'POST', url: '/api/what-if/unions', payload: whatIf(code) }),
  'schemes.createDraft': async ({ code }) => ({
    method: 'POST',
    url: '/api/schemes/qianshan/drafts',
    payload: { at: code, track: 'federation', title: '试改', reason: '试改一条', changes: [DRAFT_CHANGE] },
  }),
  'schemes.listDrafts': async () => ({ method: 'GET', url: '/api/schemes/hohhot/drafts' }),
  'schemes.showDraft': async (target) => ({ method: 'GET', url: `/api/drafts/${await target.freshDraft()}` }),
  'schemes.fetchDraftFile': async (target) => ({
    method: 'GET',
    url: `/api/drafts/${await target.freshDraft()}/files/enterprise.yaml`,
  }),
  'schemes.deleteDraft': async (target) => ({ method: 'DELETE', url: `/api/drafts/${await target.freshDraft()}` }),
  ...Object.fromEntries(
    ['Figures', 'Shares', 'History', 'Changes', 'Blockers', 'Expiring'].map((part) => [
      `assessments.overview${part}`,
      async ({ code }: Target): Promise<Probe> => ({
        method: 'GET',
        url: `/api/overview/${part.toLowerCase()}?at=${code}&as_of=2026-11-21`,
      }),
    ]),
  ),
  'assessments.listExpiring': async ({ code }) => ({ method: 'GET', url: `/api/expiring?at=${code}&as_of=2026-11-21` }),
  'assessments.listUnions': async ({ code }) => ({
    method: 'GET',
    url: `/api/lists/unions?at=${code}&as_of=2026-11-21`,
  }),
  'assessments.exportUnions': async ({ code }) => ({
    method: 'GET',
    url: `/api/lists/unions/export?at=${code}&as_of=2026-11-21`,
  }),
  'assessments.showClause': async ({ code }) => ({
    method: 'GET',
    url: `/api/clauses/hohhot.enterprise.join-rate?at=${code}&as_of=2026-11-21`,
  }),
  'assessments.exportExpiring': async ({ code }) => ({
    method: 'GET',
    url: `/api/expiring/export?at=${code}&as_of=2026-11-21`,
  }),
  'employers.listUncovered': async ({ code }) => ({
    method: 'GET',
    url: `/api/lists/employers?at=${code}&as_of=2026-11-21`,
  }),
  'employers.exportUncovered': async ({ code }) => ({
    method: 'GET',
    url: `/api/lists/employers/export?at=${code}&as_of=2026-11-21`,
  }),
  'assessments.getChecklist': async ({ code }) => ({
    method: 'GET',
    url: `/api/unions/${code}/checklist?as_of=2026-11-21`,
  }),
  'assessments.explainItem': async ({ code }) => ({
    method: 'GET',
    url: `/api/unions/${code}/items/${joinRateOf(code)}?as_of=2026-11-21`,
  }),
  'assessments.listItemRows': async ({ code }) => ({
    method: 'GET',
    url: `/api/unions/${code}/items/${joinRateOf(code)}/rows?as_of=2026-11-21&fact=area(members.counted)`,
  }),
  'schemes.listDocuments': async () => ({ method: 'GET', url: '/api/schemes/documents' }),
  'schemes.showDocument': async () => ({ method: 'GET', url: '/api/schemes/qianshan/document' }),
  'schemes.showItem': async () => ({ method: 'GET', url: '/api/schemes/qianshan/items/federation.join-rate' }),
  'schemes.compareSchemes': async () => ({ method: 'GET', url: '/api/comparison?measure=members.join_rate' }),
  'organisations.listBelow': async ({ code }) => ({ method: 'GET', url: `/api/unions?parent=${code}` }),
  'organisations.showUnion': async ({ code }) => ({ method: 'GET', url: `/api/unions/${code}` }),
  'people.listMembers': async ({ code }) => ({ method: 'GET', url: `/api/unions/${code}/members` }),
  'people.searchMembers': async ({ code }) => ({
    method: 'POST',
    url: `/api/unions/${code}/members/search`,
    payload: { name: '会员' },
  }),
  'people.showMember': async ({ code }) => ({ method: 'GET', url: `/api/members/${code}-p` }),
  'people.unmaskMember': async ({ code }) => ({
    method: 'POST',
    url: `/api/members/${code}-p/unmask`,
    payload: { fields: ['phone'], reason: '核对联系方式' },
  }),
  'people.listMemberSightings': async ({ code }) => ({ method: 'GET', url: `/api/members/${code}-p/sightings` }),
  'people.erasePerson': async ({ code }) => ({
    method: 'POST',
    url: `/api/members/${code}-p/erasure`,
    payload: { reason: '本人要求删除' },
  }),
  'reports.requestExport': async ({ code }) => ({
    method: 'POST',
    url: '/api/exports',
    payload: { union: code, registers: ['members'], format: 'csv', withNumbers: false, reason: '年度核对会员' },
  }),
  'reports.decideExport': async (target) => ({
    method: 'POST',
    url: `/api/exports/${await target.freshExport()}/decision`,
    payload: { decision: 'approved' },
  }),
  'reports.fetchExport': async (target) => ({ method: 'GET', url: `/api/exports/${await target.freshExport()}/file` }),
  'reports.listRecords': async ({ code }) => ({ method: 'GET', url: `/api/unions/${code}/registers/funds` }),
  'reports.searchRecords': async ({ code }) => ({
    method: 'POST',
    url: `/api/unions/${code}/registers/members/search`,
    payload: { q: '会员' },
  }),
  'identity.listAccounts': async ({ code }) => ({ method: 'GET', url: `/api/accounts?union=${code}` }),
  'identity.listJournal': async ({ code }) => ({ method: 'GET', url: `/api/journal?union=${code}` }),
  'identity.createAccount': async ({ unionId }) => ({
    method: 'POST',
    url: '/api/accounts',
    payload: { login: `n${crypto.randomUUID().slice(0, 12)}`, name: '新账号', unionId },
  }),
  'identity.disableAccount': async (target) => {
    const { accountId } = await target.freshAccount();
    return { method: 'POST', url: `/api/accounts/${accountId}/disable`, payload: { reason: '离职' } };
  },
  'identity.enableAccount': async (target) => {
    const { accountId } = await target.freshAccount();
    return { method: 'POST', url: `/api/accounts/${accountId}/enable`, payload: {} };
  },
  'identity.startRecovery': async (target) => {
    const { accountId } = await target.freshAccount();
    return {
      method: 'POST',
      url: `/api/accounts/${accountId}/recovery`,
      payload: { reason: '忘记密码', resetFactor: false },
    };
  },
  'identity.listGrants': async (target) => {
    const { accountId } = await target.freshAccount();
    return { method: 'GET', url: `/api/accounts/${accountId}/grants` };
  },
  'identity.grantRole': async (target) => {
    const { accountId } = await target.freshAccount();
    const payload = { role: 'auditor', union: target.code, reason: '工作需要' };
    return { method: 'POST', url: `/api/accounts/${accountId}/grants`, payload };
  },
  'identity.assignInspection': async (target) => {
    const { accountId } = await target.freshAccount();
    const payload = { union: target.code, ...period(), reason: '检查' };
    return { method: 'POST', url: `/api/accounts/${accountId}/inspections`, payload };
  },
  'identity.endGrant': async (target) => {
    const { grantId } = await target.freshAccount();
    return { method: 'POST', url: `/api/grants/${grantId}/end`, payload: { reason: '离任' } };
  },
  'identity.delegate': async (target) => {
    const { grantId, accountId } = await target.freshAccount();
    const payload = { toAccountId: accountId, ...period(), reason: '外出' };
    return { method: 'POST', url: `/api/grants/${grantId}/delegations`, payload };
  },
  'identity.handOver': async (target) => {
    const { grantId, accountId } = await target.freshAccount();
    const payload = { toAccountId: accountId, officerNo: `${target.code}-o`, reason: '换届' };
    return { method: 'POST', url: `/api/grants/${grantId}/hand-over`, payload };
  },
  'identity.registerIdentity': async (target) => {
    const { accountId } = await target.freshAccount();
    const payload = { provider: 'city', name: crypto.randomUUID() };
    return { method: 'POST', url: `/api/accounts/${accountId}/identities`, payload };
  },
};

/** Endpoints that concern the caller alone, or nobody who is known: they take no union and no record of others. */
export const OWN: readonly string[] = [
  'assessments.getRegisterTemplate',
  'identity.beginPasskey',
  'identity.beginTotp',
  'identity.changePassword',
  'identity.confirmTotp',
  'identity.currentSession',
  'identity.endOtherSessions',
  'identity.endSession',
  'identity.listIdentities',
  'identity.listPasskeys',
  'identity.listSessions',
  'identity.oidcFinish',
  'identity.oidcLink',
  'identity.oidcProviders',
  'identity.oidcStart',
  'identity.passkeySignInOptions',
  'identity.recover',
  'identity.registerPasskey',
  'identity.removePasskey',
  'identity.removeTotp',
  'identity.renamePasskey',
  'identity.secondPasskeyOptions',
  'identity.setup',
  'identity.signIn',
  'identity.signInSecondFactor',
  'identity.signInSecondPasskey',
  'identity.signInWithPasskey',
  'identity.signOut',
  'identity.unlinkIdentity',
  'people.listSightings',
  'people.myRecord',
  'reports.listExports',
];

/** Endpoints whose reach lies in what is sent; the attack test and tests of their rooms look at their rows. */
export const BY_CONTENT: readonly string[] = [
  'organisations.searchUnions',
  'people.findMembers',
  'reports.importRegisters',
];

/** The union of the forest with this code. */
export async function targetOf(db: TestDatabase, code: string): Promise<Target> {
  const found = await db.owner.query<{ id: string }>(
    'select union_id as id from organisations.union where union_code = $1',
    [code],
  );
  return {
    code,
    unionId: found.rows[0]?.id ?? '',
    async freshAccount() {
      const { accountId } = await signedIn(db, [{ role: 'auditor', union: code }], { home: code });
      const grant = await db.owner.query<{ id: string }>(
        'select grant_id as id from identity.role_grant where account_id = $1',
        [accountId],
      );
      return { accountId, grantId: grant.rows[0]?.id ?? '' };
    },
    freshCensus: () => plantCensus(db, code),
    freshField: () => plantField(db, code),
    async freshExport() {
      const { accountId } = await signedIn(db, [], { home: code });
      const made = await db.owner.query<{ id: string }>(
        `insert into reports.export_request (union_id, registers, format, with_numbers, reason, requested_by, requester, requested_at)
         values ((select union_id from organisations.union where union_code = $1), '{members}', 'csv', false, '年度核对会员', $2, '某人', now())
         returning request_id as id`,
        [code, accountId],
      );
      return made.rows[0]?.id ?? '';
    },
    async freshDraft() {
      const { accountId } = await signedIn(db, [], { home: code });
      const made = await db.owner.query<{ id: string }>(
        `insert into schemes.draft (union_id, scheme, version, track, file, title, reason, changes, content, drawn_up_by, author)
         values ((select union_id from organisations.union where union_code = $1), 'hohhot', '1', 'enterprise',
           'enterprise.yaml', '试改', '试改一条', '[]', 'track: enterprise', $2, '某人')
         returning draft_id as id`,
        [code, accountId],
      );
      return made.rows[0]?.id ?? '';
    },
  };
}

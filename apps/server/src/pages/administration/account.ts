import type { PageCall } from '@jianjia/http';
import { grantEndpoints, oidcEndpoints } from '@jianjia/identity/contract';
import { type AccountHead, accountHead, someAccounts } from '../../accounts.ts';
import { sight } from '../../house.ts';
import { html, type Content, type Markup } from '../../html.ts';
import { type Back, Fields, suggestions } from '../../kit/fields.ts';
import { doneOf } from '../../kit/places.ts';
import type { Screen } from '../../kit/screens.ts';
import { pathText } from '../../query.ts';
import { type Grant, grantWords, standing } from '../account/grant-words.ts';
import { someUnions } from '../../unions.ts';
import type { Drawn } from '../layout.ts';
import type { Rooms } from '../rooms.ts';
import { notice } from '../signing-in/card.ts';
import { accountForms } from './account-acts.ts';
import { roleTitles } from '@jianjia/identity/contract';

const DONE = {
  granted: '已授权，对方下一次操作起生效。',
  ended: '授权已结束，立即生效。',
  handed: '已移交：原来的授权结束，接任的人有了这个角色。',
  assigned: '已指派检查。',
  disabled: '账号已停用，其登录立即失效。',
  enabled: '账号已启用。',
  registered: '已登记。本人下次可以从统一登录进入。',
};

/** One account: what it may do, and everything an administrator does about it. */
export function accountScreen(rooms: Rooms): Screen {
  return {
    path: '/accounts/:account',
    access: 'accounts:read',
    draw: (call, back) => draw(rooms, call, back),
    forms: accountForms(rooms),
  };
}

async function draw({ ask, house }: Rooms, call: PageCall, back: Back | null): Promise<Drawn> {
  const source = sight(house, call);
  const head = await accountHead(source, pathText(call, 'account'));
  const { grants } = await ask(grantEndpoints.listGrants, call, { params: { account: head.accountId } });
  const isSelf = head.accountId === call.actor?.accountId;
  const mayWrite = call.actor?.permissions.has('accounts:write') === true && !isSelf;
  const { providers } = await ask(oidcEndpoints.oidcProviders, call);
  const view = { head, grants, now: call.now, back, mayWrite, providers };
  const unions = mayWrite ? await someUnions(source) : [];
  const names = mayWrite ? await someAccounts(source, call.actor?.accountId ?? '') : [];
  return {
    title: head.name,
    body: html`<p class="crumbs"><a href="/accounts">账号</a> ›</p>
      <h1>${head.name} ${head.disabled && html`<span class="tag bad">已停用</span>`}</h1>
      <p class="lead">${head.login}　${head.union ? unionLink(head.union, call) : '整个系统'}</p>
      ${notice(back ? null : doneOf(call, DONE))}
      ${isSelf && html`<p class="quiet">这是您自己的账号：密码、设备和委托在<a href="/account">我的账号</a>；角色只能由别人授予。</p>`}
      ${suggestions(
        'names',
        names.map(({ login, name }) => [login, name]),
      )}
      ${suggestions(
        'unions',
        unions.map(({ code, name }) => [code, name]),
      )}
      ${grantsCard(view)} ${mayWrite && !head.disabled && [grantingCard(view), inspectionCard(view)]}
      ${mayWrite && accessCard(view)}`,
  };
}

/** Who looks after accounts need not see results. */
function unionLink({ code, name }: NonNullable<AccountHead['union']>, { actor }: PageCall): Content {
  if (actor?.permissions.has('assessments:read') !== true) return name;
  return html`<a href="/unions/${encodeURIComponent(code)}">${name}</a>`;
}

interface View {
  readonly head: AccountHead;
  readonly grants: readonly Grant[];
  readonly now: Date;
  readonly back: Back | null;
  readonly mayWrite: boolean;
  /** Other services to sign in with. */
  readonly providers: readonly { readonly id: string; readonly title: string }[];
}

function grantsCard({ head, grants, now, back, mayWrite }: View): Markup {
  const open = grants.filter((grant) => grant.ended === null && standing(grant, now) !== 'past');
  // A right that ran out with its post can still be handed over.
  const waiting = grants.filter((grant) => grant.ended === null && grant.source === 'post' && !open.includes(grant));
  const past = grants.filter((grant) => !open.includes(grant) && !waiting.includes(grant));
  const row = (grant: Grant, isOpen: boolean): Content =>
    html`<li>
      ${grantWords(grant, now)}${isOpen && mayWrite && html`<div class="actions">${ending(head, grant)}${grant.source === 'post' && handingOver(head, grant)}</div>`}
    </li>`;
  return html`<section class="card" id="grants">
    <h2>角色</h2>
    ${['end', 'hand-over'].map((id) => new Fields(id, back).alert())}
    ${open.length + waiting.length === 0 && html`<p class="empty">现在没有角色：能登录，但看不到别人的记录。</p>`}
    <ul class="rows">
      ${[...open, ...waiting].map((grant) => row(grant, true))}
    </ul>
    ${
      past.length > 0 &&
      html`<details>
        <summary>已结束的（${past.length}）</summary>
        <ul class="rows">
          ${past.map((grant) => row(grant, false))}
        </ul>
      </details>`
    }
  </section>`;
}

function ending({ accountId }: AccountHead, { grantId }: Grant): Markup {
  const fields = new Fields(`end-${grantId}`, null);
  return html`<details>
    <summary>结束</summary>
    <form class="filter-bar" method="post" action="/accounts/${accountId}/grants/${grantId}/end">
      ${fields.input({ name: 'reason', label: '事由', maxlength: 500 })}<button class="danger">结束这项授权</button>
    </form>
  </details>`;
}

function handingOver({ accountId }: AccountHead, { grantId }: Grant): Markup {
  const fields = new Fields(`hand-${grantId}`, null);
  return html`<details>
    <summary>换届移交</summary>
    <form class="filter-bar" method="post" action="/accounts/${accountId}/grants/${grantId}/hand-over">
      ${fields.input({ name: 'toAccountId', label: '接任者的登录名', list: 'names', maxlength: 64 })}
      ${fields.input({ name: 'officerNo', label: '接任者的任职编号', maxlength: 200, hint: '干部台账里同一职务的编号。' })}
      ${fields.input({ name: 'reason', label: '事由', value: '换届', maxlength: 500 })}<button>移交</button>
    </form>
  </details>`;
}

function grantingCard({ head, back }: View): Markup {
  const fields = new Fields('grant', back);
  const choices = Object.entries(roleTitles).filter(([role]) => role !== 'inspector');
  return html`<section class="card" id="granting">
    <h2>授予角色</h2>
    <p class="quiet">您只能授予自己管理范围内、比自己低的角色。</p>
    ${fields.alert()}
    <form method="post" action="/accounts/${head.accountId}/grants">
      <div class="columns">
        ${fields.select('role', '角色', choices, 'clerk')}
        ${fields.input({ name: 'union', label: '在哪个工会（编码）', list: 'unions', value: head.union?.code ?? '', required: false, maxlength: 32, hint: '不填：整个系统，只用于系统管理员。' })}
        ${fields.input({ name: 'until', label: '到哪天（含）', type: 'date', required: false, hint: '不填：一直有效，直到有人结束它。' })}
        ${fields.input({ name: 'officerNo', label: '任职编号', required: false, maxlength: 200, hint: '填了就随职务：卸任自动失效，换届可以移交。' })}
        ${fields.input({ name: 'reason', label: '事由', maxlength: 500 })}
      </div>
      <button>授予</button>
    </form>
  </section>`;
}

function inspectionCard({ head, back }: View): Markup {
  const fields = new Fields('inspection', back);
  return html`<details class="card" id="inspection" ${fields.isBack && html`open`}>
    <summary>指派检查</summary>
    <p class="quiet">只看被检查的一个工会，到期自动收回。本人所在工会及其上下级不能检查。</p>
    ${fields.alert()}
    <form method="post" action="/accounts/${head.accountId}/inspections">
      <div class="columns">
        ${fields.input({ name: 'union', label: '检查哪个工会（编码）', list: 'unions', maxlength: 32 })}
        ${fields.input({ name: 'from', label: '开始日期', type: 'date' })}
        ${fields.input({ name: 'until', label: '结束日期（含当天）', type: 'date' })}
        ${fields.input({ name: 'reason', label: '事由', maxlength: 500 })}
      </div>
      <button>指派</button>
    </form>
  </details>`;
}

function accessCard(view: View): Markup {
  const { head, back } = view;
  const recovery = new Fields('recovery', back);
  const switching = new Fields(head.disabled ? 'enable' : 'disable', back);
  const base = `/accounts/${head.accountId}`;
  const recovering = html`<details ${recovery.isBack && html`open`}>
    <summary>忘记密码或丢了手机：生成恢复链接</summary>
    ${recovery.alert()}
    <form method="post" action="${base}/recovery">
      <p class="quiet">先当面或打电话确认是本人。生成后，这个账号的登录立即失效；链接一小时内有效，只显示一次。</p>
      <div class="columns">
        ${recovery.input({ name: 'reason', label: '事由', maxlength: 500, hint: '例如：本人到场，忘记密码。' })}
      </div>
      ${recovery.check('resetFactor', '同时清除身份验证器和通行密钥（手机丢了才选）')}
      <button>生成恢复链接</button>
    </form>
  </details>`;
  return html`<section class="card" id="access">
    <h2>登录</h2>
    ${!head.disabled && recovering} ${!head.disabled && view.providers.length > 0 && registering(view)}
    <details ${(head.disabled || switching.isBack) && html`open`}>
      <summary>${head.disabled ? '启用账号' : '停用账号'}</summary>
      ${switching.alert()}
      <form class="filter-bar" method="post" action="${base}/${head.disabled ? 'enable' : 'disable'}">
        ${!head.disabled && switching.input({ name: 'reason', label: '事由', maxlength: 500 })}
        <button class="${head.disabled ? '' : 'danger'}">${head.disabled ? '启用账号' : '停用账号'}</button>
      </form>
    </details>
  </section>`;
}

/** For services that name people by a number of their own: the account is found by it at the first sign-in. */
function registering({ head, back, providers }: View): Markup {
  const fields = new Fields('identity', back);
  const choices = providers.map(({ id, title }) => [id, title] as const);
  return html`<details ${fields.isBack && html`open`}>
    <summary>登记统一登录的名称</summary>
    ${fields.alert()}
    <form class="filter-bar" method="post" action="/accounts/${head.accountId}/identities">
      ${fields.select('provider', '服务', choices)}
      ${fields.input({ name: 'name', label: '他在那里的名称或工号', maxlength: 255 })}
      <button>登记</button>
    </form>
  </details>`;
}

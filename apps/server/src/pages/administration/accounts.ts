import type { PageCall } from '@jianjia/http';
import { accountEndpoints, grantEndpoints } from '@jianjia/identity/contract';
import { sight } from '../../house.ts';
import { html, type Content, type Markup } from '../../html.ts';
import { type Back, Fields, suggestions, typed } from '../../kit/fields.ts';
import type { Screen } from '../../kit/screens.ts';
import { queryText } from '../../query.ts';
import { someUnions, namedUnion } from '../../unions.ts';
import type { Drawn } from '../layout.ts';
import type { Rooms } from '../rooms.ts';
import { linkOncePage } from './link-once.ts';

const ROWS = 50;

/** The accounts within reach, and making a new one. */
export function accountsScreen(rooms: Rooms): Screen {
  const { ask, house } = rooms;
  return {
    path: '/accounts',
    access: 'accounts:read',
    draw: (call, back) => draw(rooms, call, back),
    forms: [
      {
        id: 'create',
        access: 'accounts:write',
        async act(call) {
          const { form } = call;
          const code = typed(form, 'union');
          const body = {
            login: typed(form, 'login'),
            name: typed(form, 'name'),
            unionId: code === undefined ? null : (await namedUnion(sight(house, call), code)).id,
            phone: typed(form, 'phone'),
            memberNo: typed(form, 'memberNo'),
          };
          const { accountId, link } = await ask(accountEndpoints.createAccount, call, { body });
          if (link === null) return call.redirect(`/accounts/${accountId}`);
          return linkOncePage({
            title: '账号已建立',
            origin: house.identity.site.origins.at(-1) ?? '',
            path: `/welcome/${link.token}`,
            expires: link.expires,
            what: `请把链接交给${body.name ?? '本人'}，由本人打开并设置密码。`,
            next: `/accounts/${accountId}`,
            nextTitle: '接着授权',
          });
        },
      },
    ],
  };
}

async function draw({ ask, house }: Rooms, call: PageCall, back: Back | null): Promise<Drawn> {
  const q = queryText(call, 'q')?.trim() || undefined;
  const union = queryText(call, 'union')?.trim() || undefined;
  const after = queryText(call, 'after') || undefined;
  const { accounts, more } = await ask(grantEndpoints.listAccounts, call, { query: { q, union, after, limit: ROWS } });
  const unions = await someUnions(sight(house, call));
  const filter = new Fields('filter', null);
  const last = accounts.at(-1)?.login;
  const next = new URLSearchParams({ ...(q && { q }), ...(union && { union }), after: last ?? '' });
  return {
    title: '账号',
    body: html`<h1>账号</h1>
      <p class="lead">您管理范围内的账号：谁能登录，有什么角色。</p>
      ${suggestions(
        'unions',
        unions.map(({ code, name }) => [code, name]),
      )}
      <form class="filter-bar" method="get" action="/accounts" role="search">
        ${filter.input({ name: 'q', label: '登录名或姓名', type: 'search', value: q ?? '', required: false, maxlength: 64 })}
        ${filter.input({ name: 'union', label: '工会编码', list: 'unions', value: union ?? '', required: false, maxlength: 32 })}
        <button>查找</button>
      </form>
      ${call.actor?.permissions.has('accounts:write') && creating(back)}
      ${accounts.length === 0 ? html`<p class="lead">没有找到账号。</p>` : table(accounts)}
      ${(more || after) && html`<nav class="pager" aria-label="翻页">${after && html`<a href="/accounts">‹ 第一页</a>`}${more && html`<a href="/accounts?${next.toString()}" rel="next">下一页 ›</a>`}</nav>`}`,
  };
}

interface Listed {
  readonly accountId: string;
  readonly login: string;
  readonly name: string;
  readonly union: { readonly code: string; readonly name: string } | null;
  readonly disabled: boolean;
  readonly roles: readonly string[];
}

function table(accounts: readonly Listed[]): Markup {
  const cells = ({ accountId, login, name, union, disabled, roles }: Listed): Content =>
    html`<tr>
      <td><a href="/accounts/${accountId}">${name}</a><br /><span class="quiet">${login}</span></td>
      <td>${union ? union.name : '整个系统'}</td>
      <td>
        ${roles.length === 0 ? html`<span class="quiet">尚未授权</span>` : roles.map((role) => html`<span class="tag info">${role}</span> `)}
      </td>
      <td>${disabled ? html`<span class="tag bad">已停用</span>` : html`<span class="tag good">可登录</span>`}</td>
    </tr>`;
  return html`<div class="list scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">姓名</th>
          <th scope="col">工会</th>
          <th scope="col">角色</th>
          <th scope="col">状态</th>
        </tr>
      </thead>
      <tbody>
        ${accounts.map(cells)}
      </tbody>
    </table>
  </div>`;
}

function creating(back: Back | null): Markup {
  const fields = new Fields('create', back);
  return html`<details class="card" ${fields.isBack && html`open`}>
    <summary>新建账号</summary>
    ${fields.alert()}
    <form method="post" action="/accounts">
      <div class="columns">
        ${fields.input({ name: 'login', label: '登录名', maxlength: 64, hint: '汉字、字母、数字，不用手机号。' })}
        ${fields.input({ name: 'name', label: '姓名', maxlength: 64 })}
        ${fields.input({ name: 'union', label: '所在工会编码', list: 'unions', required: false, maxlength: 32, hint: '不填：属于整个系统，只有系统管理员可以。' })}
        ${fields.input({ name: 'phone', label: '手机号', type: 'tel', required: false, maxlength: 32, hint: '可以用来登录；加密保存。' })}
        ${fields.input({ name: 'memberNo', label: '会员编号', required: false, maxlength: 64, hint: '填了，本人可以看自己的会员记录。' })}
      </div>
      <button>新建，并生成首次登录链接</button>
    </form>
  </details>`;
}

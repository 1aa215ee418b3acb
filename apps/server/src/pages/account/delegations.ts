import type { PageCall } from '@jianjia/http';
import { grantEndpoints } from '@jianjia/identity/contract';
import { type AccountHead, accountOfLogin, givenDelegations, someAccounts } from '../../accounts.ts';
import { sight } from '../../house.ts';
import { html, type Markup } from '../../html.ts';
import { type Back, Fields, suggestions, typed } from '../../kit/fields.ts';
import type { ScreenForm } from '../../kit/screens.ts';
import { beginOf, dayText, endOf, lastDayText } from '../../kit/times.ts';
import { pathText } from '../../query.ts';
import { someUnions } from '../../unions.ts';
import type { Rooms } from '../rooms.ts';
import { type Grant, grantWords, standing } from './grant-words.ts';

/** What one has been granted, and what one has handed to others for a while. */
export async function grantsSection(
  rooms: Rooms,
  call: PageCall,
  accountId: string,
  back: Back | null,
): Promise<Markup> {
  const { grants } = await rooms.ask(grantEndpoints.listGrants, call, { params: { account: accountId } });
  const own = grants.filter((grant) => standing(grant, call.now) !== 'past');
  const past = grants.filter((grant) => standing(grant, call.now) === 'past');
  return html`<section class="card" id="grants">
    <h2>我的角色</h2>
    ${own.length === 0 && html`<p class="empty">您现在没有角色。需要时，请上级工会的管理员授权。</p>`}
    <ul class="rows">
      ${own.map((grant) => html`<li>${grantWords(grant, call.now)}</li>`)}
    </ul>
    ${
      past.length > 0 &&
      html`<details>
        <summary>已结束的（${past.length}）</summary>
        <ul class="rows">
          ${past.map((grant) => html`<li>${grantWords(grant, call.now)}</li>`)}
        </ul>
      </details>`
    }
    ${await delegating(rooms, call, own, accountId, back)}
  </section>`;
}

async function delegating(
  { house }: Rooms,
  call: PageCall,
  own: readonly Grant[],
  accountId: string,
  back: Back | null,
): Promise<Markup | null> {
  const source = sight(house, call);
  const open = own.filter(({ source, role }) => ['appointed', 'post'].includes(source) && role !== 'member');
  const given = await givenDelegations(source, accountId);
  if (open.length === 0 && given.length === 0) return null;
  const accounts = await someAccounts(source, accountId);
  const unions = await someUnions(source);
  const ending = new Fields('end-delegation', back);
  return html`<h3>委托给别人</h3>
    <p class="quiet">出差、休假时，可以把角色委托给同事一段时间；到期自动收回，对方不能再转给别人。</p>
    ${ending.alert()}
    <ul class="rows">
      ${given.map(
        (one) =>
          html`<li>
            <div>
              <p><b>${one.to ?? '管理范围外的账号'}</b>　${one.unionName ?? '整个系统'}</p>
              <p class="hint">
                ${dayText(one.from)} 至
                ${one.until ? lastDayText(one.until.toISOString()) : '收回为止'}　事由：${one.reason}
              </p>
            </div>
            <form class="inline" method="post" action="/account/delegations/${one.grantId}/end">
              <input type="hidden" name="reason" value="委托人收回" /><button class="danger">收回</button>
            </form>
          </li>`,
      )}
    </ul>
    ${open.length > 0 && newDelegation(new Fields('delegate', back), open, accounts, unions)}`;
}

function newDelegation(
  fields: Fields,
  open: readonly Grant[],
  accounts: readonly AccountHead[],
  unions: Awaited<ReturnType<typeof someUnions>>,
): Markup {
  return html`<details ${fields.isBack && html`open`}>
    <summary>新的委托</summary>
    ${fields.alert()}
    <form method="post" action="/account/delegations">
      <div class="columns">
        ${fields.select(
          'grant',
          '委托哪个角色',
          open.map(({ grantId, title, union }) => [grantId, `${title}　${union?.name ?? '整个系统'}`]),
        )}
        ${fields.input({ name: 'toAccountId', label: '对方的登录名', list: 'colleagues', maxlength: 64 })}
        ${fields.input({ name: 'union', label: '只限哪个下级工会（编码）', list: 'unions', required: false, maxlength: 32 })}
        ${fields.input({ name: 'from', label: '开始日期', type: 'date' })}
        ${fields.input({ name: 'until', label: '结束日期（含当天）', type: 'date' })}
        ${fields.input({ name: 'reason', label: '事由', maxlength: 500 })}
      </div>
      ${suggestions(
        'colleagues',
        accounts.map(({ login, name }) => [login, name]),
      )}
      ${suggestions(
        'unions',
        unions.map(({ code, name }) => [code, name]),
      )}
      <button>委托</button>
    </form>
  </details>`;
}

export function delegationForms({ ask, house }: Rooms): readonly ScreenForm[] {
  return [
    {
      id: 'delegate',
      path: '/account/delegations',
      async act(call) {
        const { form } = call;
        const toAccountId = await accountOfLogin(sight(house, call), typed(form, 'toAccountId'), 'toAccountId');
        const body = {
          toAccountId,
          union: typed(form, 'union') ?? null,
          from: beginOf(typed(form, 'from'), 'from'),
          until: endOf(typed(form, 'until'), 'until'),
          reason: typed(form, 'reason'),
        };
        await ask(grantEndpoints.delegate, call, { params: { grant: form.get('grant') }, body });
        return call.redirect('/account?done=delegated');
      },
    },
    {
      id: 'end-delegation',
      path: '/account/delegations/:grant/end',
      async act(call) {
        const body = { reason: typed(call.form, 'reason') };
        await ask(grantEndpoints.endGrant, call, { params: { grant: pathText(call, 'grant') }, body });
        return call.redirect('/account?done=ended');
      },
    },
  ];
}

import type { FormCall, Sent } from '@jianjia/http';
import { accountEndpoints, grantEndpoints, oidcEndpoints } from '@jianjia/identity/contract';
import { accountHead, accountOfLogin } from '../../accounts.ts';
import { sight } from '../../house.ts';
import { typed } from '../../kit/fields.ts';
import type { ScreenForm } from '../../kit/screens.ts';
import { beginOf, endOf } from '../../kit/times.ts';
import { pathText } from '../../query.ts';
import type { Rooms } from '../rooms.ts';
import { linkOncePage } from './link-once.ts';

const BASE = '/accounts/:account';

/** Back to the account, with what was done. */
function back(call: FormCall, done: string): Sent {
  return call.redirect(`/accounts/${pathText(call, 'account')}?done=${done}`);
}

/** What the forms of an account's page do. */
export function accountForms(rooms: Rooms): readonly ScreenForm[] {
  return [...grantForms(rooms), ...accessForms(rooms)].map((form) => ({ ...form, access: 'accounts:write' }));
}

function grantForms({ ask, house }: Rooms): readonly ScreenForm[] {
  return [
    {
      id: 'grant',
      path: `${BASE}/grants`,
      async act(call) {
        const { form } = call;
        const until = typed(form, 'until');
        const body = {
          role: form.get('role'),
          union: typed(form, 'union') ?? null,
          officerNo: typed(form, 'officerNo') ?? null,
          until: until === undefined ? null : endOf(until, 'until'),
          reason: typed(form, 'reason'),
        };
        await ask(grantEndpoints.grantRole, call, { params: { account: pathText(call, 'account') }, body });
        return back(call, 'granted');
      },
    },
    {
      id: 'inspection',
      path: `${BASE}/inspections`,
      async act(call) {
        const { form } = call;
        const body = {
          union: typed(form, 'union'),
          from: beginOf(typed(form, 'from'), 'from'),
          until: endOf(typed(form, 'until'), 'until'),
          reason: typed(form, 'reason'),
        };
        await ask(grantEndpoints.assignInspection, call, { params: { account: pathText(call, 'account') }, body });
        return back(call, 'assigned');
      },
    },
    {
      id: 'end',
      path: `${BASE}/grants/:grant/end`,
      async act(call) {
        const body = { reason: typed(call.form, 'reason') };
        await ask(grantEndpoints.endGrant, call, { params: { grant: pathText(call, 'grant') }, body });
        return back(call, 'ended');
      },
    },
    {
      id: 'hand-over',
      path: `${BASE}/grants/:grant/hand-over`,
      async act(call) {
        const { form } = call;
        const body = {
          toAccountId: await accountOfLogin(sight(house, call), typed(form, 'toAccountId'), 'toAccountId'),
          officerNo: typed(form, 'officerNo'),
          reason: typed(form, 'reason'),
        };
        await ask(grantEndpoints.handOver, call, { params: { grant: pathText(call, 'grant') }, body });
        return back(call, 'handed');
      },
    },
  ];
}

function accessForms({ ask, house }: Rooms): readonly ScreenForm[] {
  return [
    {
      id: 'disable',
      path: `${BASE}/disable`,
      async act(call) {
        const body = { reason: typed(call.form, 'reason') };
        await ask(accountEndpoints.disableAccount, call, { params: { account: pathText(call, 'account') }, body });
        return back(call, 'disabled');
      },
    },
    {
      id: 'enable',
      path: `${BASE}/enable`,
      async act(call) {
        await ask(accountEndpoints.enableAccount, call, { params: { account: pathText(call, 'account') } });
        return back(call, 'enabled');
      },
    },
    {
      id: 'identity',
      path: `${BASE}/identities`,
      async act(call) {
        const body = { provider: call.form.get('provider'), name: typed(call.form, 'name') };
        await ask(oidcEndpoints.registerIdentity, call, { params: { account: pathText(call, 'account') }, body });
        return back(call, 'registered');
      },
    },
    {
      id: 'recovery',
      path: `${BASE}/recovery`,
      async act(call) {
        const { name, accountId } = await accountHead(sight(house, call), pathText(call, 'account'));
        const resetFactor = call.form.get('resetFactor') === 'true';
        const body = { reason: typed(call.form, 'reason') ?? '', resetFactor };
        const link = await ask(accountEndpoints.startRecovery, call, { params: { account: accountId }, body });
        return linkOncePage({
          title: '恢复链接',
          origin: house.identity.site.origins.at(-1) ?? '',
          path: `/recover/${link.token}`,
          expires: link.expires,
          what: `请把链接交给${name}本人，由本人打开并重新设置密码。`,
          next: `/accounts/${accountId}`,
          nextTitle: '回到账号',
        });
      },
    },
  ];
}

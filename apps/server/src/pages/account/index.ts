import type { PageCall } from '@jianjia/http';
import type { FastifyInstance } from 'fastify';
import { accountHead } from '../../accounts.ts';
import { sight } from '../../house.ts';
import { html } from '../../html.ts';
import type { Back } from '../../kit/fields.ts';
import { doneOf } from '../../kit/places.ts';
import { addScreens } from '../../kit/screens.ts';
import type { Drawn } from '../layout.ts';
import type { Rooms } from '../rooms.ts';
import { offerForm, offerOf } from '../signing-in/authenticator.ts';
import { notice } from '../signing-in/card.ts';
import { delegationForms, grantsSection } from './delegations.ts';
import {
  authenticatorSection,
  factorForms,
  identitiesSection,
  offerPage,
  passkeysSection,
  passwordSection,
} from './factors.ts';
import { sessionForms, sessionsSection } from './sessions.ts';

const DONE = {
  password: '密码已修改，其他设备已退出登录。',
  session: '已让那些设备退出登录。',
  removed: '已停用或删除。',
  saved: '已保存。',
  passkey: '通行密钥已添加，下次可以用它登录。',
  linked: '统一登录身份已关联。',
  delegated: '已委托。对方下一次操作起就有这个角色。',
  ended: '委托已收回。',
};

/** One's own account: devices, password, second factors, roles and delegations. */
export async function addAccountPages(server: FastifyInstance, rooms: Rooms): Promise<void> {
  await addScreens(server, rooms, [
    {
      path: '/account',
      access: 'session',
      draw: (call, back) => draw(rooms, call, back),
      forms: [...sessionForms(rooms), ...factorForms(rooms), ...delegationForms(rooms)],
    },
  ]);
}

async function draw(rooms: Rooms, call: PageCall, back: Back | null): Promise<Drawn> {
  const offer = offerOf(back);
  if (offer) return offerPage(offerForm(offer, '/account/authenticator/confirm', back));
  const accountId = call.actor?.accountId ?? '';
  const head = await accountHead(sight(rooms.house, call), accountId);
  const identities = await identitiesSection(rooms, call);
  return {
    title: '我的账号',
    script: true,
    body: html`<h1>我的账号</h1>
      <p class="lead">${head.name}（${head.login}）${head.union && `　${head.union.name}`}</p>
      ${notice(back ? null : doneOf(call, DONE))}
      <div class="side">
        <nav aria-label="本页内容">
          <a href="#grants">角色与委托</a><a href="#sessions">登录的设备</a><a href="#password">密码</a
          ><a href="#authenticator">身份验证器</a
          ><a href="#passkeys">通行密钥</a>${identities && html`<a href="#identities">统一登录</a>`}<a href="/journal"
            >操作日志</a
          ><a href="/me">我的信息</a>
        </nav>
        <div>
          ${await grantsSection(rooms, call, accountId, back)} ${await sessionsSection(rooms, call)}
          ${passwordSection(head.login, back)} ${await authenticatorSection(rooms, accountId, back)}
          ${await passkeysSection(rooms, call, back)} ${identities}
        </div>
      </div>`,
  };
}

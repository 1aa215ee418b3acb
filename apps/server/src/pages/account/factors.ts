import type { PageCall } from '@jianjia/http';
import { factorEndpoints, oidcEndpoints, signInEndpoints } from '@jianjia/identity/contract';
import { hasAuthenticator } from '../../accounts.ts';
import { html, type Markup } from '../../html.ts';
import { type Back, buttonForm, Fields, typed } from '../../kit/fields.ts';
import type { ScreenForm } from '../../kit/screens.ts';
import { dayText } from '../../kit/times.ts';
import { pathText } from '../../query.ts';
import type { Rooms } from '../rooms.ts';
import { beginOffer, confirmOffer, offerForm, recoveryCodes } from '../signing-in/authenticator.ts';
import { cardPage, scriptAlert } from '../signing-in/card.ts';
import { newPassword, newPasswordFields, whose } from '../signing-in/passwords.ts';

/** Asked again when the session is not fresh: an unlocked desk must not be enough. */
function passwordAgain(fields: Fields): Markup {
  return fields.input({
    name: 'password',
    label: '当前密码',
    type: 'password',
    autocomplete: 'current-password',
    required: false,
    hint: '登录超过 10 分钟时要填，以防别人趁您离开时更改。',
  });
}

export function passwordSection(login: string, back: Back | null): Markup {
  const fields = new Fields('password', back);
  return html`<section class="card" id="password">
    <h2>密码</h2>
    <p class="quiet">修改后，其他设备同时退出登录。</p>
    ${fields.alert()}
    <form method="post" action="/account/password">
      ${whose(login)}
      <div class="columns">
        ${fields.input({ name: 'current', label: '当前密码', type: 'password', autocomplete: 'current-password' })}
        ${newPasswordFields(fields)}
      </div>
      <button>修改密码</button>
    </form>
  </section>`;
}

export async function authenticatorSection({ house }: Rooms, accountId: string, back: Back | null): Promise<Markup> {
  const isOn = await hasAuthenticator(house.system, accountId);
  const fields = new Fields(isOn ? 'totp-remove' : 'totp-begin', back);
  const state = isOn ? html`<span class="tag good">已启用</span>` : html`<span class="tag">未启用</span>`;
  return html`<section class="card" id="authenticator">
    <h2>身份验证器 ${state}</h2>
    <p class="quiet">登录时除密码外，再填手机上显示的 6 位数字。</p>
    ${fields.alert()}
    <form method="post" action="${isOn ? '/account/authenticator/remove' : '/account/authenticator'}">
      <div class="columns">${passwordAgain(fields)}</div>
      ${isOn ? html`<button class="danger">停用身份验证器</button>` : html`<button>启用身份验证器</button>`}
    </form>
  </section>`;
}

export async function passkeysSection({ ask }: Rooms, call: PageCall, back: Back | null): Promise<Markup> {
  const { passkeys } = await ask(factorEndpoints.listPasskeys, call);
  const removal = new Fields('passkey-remove', back);
  const rename = new Fields('passkey-rename', back);
  return html`<section class="card" id="passkeys">
    <h2>通行密钥</h2>
    <p class="quiet">用指纹、面容或安全密钥登录，不用密码。密钥不离开您的设备。</p>
    ${removal.alert()}${rename.alert()}${scriptAlert()}
    <ul class="rows">
      ${passkeys.map(
        ({ passkeyId, title, createdAt, lastUsedAt }) =>
          html`<li>
            <div>
              <p><b>${title}</b></p>
              <p class="hint">
                ${dayText(createdAt)} 登记${lastUsedAt !== null && `，最近使用 ${dayText(lastUsedAt)}`}
              </p>
            </div>
            <details>
              <summary>改名或删除</summary>
              <form class="filter-bar" method="post" action="/account/passkeys/${passkeyId}/rename">
                ${new Fields(`rename-${passkeyId}`, null).input({ name: 'title', label: '名称', value: title, maxlength: 40 })}
                <button class="plain">改名</button>
              </form>
              <form method="post" action="/account/passkeys/${passkeyId}/remove">
                <div class="columns">${passwordAgain(new Fields(`remove-${passkeyId}`, null))}</div>
                <button class="danger">删除</button>
              </form>
            </details>
          </li>`,
      )}
    </ul>
    <form method="post" action="/account/passkeys" data-passkey="register" hidden>
      <div class="columns">
        ${new Fields('passkey', null).input({ name: 'title', label: '名称', value: '我的电脑', maxlength: 40 })}
        ${passwordAgain(new Fields('passkey', null))}
      </div>
      <button>添加通行密钥</button>
    </form>
    <noscript><p class="hint">添加通行密钥需要浏览器允许运行脚本。</p></noscript>
  </section>`;
}

/** Only where this installation knows another service. */
export async function identitiesSection({ ask }: Rooms, call: PageCall): Promise<Markup | null> {
  const { providers } = await ask(oidcEndpoints.oidcProviders, call);
  const { identities } = await ask(oidcEndpoints.listIdentities, call);
  if (providers.length === 0 && identities.length === 0) return null;
  return html`<section class="card" id="identities">
    <h2>统一登录</h2>
    <p class="quiet">关联以后，可以从统一登录服务进入本账号。</p>
    ${scriptAlert()}
    <ul class="rows">
      ${identities.map(
        ({ identityId, issuer, linkedAt }) =>
          html`<li>
            <div>
              <p><b>${issuer}</b></p>
              <p class="hint">${dayText(linkedAt)} 关联</p>
            </div>
            ${buttonForm(`/account/identities/${identityId}/unlink`, '解除', 'danger')}
          </li>`,
      )}
    </ul>
    ${providers.map(
      ({ id, title }) =>
        html`<form data-oidc-link="${id}" hidden>
          <div class="columns">${passwordAgain(new Fields(`link-${id}`, null))}</div>
          <button>关联“${title}”</button>
        </form>`,
    )}
  </section>`;
}

export function factorForms({ ask }: Rooms): readonly ScreenForm[] {
  return [
    {
      id: 'password',
      path: '/account/password',
      guarded: true,
      async act(call) {
        const body = { current: call.form.get('current') ?? '', password: newPassword(call.form) };
        await ask(signInEndpoints.changePassword, call, { body });
        return call.redirect('/account?done=password');
      },
    },
    {
      id: 'totp-begin',
      path: '/account/authenticator',
      guarded: true,
      act: async (call) => offerPage(offerForm(await beginOffer(ask, call), '/account/authenticator/confirm', null)),
    },
    {
      id: 'confirm',
      path: '/account/authenticator/confirm',
      guarded: true,
      act: async (call) => {
        const body = recoveryCodes(await confirmOffer(ask, call), '/account');
        return cardPage({ title: '恢复码', lead: '请打印或抄下来', body });
      },
    },
    {
      id: 'totp-remove',
      path: '/account/authenticator/remove',
      guarded: true,
      async act(call) {
        await ask(factorEndpoints.removeTotp, call, { body: { password: typed(call.form, 'password') } });
        return call.redirect('/account?done=removed');
      },
    },
    ...passkeyForms(ask),
  ];
}

/** The offer of an authenticator app to somebody who is in. */
export function offerPage(body: Markup) {
  return cardPage({ title: '启用身份验证器', lead: '登录时除密码外，再填手机上显示的数字', body });
}

function passkeyForms(ask: Rooms['ask']): readonly ScreenForm[] {
  return [
    {
      id: 'passkey-rename',
      path: '/account/passkeys/:passkey/rename',
      async act(call) {
        const params = { passkey: pathText(call, 'passkey') };
        await ask(factorEndpoints.renamePasskey, call, { params, body: { title: typed(call.form, 'title') } });
        return call.redirect('/account?done=saved');
      },
    },
    {
      id: 'passkey-remove',
      path: '/account/passkeys/:passkey/remove',
      guarded: true,
      async act(call) {
        const params = { passkey: pathText(call, 'passkey') };
        await ask(factorEndpoints.removePasskey, call, { params, body: { password: typed(call.form, 'password') } });
        return call.redirect('/account?done=removed');
      },
    },
    {
      id: 'unlink',
      path: '/account/identities/:identity/unlink',
      async act(call) {
        await ask(oidcEndpoints.unlinkIdentity, call, { params: { identity: pathText(call, 'identity') } });
        return call.redirect('/account?done=removed');
      },
    },
  ];
}

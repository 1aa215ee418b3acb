import { signInEndpoints } from '@jianjia/identity/contract';
import { html } from '../../html.ts';
import { Fields, typed } from '../../kit/fields.ts';
import { localPath, signInPath, wantedPlace } from '../../kit/places.ts';
import type { Screen } from '../../kit/screens.ts';
import type { Rooms } from '../rooms.ts';
import { cardPage, hiddenPlace, scriptAlert } from './card.ts';

/** The second step: a code of the authenticator app, a recovery code, or a passkey. */
export function secondFactorScreen({ ask }: Rooms): Screen {
  return {
    path: '/sign-in/second-factor',
    access: 'pending',
    async draw(call, back) {
      const to = localPath(back?.typed.get('to') ?? wantedPlace(call));
      if (call.actor?.stage !== 'second_factor') return call.redirect(signInPath(to));
      const code = new Fields('code', back);
      const recovery = new Fields('recovery', back);
      const body = html`${code.alert()}${recovery.alert()}${scriptAlert()}
        <form class="stack" method="post" action="/sign-in/second-factor">
          ${hiddenPlace(to)}
          ${code.input({ name: 'code', label: '验证码', autocomplete: 'one-time-code', inputmode: 'numeric', maxlength: 16, autofocus: true, hint: '打开手机上的身份验证器，填写它显示的 6 位数字。' })}
          <button class="wide-button">继续</button>
        </form>
        <div class="other-ways" data-place="${to}">
          <button class="plain wide-button" type="button" data-passkey="second" hidden>用通行密钥验证</button>
        </div>
        <details ${recovery.isBack && html`open`}>
          <summary>手机不在身边？用恢复码</summary>
          <form class="stack" method="post" action="/sign-in/recovery-code">
            ${hiddenPlace(to)}
            ${recovery.input({ name: 'recoveryCode', label: '恢复码', maxlength: 40, hint: '启用身份验证器时给您的恢复码，每个只能用一次。' })}
            <button class="plain wide-button">用恢复码继续</button>
          </form>
        </details>`;
      return cardPage({ title: '验证身份', lead: `${call.actor.name}，还差一步`, body, script: true });
    },
    forms: [
      {
        id: 'code',
        guarded: true,
        async act(call) {
          const body = { code: (typed(call.form, 'code') ?? '').replaceAll(/\s/g, '') };
          await ask(signInEndpoints.signInSecondFactor, call, { body });
          return call.redirect(signInPath(localPath(call.form.get('to'))));
        },
      },
      {
        id: 'recovery',
        path: '/sign-in/recovery-code',
        guarded: true,
        async act(call) {
          const body = { recoveryCode: typed(call.form, 'recoveryCode') ?? '' };
          await ask(signInEndpoints.signInSecondFactor, call, { body });
          return call.redirect(signInPath(localPath(call.form.get('to'))));
        },
      },
    ],
  };
}

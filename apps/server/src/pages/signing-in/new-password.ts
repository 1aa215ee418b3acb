import { signInEndpoints } from '@jianjia/identity/contract';
import { html } from '../../html.ts';
import { Fields } from '../../kit/fields.ts';
import { localPath, signInPath, wantedPlace } from '../../kit/places.ts';
import type { Screen } from '../../kit/screens.ts';
import type { Rooms } from '../rooms.ts';
import { cardPage, hiddenPlace } from './card.ts';
import { newPassword, newPasswordFields, whose } from './passwords.ts';

/** Somebody else has chosen the password: now the account chooses its own. */
export function newPasswordScreen({ ask }: Rooms): Screen {
  return {
    path: '/sign-in/password',
    access: 'pending',
    async draw(call, back) {
      const to = localPath(back?.typed.get('to') ?? wantedPlace(call));
      if (call.actor?.stage !== 'new_password') return call.redirect(signInPath(to));
      const fields = new Fields('password', back);
      const body = html`${fields.alert()}
        <form class="stack" method="post" action="/sign-in/password">
          ${hiddenPlace(to)} ${whose(call.actor.login)}
          ${fields.input({ name: 'current', label: '现在的密码', type: 'password', autocomplete: 'current-password', autofocus: true })}
          ${newPasswordFields(fields)}
          <button class="wide-button">设置密码</button>
        </form>`;
      return cardPage({ title: '设置自己的密码', lead: '现在的密码是别人给您定的，请换成只有自己知道的。', body });
    },
    forms: [
      {
        id: 'password',
        guarded: true,
        async act(call) {
          const body = { current: call.form.get('current') ?? '', password: newPassword(call.form) };
          await ask(signInEndpoints.changePassword, call, { body });
          return call.redirect(signInPath(localPath(call.form.get('to'))));
        },
      },
    ],
  };
}

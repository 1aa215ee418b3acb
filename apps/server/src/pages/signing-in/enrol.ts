import { html } from '../../html.ts';
import { Fields } from '../../kit/fields.ts';
import { localPath, signInPath, wantedPlace } from '../../kit/places.ts';
import type { Screen } from '../../kit/screens.ts';
import type { Rooms } from '../rooms.ts';
import { beginOffer, confirmOffer, offerForm, offerOf, recoveryCodes } from './authenticator.ts';
import { cardPage, hiddenPlace, scriptAlert } from './card.ts';

const LEAD = '您的角色能接触别人的个人信息或管理账号，登录时除了密码还要第二种验证。';

/** Who must have a second factor and has none makes one now: an authenticator app, or a passkey. */
export function enrolScreen({ ask }: Rooms): Screen {
  return {
    path: '/sign-in/enrol',
    access: 'pending',
    async draw(call, back) {
      const to = localPath(back?.typed.get('to') ?? wantedPlace(call));
      if (call.actor?.stage !== 'enrol_factor') return call.redirect(signInPath(to));
      const offer = offerOf(back);
      if (offer) return page(offerForm(offer, '/sign-in/enrol/confirm', back, hiddenPlace(to)));
      const fields = new Fields('begin', back);
      const isStale = back?.problem.id === 'identity.passwordNeeded' || back?.problem.id === 'identity.wrongPassword';
      return page(
        html`${fields.alert()}${scriptAlert()}
          <form class="stack" method="post" action="/sign-in/enrol">
            ${hiddenPlace(to)}
            ${isStale && fields.input({ name: 'password', label: '密码', type: 'password', autocomplete: 'current-password' })}
            <button class="wide-button">用手机上的身份验证器</button>
          </form>
          <form class="stack other-ways" data-passkey="register" data-place="${to}" hidden>
            <input type="hidden" name="title" value="我的通行密钥" />
            <button class="plain wide-button">用通行密钥（指纹、面容或安全密钥）</button>
          </form>`,
      );
    },
    forms: [
      {
        id: 'begin',
        guarded: true,
        act: async (call) => {
          const to = localPath(call.form.get('to'));
          return page(offerForm(await beginOffer(ask, call), '/sign-in/enrol/confirm', null, hiddenPlace(to)));
        },
      },
      {
        id: 'confirm',
        path: '/sign-in/enrol/confirm',
        guarded: true,
        act: async (call) => {
          const codes = await confirmOffer(ask, call);
          return cardPage({
            title: '恢复码',
            lead: '请打印或抄下来',
            body: recoveryCodes(codes, signInPath(localPath(call.form.get('to')))),
          });
        },
      },
    ],
  };
}

function page(body: Parameters<typeof cardPage>[0]['body']) {
  return cardPage({ title: '启用第二种验证', lead: LEAD, body, script: true });
}

import { accountEndpoints } from '@jianjia/identity/contract';
import { html } from '../../html.ts';
import { type Back, Fields, typed } from '../../kit/fields.ts';
import type { Screen } from '../../kit/screens.ts';
import { pathText } from '../../query.ts';
import type { Drawn } from '../layout.ts';
import type { Rooms } from '../rooms.ts';
import { cardPage } from './card.ts';
import { newPassword, newPasswordFields } from './passwords.ts';

/** The first start: the link that the service printed makes the administrator, once. */
export function setupScreen({ ask }: Rooms): Screen {
  return {
    path: '/setup/:token',
    access: 'anyone',
    draw: async (_call, back) => drawSetup(back),
    forms: [
      {
        id: 'setup',
        guarded: true,
        async act(call) {
          const { form } = call;
          const body = {
            token: pathText(call, 'token'),
            login: typed(form, 'login'),
            name: typed(form, 'name'),
            password: newPassword(form),
          };
          await ask(accountEndpoints.setup, call, { body });
          return call.redirect('/sign-in?done=setup');
        },
      },
    ],
  };
}

function drawSetup(back: Back | null): Drawn {
  const fields = new Fields('setup', back);
  const body = html`${fields.alert()}
    <form class="stack" method="post">
      ${fields.input({ name: 'login', label: '登录名', autocomplete: 'username', maxlength: 64, autofocus: true, hint: '2 至 64 个汉字、字母或数字，不用手机号。' })}
      ${fields.input({ name: 'name', label: '姓名', autocomplete: 'name', maxlength: 64 })} ${newPasswordFields(fields)}
      <button class="wide-button">建立管理员</button>
    </form>`;
  return cardPage({ title: '首次启动', lead: '建立管理员账号。管理员管账号和授权，看不到个人信息。', body });
}

const WORDS = {
  welcome: {
    title: '欢迎使用建家',
    lead: '管理员已为您建好账号，请设置自己的密码。这个链接只能用一次。',
    button: '设置密码',
  },
  recover: {
    title: '重新设置密码',
    lead: '这个链接只能用一次。设好以后，原来的密码和登录都失效。',
    button: '重新设置密码',
  },
} as const;

/** A one-time link of a new account, or of one that lost its password: what is done is the same, the words are not. */
export function passwordLinkScreen({ ask }: Rooms, kind: keyof typeof WORDS): Screen {
  const { title, lead, button } = WORDS[kind];
  return {
    path: `/${kind}/:token`,
    access: 'anyone',
    async draw(_call, back) {
      const fields = new Fields(kind, back);
      const body = html`${fields.alert()}
        <form class="stack" method="post">
          ${newPasswordFields(fields)}<button class="wide-button">${button}</button>
        </form>`;
      return cardPage({ title, lead, body });
    },
    forms: [
      {
        id: kind,
        guarded: true,
        async act(call) {
          const body = { token: pathText(call, 'token'), password: newPassword(call.form) };
          await ask(accountEndpoints.recover, call, { body });
          return call.redirect('/sign-in?done=password');
        },
      },
    ],
  };
}

import { accountEndpoints } from '@jianjia/identity/contract';
import { html } from '../../html.ts';
import { type Back, Fields, typed } from '../../kit/fields.ts';
import type { Screen } from '../../kit/screens.ts';
import { pathText } from '../../query.ts';
import type { Drawn } from '../layout.ts';
import type { Rooms } from '../rooms.ts';
import { cardPage } from './card.ts';
import { newPassword, newPasswordFields } from './passwords.ts';

/** Takes the token out of the address, where history and logs keep it, and goes to the page that uses it. */
export function linkScreen(page: '/setup' | '/welcome' | '/recover'): Screen {
  return {
    path: `${page}/:token`,
    access: 'anyone',
    async draw(call) {
      call.holdLink(page, pathText(call, 'token'));
      return call.redirect(page);
    },
  };
}

/** Nothing was opened in this browser, or too long ago. */
function drawNoLink(): Drawn {
  const body = html`<p>
    请重新打开收到的一次性链接；打开以后，要在半小时内办完。链接已用过或过期时，请让管理员再生成一个。
  </p>`;
  return cardPage({ title: '没有可用的链接', lead: '这个页面要从一次性链接进入。', body });
}

/** The first start: the link that the service printed makes the administrator, once. */
export function setupScreen({ ask }: Rooms): Screen {
  return {
    path: '/setup',
    access: 'anyone',
    draw: async (call, back) => (call.heldLink === null ? drawNoLink() : drawSetup(back)),
    forms: [
      {
        id: 'setup',
        guarded: true,
        async act(call) {
          const { form } = call;
          const body = {
            token: call.heldLink ?? '',
            login: typed(form, 'login'),
            name: typed(form, 'name'),
            password: newPassword(form),
          };
          await ask(accountEndpoints.setup, call, { body });
          call.dropLink('/setup');
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
  const page = `/${kind}` as const;
  return {
    path: page,
    access: 'anyone',
    async draw(call, back) {
      if (call.heldLink === null) return drawNoLink();
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
          const body = { token: call.heldLink ?? '', password: newPassword(call.form) };
          await ask(accountEndpoints.recover, call, { body });
          call.dropLink(page);
          return call.redirect('/sign-in?done=password');
        },
      },
    ],
  };
}

import type { PageCall } from '@jianjia/http';
import { oidcEndpoints, signInEndpoints } from '@jianjia/identity/contract';
import { listDemoAccounts } from '@jianjia/identity/server';
import { html, type Content, type Markup } from '../../html.ts';
import { type Back, Fields, typed } from '../../kit/fields.ts';
import { doneOf, homeOf, localPath, signInPath, wantedPlace } from '../../kit/places.ts';
import type { Screen } from '../../kit/screens.ts';
import type { Rooms } from '../rooms.ts';
import { cardPage, hiddenPlace, notice, scriptAlert } from './card.ts';

const DONE = {
  setup: '管理员账号已经建立。请用刚才的登录名和密码登录。',
  password: '密码已经设好。请用新密码登录。',
  out: '您已退出登录。',
};

/** Where a session that owes a step is led. */
const STEPS = {
  second_factor: '/second-factor',
  new_password: '/password',
  enrol_factor: '/enrol',
} as const;

/** Login or telephone and password; other services and passkeys beside it. Who is in already is led on. */
export function signInScreen(rooms: Rooms): Screen {
  const { ask } = rooms;
  return {
    path: '/sign-in',
    access: 'anyone',
    async draw(call, back) {
      const { actor } = call;
      const to = localPath(back?.typed.get('to') ?? wantedPlace(call));
      if (actor && back === null) {
        return call.redirect(actor.stage === 'whole' ? placeOf(to, homeOf(actor)) : signInPath(to, STEPS[actor.stage]));
      }
      return draw(rooms, call, to, back);
    },
    forms: [
      {
        id: 'sign-in',
        guarded: true,
        async act(call) {
          const body = { login: typed(call.form, 'login'), password: call.form.get('password') ?? '' };
          await ask(signInEndpoints.signIn, call, { body });
          return call.redirect(signInPath(localPath(call.form.get('to'))));
        },
      },
      {
        id: 'sign-out',
        path: '/sign-out',
        async act(call) {
          await ask(signInEndpoints.signOut, call);
          return call.redirect('/sign-in?done=out');
        },
      },
    ],
  };
}

/** Not everybody may see the results, which `/` shows. */
function placeOf(to: string, home: string): string {
  return to === '/' ? home : to;
}

async function draw(rooms: Rooms, call: PageCall, to: string, back: Back | null) {
  const { providers } = await rooms.ask(oidcEndpoints.oidcProviders, call);
  const fields = new Fields('sign-in', back);
  const body = html`${notice(back ? null : doneOf(call, DONE))}${fields.alert()}${scriptAlert()}
    <form class="stack" method="post" action="/sign-in">
      ${hiddenPlace(to)}
      ${fields.input({ name: 'login', label: '登录名或手机号', autocomplete: 'username', maxlength: 128, autofocus: true })}
      ${fields.input({ name: 'password', label: '密码', type: 'password', autocomplete: 'current-password' })}
      <button class="wide-button">登录</button>
    </form>
    <div class="other-ways" data-place="${to}">
      <button class="plain wide-button" type="button" data-passkey="sign-in" hidden>用通行密钥登录</button>
      ${providers.map(({ id, title }) => providerButton(id, title))}
    </div>
    <p class="hint centre">忘记密码或换了手机？请联系上级工会的管理员，由他给您一个恢复链接。</p>
    ${await demoAccounts(rooms, to)}`;
  return cardPage({ title: '登录建家', lead: '工会规范化建设', body, script: true });
}

function providerButton(id: string, title: string): Markup {
  return html`<button class="plain wide-button" type="button" data-oidc="${id}" hidden>用“${title}”登录</button>
    <noscript><p class="hint">用“${title}”登录需要浏览器允许运行脚本。</p></noscript>`;
}

/** Their password is published; one click is enough to look around. */
async function demoAccounts({ house }: Rooms, to: string): Promise<Content> {
  const accounts = await listDemoAccounts(house.system);
  if (accounts.length === 0) return null;
  return html`<details class="demo-accounts">
    <summary>示例账号（密码都是 <code>${accounts[0]?.password}</code>）</summary>
    <ul>
      ${accounts.map(
        ({ login, password, says }) =>
          html`<li>
            <span><b>${login}</b><small>${says}</small></span>
            <form class="inline" method="post" action="/sign-in">
              ${hiddenPlace(to)}<input type="hidden" name="login" value="${login}" /><input
                type="hidden"
                name="password"
                value="${password}"
              /><button class="plain" aria-label="以 ${login} 登录">登录</button>
            </form>
          </li>`,
      )}
    </ul>
  </details>`;
}

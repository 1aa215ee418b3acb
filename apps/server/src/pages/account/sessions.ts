import { signInEndpoints } from '@jianjia/identity/contract';
import type { PageCall } from '@jianjia/http';
import { html, type Markup } from '../../html.ts';
import { buttonForm } from '../../kit/fields.ts';
import type { ScreenForm } from '../../kit/screens.ts';
import { instantText } from '../../kit/times.ts';
import { pathText } from '../../query.ts';
import type { Rooms } from '../rooms.ts';

/** Where one is signed in; each place can be signed out. */
export async function sessionsSection({ ask }: Rooms, call: PageCall): Promise<Markup> {
  const { sessions } = await ask(signInEndpoints.listSessions, call);
  return html`<section class="card" id="sessions">
    <h2>登录的设备</h2>
    <p class="quiet">不认识的设备，请让它退出，再改密码。</p>
    <ul class="rows">
      ${sessions.map(
        (session) =>
          html`<li>
            <div>
              <p><b>${deviceOf(session.agent)}</b> ${session.current && html`<span class="tag good">本机</span>`}</p>
              <p class="hint">
                ${session.address}　${instantText(session.createdAt)} 登录，最近使用 ${instantText(session.lastSeenAt)}
              </p>
            </div>
            ${!session.current && buttonForm(`/account/sessions/${session.sessionId}/end`, '退出这个设备')}
          </li>`,
      )}
    </ul>
    ${sessions.length > 1 && buttonForm('/account/sessions/end-others', '退出其他所有设备', 'danger')}
  </section>`;
}

/** Browser and system, as far as people know them by. */
function deviceOf(agent: string): string {
  const browser = /MicroMessenger|Edg|Firefox|Chrome|Safari/.exec(agent)?.[0];
  const system = /Windows|Android|iPhone|iPad|Mac OS|Linux/.exec(agent)?.[0];
  const names: Readonly<Record<string, string>> = { MicroMessenger: '微信', Edg: 'Edge' };
  const known = [browser && (names[browser] ?? browser), system].filter(Boolean);
  return known.length > 0 ? known.join('，') : '未知设备';
}

export function sessionForms({ ask }: Rooms): readonly ScreenForm[] {
  return [
    {
      id: 'end-session',
      path: '/account/sessions/:session/end',
      async act(call) {
        await ask(signInEndpoints.endSession, call, { params: { session: pathText(call, 'session') } });
        return call.redirect('/account?done=session');
      },
    },
    {
      id: 'end-others',
      path: '/account/sessions/end-others',
      async act(call) {
        await ask(signInEndpoints.endOtherSessions, call);
        return call.redirect('/account?done=session');
      },
    },
  ];
}

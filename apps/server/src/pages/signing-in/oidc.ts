import { html } from '../../html.ts';
import type { Screen } from '../../kit/screens.ts';
import { cardPage, scriptAlert } from './card.ts';

/**
 * Where another service sends the browser back to. The value that proves that it is the same browser stayed in it, so
 * the script brings answer and value together.
 */
export function oidcReturnScreen(): Screen {
  return {
    path: '/sign-in/oidc',
    access: 'anyone',
    draw: async () =>
      cardPage({
        title: '统一登录',
        lead: '正在完成登录……',
        script: true,
        body: html`${scriptAlert()}
          <div data-oidc-return></div>
          <noscript><p class="alert">统一登录需要浏览器允许运行脚本。也可以用密码登录。</p></noscript>
          <p class="centre"><a href="/sign-in">回到登录页</a></p>`,
      }),
  };
}

import { html } from '../../html.ts';
import { instantText } from '../../kit/times.ts';
import type { Drawn } from '../layout.ts';

interface LinkOnce {
  readonly title: string;
  readonly origin: string;
  readonly path: string;
  readonly expires: string;
  readonly what: string;
  readonly next: string;
  readonly nextTitle: string;
}

/** A one-time link: shown this once, for only its hash is kept. */
export function linkOncePage({ title, origin, path, expires, what, next, nextTitle }: LinkOnce): Drawn {
  return {
    title,
    body: html`<h1>${title}</h1>
      <section class="card">
        <h2>一次性链接</h2>
        <p>${what}</p>
        <p><code class="link-once">${origin}${path}</code></p>
        <ul class="bullets">
          <li>只显示这一次，离开本页就看不到了；丢了可以再生成，旧的随即作废。</li>
          <li>${instantText(expires)} 前有效，只能用一次。</li>
          <li>请当面、电话或用单位内部通信交给本人；不要发到群里，也不要替本人打开。</li>
        </ul>
        <p><a class="button" href="${next}">${nextTitle}</a></p>
      </section>`,
  };
}

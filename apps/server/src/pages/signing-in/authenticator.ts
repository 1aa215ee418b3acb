import type { FormCall } from '@jianjia/http';
import { factorEndpoints } from '@jianjia/identity/contract';
import { html, Markup } from '../../html.ts';
import { type Back, Fields, typed } from '../../kit/fields.ts';
import type { Ask } from '../../kit/ask.ts';

interface Offer {
  readonly secret: string;
  /** Null when a code was wrong: the secret is not read again, and most have scanned it already. */
  readonly qr: string | null;
}

/** The QR code is drawn by our own library from our own secret: the only markup that is not escaped. */
function qrMarkup(svg: string): Markup {
  return new Markup(svg.replace('<svg ', '<svg role="img" aria-label="身份验证器的二维码" '));
}

/** Begins to enrol an app and draws what to scan. */
export async function beginOffer(ask: Ask, call: FormCall): Promise<Offer> {
  const { secret, qr } = await ask(factorEndpoints.beginTotp, call, {
    body: { password: typed(call.form, 'password') },
  });
  return { secret, qr };
}

/** The offer of a form that came back: its secret is only shown to whoever sent it. */
export function offerOf(back: Back | null): Offer | null {
  const secret = back?.form === 'confirm' ? (back.typed.get('secret') ?? '') : '';
  return /^[A-Z2-7]{16,64}$/.test(secret) ? { secret, qr: null } : null;
}

/** Scan, or type the secret; then the code that the app shows. */
export function offerForm(offer: Offer, action: string, back: Back | null, inside: Markup | null = null): Markup {
  const fields = new Fields('confirm', back);
  return html`${fields.alert()}
    <ol class="steps">
      <li>在手机上打开身份验证器（如腾讯身份验证器、Microsoft Authenticator），选择“添加”。</li>
      <li>
        ${offer.qr === null ? '已经扫过码的，不用再扫。没有扫过的，手工输入密钥：' : html`扫描二维码：${html`<div class="qr">${qrMarkup(offer.qr)}</div>`}不能扫码时，手工输入密钥：`}
        <code class="secret">${offer.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
      </li>
      <li>填写它显示的 6 位数字。</li>
    </ol>
    <form class="stack" method="post" action="${action}">
      ${inside}<input type="hidden" name="secret" value="${offer.secret}" />
      ${fields.input({ name: 'code', label: '验证码', autocomplete: 'one-time-code', inputmode: 'numeric', maxlength: 16, autofocus: offer.qr === null })}
      <button class="wide-button">确认启用</button>
    </form>`;
}

/** Confirms the app; the recovery codes are shown this once. */
export async function confirmOffer(ask: Ask, call: FormCall): Promise<readonly string[]> {
  const body = { code: (typed(call.form, 'code') ?? '').replaceAll(/\s/g, '') };
  return (await ask(factorEndpoints.confirmTotp, call, { body })).recoveryCodes;
}

/** Recovery codes, to be printed or copied: they are not shown again. */
export function recoveryCodes(codes: readonly string[], next: string): Markup {
  return html`<div class="notice" role="status"><p>身份验证器已启用。请保存下面的恢复码：只显示这一次。</p></div>
    <ul class="codes">
      ${codes.map((code) => html`<li><code>${code}</code></li>`)}
    </ul>
    <p class="hint">
      手机丢了时，用恢复码登录，每个只能用一次。请打印本页，或抄在纸上锁好；不要存在同一部手机里，也不要发给别人。
    </p>
    <p><a class="button wide-button" href="${next}">已经保存好，继续</a></p>`;
}

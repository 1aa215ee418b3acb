import { Problem } from '@jianjia/kernel';
import { html, type Markup } from '../../html.ts';
import type { Fields } from '../../kit/fields.ts';

const HINT = '至少 10 个字符。可以用几个不相干的词，或一句自己记得住的话。';

/** A new password, typed twice. */
export function newPasswordFields(fields: Fields): Markup {
  return html`${fields.input({ name: 'password', label: '新密码', type: 'password', autocomplete: 'new-password', hint: HINT })}
  ${fields.input({ name: 'repeated', label: '再输入一次', type: 'password', autocomplete: 'new-password' })}`;
}

/** For password managers: whose password it is. Out of sight, for it is not to be filled in. */
export function whose(login: string): Markup {
  return html`<input
    class="away"
    type="text"
    name="username"
    value="${login}"
    autocomplete="username"
    readonly
    tabindex="-1"
    aria-hidden="true"
  />`;
}

/** @throws Problem when the two are not the same */
export function newPassword(form: URLSearchParams): string {
  const password = form.get('password') ?? '';
  if (password === form.get('repeated')) return password;
  throw new Problem('server.passwordsDiffer', 'invalid', '两次输入的密码不一样。请重新输入。', { field: 'password' });
}

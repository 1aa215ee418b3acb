import type { Content } from '../html.ts';
import { html, type Markup } from '../html.ts';
import type { Problem } from '@jianjia/kernel';

/** What a form came back with: the sentence, and what was typed. */
export interface Back {
  readonly form: string;
  readonly problem: Problem;
  readonly typed: URLSearchParams;
}

const TITLES: Readonly<Record<string, string>> = {
  login: '登录名',
  name: '姓名',
  password: '密码',
  current: '当前密码',
  code: '验证码',
  recoveryCode: '恢复码',
  title: '名称',
  role: '角色',
  union: '工会编码',
  until: '结束日期',
  from: '开始日期',
  reason: '事由',
  officerNo: '任职编号',
  account: '账号',
  toAccountId: '对方的登录名',
  memberNo: '会员编号',
  phone: '手机号',
  fields: '要显示的号码',
  registers: '台账',
  format: '格式',
  grant: '授权',
  passkey: '通行密钥',
  session: '设备',
  act: '操作',
  q: '查找内容',
  employment: '用工形式',
  before: '翻页的位置',
  after: '翻页的位置',
};

/** What a field is called on the screen. */
export function fieldTitle(name: string): string {
  return TITLES[name] ?? name;
}

/** A text as it was sent; null where it is empty. */
export function typed(form: URLSearchParams, name: string): string | undefined {
  const text = form.get(name)?.trim();
  return text === undefined || text === '' ? undefined : text;
}

interface Field {
  readonly name: string;
  readonly label: string;
  readonly type?: 'text' | 'password' | 'tel' | 'date' | 'search';
  readonly autocomplete?: string;
  readonly required?: boolean;
  readonly value?: string;
  readonly hint?: Content;
  readonly maxlength?: number;
  readonly inputmode?: 'numeric' | 'text' | 'tel';
  readonly autofocus?: boolean;
  readonly list?: string;
}

/** Draws the fields of one form; what was typed comes back with it, a password never. */
export class Fields {
  readonly #id: string;
  readonly #back: Back | null;

  constructor(id: string, back: Back | null) {
    this.#id = id;
    this.#back = back?.form === id ? back : null;
  }

  /** Whether this form is the one that was sent and refused. */
  get isBack(): boolean {
    return this.#back !== null;
  }

  value(name: string, first = ''): string {
    return this.#back?.typed.get(name) ?? first;
  }

  /** The sentence in place, read out at once by screen readers. */
  alert(): Markup | null {
    if (!this.#back) return null;
    const { details, message } = this.#back.problem;
    const field = typeof details['field'] === 'string' ? details['field'] : null;
    return html`<div class="alert" role="alert" tabindex="-1" autofocus>
      <p>${message}</p>
      ${field !== null && TITLES[field] !== undefined && html`<p><a href="#${this.#idOf(field)}">到“${fieldTitle(field)}”</a></p>`}
    </div>`;
  }

  input(field: Field): Markup {
    const { name, label, type = 'text', required = true } = field;
    const id = this.#idOf(name);
    const isSecret = type === 'password' || field.autocomplete === 'one-time-code';
    const value = isSecret ? '' : this.value(name, field.value ?? '');
    const isWrong = this.#back?.problem.details['field'] === name;
    return html`<div class="field">
      <label for="${id}">${label}${!required && html`<small>（可不填）</small>`}</label>
      <input
        id="${id}"
        name="${name}"
        type="${type}"
        value="${value}"
        autocomplete="${field.autocomplete ?? 'off'}"
        maxlength="${field.maxlength ?? 400}"
        ${field.inputmode && html`inputmode="${field.inputmode}"`}
        ${field.list && html`list="${field.list}"`}
        ${field.hint !== undefined && html`aria-describedby="${id}-hint"`}
        ${isWrong && html`aria-invalid="true"`}
        ${required && html`required`}
        ${field.autofocus && html`autofocus`}
      />
      ${field.hint !== undefined && html`<p class="hint" id="${id}-hint">${field.hint}</p>`}
    </div>`;
  }

  select(name: string, label: string, choices: readonly (readonly [string, string])[], first = ''): Markup {
    const id = this.#idOf(name);
    const chosen = this.value(name, first);
    return html`<div class="field">
      <label for="${id}">${label}</label>
      <select id="${id}" name="${name}">
        ${choices.map(
          ([value, title]) => html`<option value="${value}" ${value === chosen && html`selected`}>${title}</option>`,
        )}
      </select>
    </div>`;
  }

  check(name: string, label: string, value = 'true', isFirst = false): Markup {
    const id = `${this.#idOf(name)}-${value}`;
    const isOn = this.#back ? this.#back.typed.getAll(name).includes(value) : isFirst;
    return html`<div class="check">
      <input type="checkbox" id="${id}" name="${name}" value="${value}" ${isOn && html`checked`} />
      <label for="${id}">${label}</label>
    </div>`;
  }

  #idOf(name: string): string {
    return `${this.#id}-${name}`;
  }
}

/** A button that is a form of its own. */
export function buttonForm(
  action: string,
  label: string,
  kind: 'plain' | 'danger' = 'plain',
  inside: Content = null,
): Markup {
  return html`<form class="inline" method="post" action="${action}">
    ${inside}<button class="${kind}">${label}</button>
  </form>`;
}

/** Suggestions for an input with the same `list`; whatever is not among them can be typed. */
export function suggestions(id: string, choices: readonly (readonly [string, string])[]): Markup {
  return html`<datalist id="${id}">
    ${choices.map(([value, title]) => html`<option value="${value}">${title}</option>`)}
  </datalist>`;
}

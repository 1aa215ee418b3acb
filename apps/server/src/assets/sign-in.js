/**
 * Passkeys and sign-in at other services: what a browser does only by script. Every button that needs it is hidden until
 * this has run.
 */
const { browserSupportsWebAuthn, startAuthentication, startRegistration } = globalThis.SimpleWebAuthnBrowser ?? {};
const KEPT = 'jianjia.oidc';
const SENTENCES = {
  NotAllowedError: '没有完成：操作被取消，或等待超时。请重新开始。',
  InvalidStateError: '这个设备上已经登记过。请直接用它，或换一个设备。',
  SecurityError: '这个网址不能用通行密钥。请用管理员给出的网址打开（本机试用时用 localhost）。',
};

/** Shows a sentence in its section, in place of whatever was shown before. */
function tell(element, sentence) {
  const place = (element.closest('section') ?? document).querySelector('[data-alert]');
  if (!place) return;
  place.textContent = sentence;
  place.hidden = false;
}

/** Calls an endpoint; a problem is thrown with its sentence. */
async function call(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: body ? { 'content-type': 'application/json' } : {},
    body: body ? JSON.stringify(body) : undefined,
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail ?? '没有完成。请重新开始。');
  return answer;
}

/** The place to go to afterwards, checked again by the server. */
function goOn(element) {
  const to = element.closest('[data-place]')?.dataset.place ?? '/';
  location.assign(`/sign-in?to=${encodeURIComponent(to)}`);
}

/** Runs an act of a button once; what goes wrong is told. */
function when(element, event, act) {
  element.hidden = false;
  element.addEventListener(event, async (happened) => {
    happened.preventDefault();
    const button = element.matches('button') ? element : element.querySelector('button');
    button.disabled = true;
    try {
      await act(element);
    } catch (error) {
      tell(element, SENTENCES[error.name] ?? SENTENCES[error.cause?.name] ?? error.message);
    } finally {
      button.disabled = false;
    }
  });
}

/** Signs in with a passkey, as the first or the second step. */
function useKey(path) {
  return async (element) => {
    const { challengeId, options } = await call(`${path}/options`);
    const response = await startAuthentication({ optionsJSON: options });
    await call(path, { challengeId, response });
    goOn(element);
  };
}

async function makeKey(form) {
  const { password, title } = Object.fromEntries(new FormData(form));
  const { challengeId, options } = await call('/api/passkeys/options', password ? { password } : {});
  const response = await startRegistration({ optionsJSON: options });
  await call('/api/passkeys', { challengeId, title, response });
  if (form.dataset.place) goOn(form);
  else location.assign('/account?done=passkey');
}

/** Leaves for another service; the value that proves that it is the same browser stays here. */
function leave(path, body, to) {
  return async () => {
    const { url, browser } = await call(path, body?.());
    sessionStorage.setItem(KEPT, JSON.stringify({ browser, to }));
    location.assign(url);
  };
}

async function comeBack() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? '{}');
  sessionStorage.removeItem(KEPT);
  const given = new URLSearchParams(location.search);
  history.replaceState(null, '', location.pathname);
  const [code, state, iss] = ['code', 'state', 'iss'].map((name) => given.get(name) ?? undefined);
  if (!code || !state || !kept.browser)
    throw new Error('统一登录没有完成，或不是从这个浏览器开始的。请从登录页重新开始。');
  const answer = await call('/api/oidc/finish', { code, state, iss, browser: kept.browser });
  location.replace(answer.linked ? '/account?done=linked' : `/sign-in?to=${encodeURIComponent(kept.to ?? '/')}`);
}

if (browserSupportsWebAuthn?.()) {
  for (const button of document.querySelectorAll('[data-passkey="sign-in"]')) {
    when(button, 'click', useKey('/api/session/passkey'));
  }
  for (const button of document.querySelectorAll('[data-passkey="second"]')) {
    when(button, 'click', useKey('/api/session/second-factor/passkey'));
  }
  for (const form of document.querySelectorAll('[data-passkey="register"]')) when(form, 'submit', makeKey);
}
for (const button of document.querySelectorAll('[data-oidc]')) {
  const to = button.closest('[data-place]')?.dataset.place ?? '/';
  when(button, 'click', leave(`/api/oidc/${button.dataset.oidc}/start`, null, to));
}
for (const form of document.querySelectorAll('[data-oidc-link]')) {
  const password = () => form.querySelector('[name="password"]')?.value || undefined;
  when(
    form,
    'submit',
    leave(`/api/oidc/${form.dataset.oidcLink}/link`, () => ({ password: password() }), '/account'),
  );
}
if (document.querySelector('[data-oidc-return]')) comeBack().catch((error) => tell(document.body, error.message));

function meta(name: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? '';
}

/** What style elements made by this page must carry, by the policy it came with. */
export const NONCE = meta('nonce');

/** Whether this is the demo city, whose data are invented. */
export const IS_DEMO = meta('demo') === '1';

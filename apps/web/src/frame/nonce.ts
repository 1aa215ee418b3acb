import { NONCE } from './meta.ts';

/**
 * Gives every style element made on this page its nonce. Ant Design's own styles carry it, but two helpers beneath them
 * (the measure of scroll bars, the lock of the page behind a drawer) do not know of it, and would be refused.
 */
export function giveNonces(): void {
  const create = document.createElement.bind(document);
  document.createElement = (name: string, options?: ElementCreationOptions) => {
    const made = create(name, options);
    if (made instanceof HTMLStyleElement) made.nonce = NONCE;
    return made;
  };
}

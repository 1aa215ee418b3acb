import { chinaMinute } from '@jianjia/kernel';

/** Whoever sees data in full. */
export interface Viewer {
  /** As the journal names the actor, with the login. */
  readonly name: string;
  readonly login?: string | undefined;
  /** The union of the account; where it is not known, the reach in words stands for it. */
  readonly union?: string | undefined;
  readonly reach: string;
}

/** What is laid over screens that show numbers in full: who looks, from where, when. */
export function watermarkText({ name, login, union, reach }: Viewer, now: Date): string {
  const who = login === undefined || name.includes(login) ? name : `${name}（${login}）`;
  return `${who} ${shortened(union ?? reach)} ${chinaMinute(now)}`;
}

/** Printed lines have an end, and what stands there must not fall off it. */
function shortened(text: string): string {
  const characters = [...text.replaceAll(/\s+/g, ' ')];
  return characters.length <= 60 ? characters.join('') : `${characters.slice(0, 59).join('')}…`;
}

/** What stands on every page of an exported file and in the note beside it. */
export function exportWatermark(viewer: Viewer, now: Date, exportNo: string, use: string): readonly [string, string] {
  return [`${watermarkText(viewer, now)} 导出编号 ${exportNo}`, `仅限${shortened(use)}使用，请勿外传`];
}

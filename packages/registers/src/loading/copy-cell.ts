/** A text as COPY reads it. */
export function copyCell(value: string): string {
  return needsEscape(value) ? escaped(value) : value;
}

const [BACKSLASH, LAST_CONTROL] = [92, 13];

function needsEscape(value: string): boolean {
  for (let index = 0; index < value.length; index++) {
    const c = value.charCodeAt(index);
    if (c === BACKSLASH || c <= LAST_CONTROL) return true;
  }
  return false;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escaped(value: string): string {
  return value.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character);
}

type Value = string | number | boolean | null | undefined;

/** An address with its search part: what is undefined, null, empty or false is left out. */
export function placeOf(path: string, search: Readonly<Record<string, Value>> = {}): string {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== null && value !== '' && value !== false) asked.set(name, String(value));
  }
  return asked.size > 0 ? `${path}?${asked.toString()}` : path;
}

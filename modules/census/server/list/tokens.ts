/** The words by which the index knows what somebody types: see census.search_tokens. */
export function tokensOf(search: string): readonly string[] {
  const text = search.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();
  const characters = [...text];
  const isInitials = /^[a-z0-9]+$/.test(text);
  if (characters.length < 2) return isInitials ? [] : characters;
  const pairs = characters.slice(1).map((one, index) => `${characters[index] ?? ''}${one}`);
  return isInitials ? pairs.map((pair) => `~${pair}`) : pairs;
}

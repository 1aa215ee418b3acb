import { Weighted, type Random } from './random.ts';
import { brandCharacters, brandEndings, popularBrands, singleBrands, surnames } from './words/brands.ts';

const popular = Weighted.zipf(popularBrands, 0.6);
const characters = Weighted.zipf(brandCharacters, 0.45);
const endings = Weighted.zipf(brandEndings, 0.5);

function pair(random: Random): string {
  const first = characters.draw(random);
  let second = characters.draw(random);
  while (second === first) second = characters.draw(random);
  return first + second;
}

/** A brand of a firm: 45 % from the popular ones, the rest put together, one to four characters. */
export function drawBrand(random: Random): string {
  const kind = random.next();
  if (kind < 0.45) return popular.draw(random);
  if (kind < 0.8) return pair(random);
  if (kind < 0.93) return pair(random) + endings.draw(random);
  if (kind < 0.97) return pair(random) + pair(random);
  return random.pick(singleBrands);
}

/** A brand of a shop: a surname as often as not. */
export function drawShopBrand(random: Random): string {
  const kind = random.next();
  const surname = random.pick(surnames);
  if (kind < 0.12) return `老${surname}`;
  if (kind < 0.2) return `${surname}记`;
  if (kind < 0.27) return `小${surname}`;
  if (kind < 0.33) return `${surname}氏${characters.draw(random)}`;
  return drawBrand(random);
}

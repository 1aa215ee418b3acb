import type { Figure } from '../kit.ts';
import { qualityFigures } from './quality-figures.ts';
import { incrementFigures } from './increment.ts';
import { growthFigures, speedFigures } from './speed.ts';
import type { LinkageOptions, Part } from './workshop.ts';

/** Runs the parts wanted, prints their tables and returns the figures that have a bound. */
export async function linkageFigures(options: LinkageOptions): Promise<Figure[]> {
  const wanted = (part: Part): boolean => options.only === undefined || options.only === part;
  const figures: Figure[] = [];
  if (wanted('quality')) figures.push(...(await qualityFigures(options)));
  if (wanted('speed')) figures.push(...(await speedFigures(options)));
  if (wanted('growth')) figures.push(...(await growthFigures(options)));
  if (wanted('increment')) figures.push(...(await incrementFigures(options)));
  return figures;
}

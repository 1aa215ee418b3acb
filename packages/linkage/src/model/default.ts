import trained from './employers-2026-11.json' with { type: 'json' };
import { employers } from '../employers/index.ts';
import { checkModel, type Model } from './model.ts';

/** The model that comes with the package; how it was learned stands in it and in docs/adr/0038-linkage.md. */
export const defaultModel: Model = checkModel(trained, employers, 'employers-2026-11.json');

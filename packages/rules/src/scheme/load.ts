import type { z } from 'zod';
import { scores } from '../scoring/build-item.ts';
import { buildTrackScoring, checkSheet } from '../scoring/build-track.ts';
import { checkExamples } from '../scoring/check.ts';
import { planTrack } from '../scoring/plan.ts';
import { trackOrder } from '../scoring/programme.ts';
import { checkWorlds } from '../scoring/worlds.ts';
import { errorAt, shapeErrors } from './faults.ts';
import { checkFormula, type ItemContext } from './build-criterion.ts';
import { buildItem } from './items.ts';
import { knownKeys } from './known-keys.ts';
import { schemeShape, trackShape, type SchemeYaml, type TrackYaml } from './shape.ts';
import { departure, sourceText, withoutWhiteSpace, type SourceText } from './source-text.ts';
import type {
  FormulaChecks,
  Item,
  LoadedSchemes,
  Parameter,
  Scheme,
  SchemeError,
  SchemeFiles,
  Track,
} from './types.ts';
import { readYaml, type YamlText } from './yaml-text.ts';

/** Checks that pass every formula: for tools that look at quotes only. */
export const noFormulaChecks: FormulaChecks = { checkMeasure: () => null, checkExpression: () => null };

/**
 * Loads scheme folders from the texts of their files; reading the disk is the caller's. A broken file stops nothing
 * but itself: a broken track leaves the others standing, a broken scheme.yaml leaves the other schemes standing.
 */
export function loadSchemes(folders: readonly SchemeFiles[], checks: FormulaChecks): LoadedSchemes {
  const schemes: Scheme[] = [];
  const errors: SchemeError[] = [];
  const seen = new Map<string, string>();
  for (const folder of folders) {
    const loaded = loadScheme(folder, checks);
    errors.push(...loaded.errors);
    if (!loaded.scheme) continue;
    const twin = seen.get(loaded.scheme.id);
    if (twin !== undefined) {
      const file = `${folder.folder}/scheme.yaml`;
      errors.push({
        file,
        line: 1,
        column: 1,
        path: 'id',
        sentence: `方案编号「${loaded.scheme.id}」与 ${twin} 重复。`,
      });
      continue;
    }
    seen.set(loaded.scheme.id, folder.folder);
    schemes.push(loaded.scheme);
  }
  return { schemes, errors };
}

/** Loads one scheme folder; `scheme` is null when its scheme.yaml or its source cannot be used. */
export function loadScheme(
  folder: SchemeFiles,
  checks: FormulaChecks,
): { readonly scheme: Scheme | null; readonly errors: readonly SchemeError[] } {
  const errors: SchemeError[] = [];
  const parsed = readShape(folder, 'scheme.yaml', schemeShape, errors);
  if (!parsed) return { scheme: null, errors };
  const { yaml, value } = parsed;
  const before = errors.length;
  const text = fileText(folder, value.source);
  if (text === undefined) {
    errors.push(errorAt(yaml, ['source'], `没有找到原文文件 ${value.source}。`, '请把原文放在同一文件夹。'));
    return { scheme: null, errors };
  }
  const source = sourceText(text);
  const context = { yaml, checks, parameters: new Set((value.parameters ?? []).map((entry) => entry.id)), errors };
  checkSchemeFile(value, context, source);
  if (errors.length > before) return { scheme: null, errors };
  const scheme = assemble(folder, value, { ...context, source, tracks: value.tracks.map((track) => track.id) });
  const failed = errors.length;
  if (scheme.brokenFiles.length === 0) checkProgramme(value, scheme, context);
  return { scheme: errors.length > failed ? null : scheme, errors };
}

/** What only shows with all tracks together: who feeds whom, and the worked worlds. */
function checkProgramme(value: SchemeYaml, scheme: Scheme, context: ItemContext): void {
  const plans = scheme.tracks.flatMap(({ scoring, ...track }) => (scoring ? [planTrack({ ...track, scoring })] : []));
  if (!trackOrder(plans)) {
    context.errors.push(
      errorAt(context.yaml, ['tracks'], '各类别的得分互相计入，成了循环。', '请去掉其中一条 by: below。'),
    );
    return;
  }
  checkWorlds(value.examples ?? [], plans, context);
}

type SchemeContext = ItemContext & { readonly source: SourceText; readonly tracks: readonly string[] };

function assemble(folder: SchemeFiles, value: SchemeYaml, context: SchemeContext): Scheme {
  const brokenFiles: string[] = [];
  const load = (file: string, track: string): TrackContent | null => {
    const content = loadTrackFile(folder, file, track, context);
    if (!content) brokenFiles.push(file);
    return content;
  };
  const tracks = value.tracks.flatMap((entry, index): Track[] => {
    if (fileText(folder, entry.file) === undefined) {
      const path = ['tracks', index, 'file'];
      context.errors.push(errorAt(context.yaml, path, `没有找到类别文件 ${entry.file}。`, otherFiles(folder)));
      brokenFiles.push(entry.file);
      return [];
    }
    const content = load(entry.file, entry.id);
    return content ? [{ ...entry, ...content, place: context.yaml.valueAt(['tracks', index]) }] : [];
  });
  const programme = fileText(folder, 'programme.yaml') === undefined ? null : load('programme.yaml', 'programme');
  return {
    id: value.id,
    title: value.title,
    issuer: value.place,
    division: value.division,
    version: value.version,
    issuedOn: value.issued_on,
    source: context.source.text,
    tracks,
    programme: programme?.items ?? [],
    parameters: (value.parameters ?? []).map((entry): Parameter => ({ ...entry, values: entry.values ?? [] })),
    rulings: value.rulings ?? {},
    remaining: (value.remaining ?? []).map((entry, index) => ({
      ...entry,
      place: context.yaml.valueAt(['remaining', index]),
    })),
    brokenFiles,
  };
}

type TrackContent = Pick<Track, 'items' | 'scoring'>;

function loadTrackFile(folder: SchemeFiles, file: string, track: string, scheme: SchemeContext): TrackContent | null {
  const errors: SchemeError[] = [];
  const parsed = readShape(folder, file, trackShape, errors);
  let content: TrackContent | null = null;
  if (parsed) {
    const context = { ...scheme, yaml: parsed.yaml, errors };
    if (parsed.value.track !== track) {
      const sentence = `此文件写的是 track: ${parsed.value.track}，scheme.yaml 里是 ${track}。`;
      errors.push(errorAt(parsed.yaml, ['track'], sentence, `请改为 track: ${track}。`));
    }
    content = loadContent(parsed.value, track, context);
  }
  scheme.errors.push(...errors);
  return errors.length > 0 ? null : content;
}

function loadContent(value: TrackYaml, track: string, context: SchemeContext): TrackContent {
  const items = loadItems(value, context);
  if (!value.scoring) {
    const index = value.items.findIndex(scores);
    if (index >= 0) {
      const sentence = '有条目写了评分，但本文件没有评分办法（scoring）。';
      context.errors.push(errorAt(context.yaml, ['items', index], sentence, '请在文件末尾加上 scoring:。'));
    }
    return { items };
  }
  const scoring = buildTrackScoring(value.scoring, context);
  const scored = { id: track, items, scoring };
  if (context.errors.length === 0) checkSheet(scored, context.tracks, context);
  if (context.errors.length === 0) checkExamples(scored, context);
  return { items, scoring };
}

function loadItems(value: TrackYaml, context: SchemeContext): readonly Item[] {
  const seen = new Set<string>();
  return value.items.flatMap((entry, index) => {
    const path = ['items', index];
    if (seen.has(entry.id)) {
      context.errors.push(errorAt(context.yaml, [...path, 'id'], `编号「${entry.id}」在本文件中重复。`));
    }
    seen.add(entry.id);
    checkQuote(entry.quote, [...path, 'quote'], context, context.source);
    const item = buildItem(entry, index, context);
    return item ? [item] : [];
  });
}

function checkSchemeFile(value: SchemeYaml, context: ItemContext, source: SourceText): void {
  repeated(value.tracks.map((track) => track.id)).forEach((index) => {
    context.errors.push(errorAt(context.yaml, ['tracks', index, 'id'], '类别编号重复。'));
  });
  repeated((value.parameters ?? []).map((parameter) => parameter.id)).forEach((index) => {
    context.errors.push(errorAt(context.yaml, ['parameters', index, 'id'], '参数编号重复。'));
  });
  value.tracks.forEach((track, index) => {
    checkFormula(context, ['tracks', index, 'fits'], track.fits, 'expression');
    if (track.id === 'programme') {
      const sentence = '类别编号不能用 programme，它留给类别之外的条目。';
      context.errors.push(errorAt(context.yaml, ['tracks', index, 'id'], sentence));
    }
  });
  value.remaining?.forEach((entry, index) => checkQuote(entry.quote, ['remaining', index, 'quote'], context, source));
}

function checkQuote(quote: string, path: PropertyKey[], context: ItemContext, source: SourceText): void {
  if (source.bare.includes(withoutWhiteSpace(quote))) return;
  const where = departure(source, quote);
  context.errors.push(
    errorAt(
      context.yaml,
      path,
      '引文在原文中找不到；须逐字照录（含标点、全角半角）。',
      where ? `到「…${where.kept.slice(-10)}」为止相符，其后原文是「${where.printed}…」。` : undefined,
    ),
  );
}

/** Indexes of the entries that repeat an earlier one. */
function repeated(ids: readonly string[]): number[] {
  return ids.flatMap((id, index) => (ids.indexOf(id) < index ? [index] : []));
}

function readShape<S extends z.ZodType>(
  folder: SchemeFiles,
  name: string,
  shape: S,
  errors: SchemeError[],
): { readonly yaml: YamlText; readonly value: z.output<S> } | null {
  const file = `${folder.folder}/${name}`;
  const text = fileText(folder, name);
  if (text === undefined) {
    errors.push({ file, line: 1, column: 1, path: '', sentence: `没有找到 ${name}。`, suggestion: otherFiles(folder) });
    return null;
  }
  const yaml = readYaml(file, text);
  if (yaml.errors.length > 0) {
    errors.push(...yaml.errors);
    return null;
  }
  const result = shape.safeParse(yaml.data);
  if (result.success) return { yaml, value: result.data };
  errors.push(...shapeErrors(yaml, result.error.issues, (path) => knownKeys(shape, path)));
  return null;
}

function fileText(folder: SchemeFiles, name: string): string | undefined {
  return Object.hasOwn(folder.files, name) ? folder.files[name] : undefined;
}

function otherFiles(folder: SchemeFiles): string {
  return `文件夹里有：${Object.keys(folder.files).sort().join('、') || '（空）'}。`;
}

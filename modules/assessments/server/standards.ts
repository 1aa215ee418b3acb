import { createHash } from 'node:crypto';
import { join } from 'node:path';
import {
  ExpressionError,
  ExpressionTypeError,
  loadScheme,
  loadSchemes,
  MeasureCatalogue,
  MeasureError,
  nearest,
  parseExpression,
  parseReference,
  toSql,
  type FormulaChecks,
  type FormulaFault,
  type LoadedSchemes,
  type MeasureDefinition,
  type SchemeError,
  type SchemeFiles,
  type SqlEnvironment,
} from '@jianjia/rules';
import { readMeasures, readSchemeFolders } from '@jianjia/schemes/server';
import { unionFacts } from '../contract/index.ts';
import { FactError } from '../domain/fact-book.ts';
import { planEvaluation, type Plan } from '../domain/plan.ts';
import { choiceLists, factRelations } from './offer.ts';

/** The standards as loaded from files: good schemes compiled into a plan, and what is wrong in the others. */
export interface Standards extends LoadedSchemes {
  readonly plan: Plan;
  /** Identity of schemes and measures; another one means that results must be computed anew. */
  readonly planId: string;
  /** The files they were read from, as published. */
  readonly files: readonly SchemeFiles[];
  /** What would be wrong in a scheme's files, were they these. */
  check(files: SchemeFiles): readonly SchemeError[];
}

/** Loads `standards/` (schemes and measures). Broken scheme files are reported and stop nothing but themselves. */
export async function loadStandards(folder: string): Promise<Standards> {
  const [measures, files] = await Promise.all([
    readMeasures(join(folder, 'measures')),
    readSchemeFolders(join(folder, 'schemes'), 'standards/schemes'),
  ]);
  return compileStandards(measures, files);
}

/** Compiles scheme and measure files already read. */
export function compileStandards(measures: readonly MeasureDefinition[], files: readonly SchemeFiles[]): Standards {
  const catalogue = new MeasureCatalogue(measures, choiceLists());
  const checks = formulaChecks(catalogue);
  const loaded = loadSchemes(files, checks);
  const sources = factRelations.map((relation) => relation.source);
  const plan = planEvaluation(loaded.schemes, catalogue, sources, unionFacts);
  const planId = createHash('sha256')
    .update(JSON.stringify([measures, files]))
    .digest('hex');
  return { ...loaded, plan, planId, files, check: (folder) => loadScheme(folder, checks).errors };
}

/** The checks of formulas a scheme may use: measures of the catalogue, columns of the union. */
function formulaChecks(catalogue: MeasureCatalogue): FormulaChecks {
  const sources = factRelations.map((relation) => relation.source);
  const measureType = (kind: string) => (kind === 'yesno' ? 'boolean' : 'number');
  const names = [...catalogue.definitions.keys()];
  const checkMeasure = (text: string) =>
    fault(names, text, () => {
      const measure = catalogue.get(parseReference(text));
      // Compiling a plan of this one measure finds facts that do not exist or do not fit their scope.
      planEvaluation([], catalogue, sources, unionFacts).probe(measure);
    });
  const env: SqlEnvironment = {
    t: '2000-01-01',
    reference: (reference) => {
      const type = (unionFacts.columns as Readonly<Record<string, 'text' | 'date' | 'boolean'>>)[reference.name];
      if (type && reference.args.length === 0) return { sql: reference.name, type };
      return { sql: 'null', type: measureType(catalogue.get(reference).kind) };
    },
    fact: () => ({ sql: 'null', type: 'number' }),
  };
  const checkExpression = (text: string) =>
    fault([...names, ...Object.keys(unionFacts.columns)], text, () => {
      const { type } = toSql(parseExpression(text), env);
      if (type !== 'boolean') throw new ExpressionTypeError('条件应得出是或否。');
    });
  const checkLookBack = (text: string) => {
    const { title, last } = catalogue.get(parseReference(text));
    return last ? null : { sentence: `「${title}」不知道最近一次发生在哪一天,不能追溯(look_back)。` };
  };
  return { checkMeasure, checkExpression, checkLookBack };
}

function fault(names: readonly string[], text: string, check: () => void): FormulaFault | null {
  try {
    check();
    return null;
  } catch (error) {
    if (
      error instanceof MeasureError ||
      error instanceof FactError ||
      error instanceof ExpressionError ||
      error instanceof ExpressionTypeError
    ) {
      const near = nearest(text.replace(/\(.*$/, ''), names);
      return { sentence: error.message, ...(near ? { suggestion: `是否想写「${near}」?` } : {}) };
    }
    throw error;
  }
}

import { inTransaction, type Pool, type PoolClient } from '@jianjia/db';
import { type Calibration, trainCalibrated } from '../../domain/classification/calibration.ts';
import { divisionOf } from '../../domain/classification/seeds.ts';
import { type Example, type Reader, reader, type TextModel } from '../../domain/classification/text-classifier.ts';
import { type ClassificationTables, classificationTables } from './tables.ts';

/** Rows that a classifier is trained with, at most: more teach it nothing new and fill the memory. */
const MOST_ROWS = 50_000;
/** It is trained anew when so much more has been coded. */
const GROWTH = 1.2;

/** A classifier in use. */
export interface InUse {
  readonly version: string;
  readonly trained: number;
  readonly asked: Reader;
  readonly calibration: Calibration;
}

interface ClassifierRow {
  readonly version: string;
  readonly trained: number;
  readonly model: TextModel;
  readonly calibration: Calibration;
}

/** The newest classifier; null where none was made yet. */
export async function newestClassifier(client: PoolClient): Promise<InUse | null> {
  const found = await client.query<ClassifierRow>(
    'select version, trained, model, calibration from census.classifier order by classifier_id desc limit 1',
  );
  const [row] = found.rows;
  return row ? { ...row, asked: reader(row.model) } : null;
}

/**
 * The classifier for the list as it is: trained with what sources already code, and anew when that has grown by a fifth. One
 * at a time: who comes second waits and finds what the first has made.
 */
export async function currentClassifier(system: Pool): Promise<InUse> {
  return inTransaction(system, async (client) => {
    await client.query(`select pg_advisory_xact_lock(hashtext('census.classifier'))`);
    const newest = await newestClassifier(client);
    const counted = await client.query<{ rows: number }>(
      `select least(count(*), ${MOST_ROWS})::integer as rows from (
         select from census.employer where length(industry_code) >= 2 limit ${MOST_ROWS}) coded`,
    );
    const coded = counted.rows[0]?.rows ?? 0;
    if (newest && coded < Math.max(newest.trained, 100) * GROWTH) return newest;
    const tables = classificationTables();
    const examples = await codedExamples(client, tables);
    const version = `nb-${examples.length}-${new Date().toISOString().slice(0, 19)}`;
    const { model, calibration } = trainCalibrated(version, tables.seeds, examples);
    await client.query('insert into census.classifier (version, trained, model, calibration) values ($1, $2, $3, $4)', [
      version,
      examples.length,
      JSON.stringify(model),
      JSON.stringify(calibration),
    ]);
    return { version, trained: examples.length, asked: reader(model), calibration };
  });
}

/** What sources code, spread over the list by id: ids do not follow from names. */
async function codedExamples(client: PoolClient, { industries }: ClassificationTables): Promise<readonly Example[]> {
  const found = await client.query<{ text: string; code: string }>(
    `select concat_ws(' ', name, industry_text, left(scope, 120)) as text, industry_code as code
     from census.employer where length(industry_code) >= 2
     order by md5(employer_id::text) limit ${MOST_ROWS}`,
  );
  return found.rows.flatMap(({ text, code }) => {
    const label = divisionOf(industries, code);
    return label === null ? [] : [{ text, label }];
  });
}

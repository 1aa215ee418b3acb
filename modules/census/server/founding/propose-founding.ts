import { type Acting, inTransaction } from '@jianjia/db';
import { registeredEmployer } from '@jianjia/employers/server';
import { proposeUnionCode } from '@jianjia/organisations/server';
import type { z } from 'zod';
import type { proposeFounding as contract } from '../../contract/index.ts';
import { mayDo } from '../../domain/checks/lifecycle.ts';
import { problems as checkProblems } from '../checks/problems.ts';
import type { FieldDeps } from '../field-deps.ts';
import { foundingTask } from './confirm-founding.ts';
import { problems } from './problems.ts';
import { superiorAt } from './superior-at.ts';

/**
 * What the union of a task would be: its name as reported, its superior the nearest union of the place, its code the
 * superior's next.
 * @throws Problem census.noTask, census.wrongState
 */
export async function proposeFounding(
  { asOf }: Pick<FieldDeps, 'asOf'>,
  acting: Acting,
  taskId: string,
): Promise<z.output<(typeof contract)['answer']>> {
  return inTransaction(
    acting,
    async (client) => {
      const task = await foundingTask(client, taskId);
      if (!mayDo('confirm', task.state)) throw checkProblems.wrongState(task.state);
      const parent = await superiorAt(client, task.division);
      const registered = task.uscc === null ? null : await registeredEmployer(client, task.uscc);
      return {
        name: task.unionName ?? `${task.name}工会`,
        kind: 'enterprise',
        parent,
        code: parent === null ? null : await proposeUnionCode(client, parent.code, 'enterprise'),
        founded_on: asOf(undefined),
        sector: registered?.sector ?? task.sector,
        obstacle: task.uscc === null ? problems.noCreditCode(task.name).message : null,
      };
    },
    { readOnly: true },
  );
}

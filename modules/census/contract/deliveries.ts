import { endpoint } from '@jianjia/kernel';
import { z } from 'zod';
import { Day, DeliveryShape, MappingShape, OutcomeShape, WholeDeliveryShape, WithdrawReason, Year } from './shapes.ts';

const DeliveryParams = z.object({ delivery: z.uuid() });
const SourceParams = z.object({ source: z.uuid() });

/** Bytes of the largest file that is taken in. */
export const MAX_FILE_BYTES = 1024 * 1024 * 1024;

/** Files and batches within reach, the newest first. */
export const listDeliveries = endpoint({
  id: 'census.listDeliveries',
  method: 'GET',
  path: '/api/census/deliveries',
  summary: '收到的文件和批次，新的在前，分页。',
  access: 'census:read',
  query: z.object({
    source: z.uuid().optional(),
    after: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  answer: z.object({ rows: z.array(DeliveryShape).readonly(), next: z.string().nullable() }),
});

/** A delivery with its profile and what is wrong with it. */
export const showDelivery = endpoint({
  id: 'census.showDelivery',
  method: 'GET',
  path: '/api/census/deliveries/:delivery',
  summary: '一份文件：各栏的概况、发现的问题、栏目对应和入册结果。',
  access: 'census:read',
  params: DeliveryParams,
  answer: WholeDeliveryShape,
});

/**
 * Reads a file and says what is in it; the list is not touched. Fields `year` and `as_of`, then one file. A department's own
 * system may add `batch`, its name for the file, which is then taken once, and `apply`=`yes`, which puts it into the list
 * where nobody has to look at anything first.
 */
export const receiveFile = endpoint({
  id: 'census.receiveFile',
  method: 'POST',
  path: '/api/census/sources/:source/files',
  summary:
    '上传部门的文件（CSV 或 XLSX）：读取、概括和检查，不改底册。表单先填 year、as_of（接口报送另填 batch、apply=yes），再附一个文件。',
  access: 'census:send',
  params: SourceParams,
  upload: { maxBytes: MAX_FILE_BYTES, maxFiles: 1, maxFields: 4 },
  answer: z.object({
    delivery_id: z.string(),
    /** The batch was here before; nothing was done. */
    known: z.boolean(),
  }),
});

/** Confirms what the columns mean; the faults are looked for anew. */
export const confirmMapping = endpoint({
  id: 'census.confirmMapping',
  method: 'PUT',
  path: '/api/census/deliveries/:delivery/mapping',
  summary: '确认栏目对应关系（按来源和年度保存），并重新检查文件。',
  access: 'census:write',
  params: DeliveryParams,
  body: MappingShape,
  answer: WholeDeliveryShape,
});

/** Puts the delivery into the list; goes on after the answer. */
export const applyDelivery = endpoint({
  id: 'census.applyDelivery',
  method: 'POST',
  path: '/api/census/deliveries/:delivery/apply',
  summary: '入册：把这份文件并入单位底册。在后台进行，可以离开页面。',
  access: 'census:write',
  params: DeliveryParams,
  body: z.strictObject({
    /** Codes of the faults that were seen and are to be passed over. */
    accepted: z.array(z.string().max(60)).max(50).default([]),
  }),
  answer: DeliveryShape,
});

/** Takes a delivery out of the list with everything that followed from it. */
export const withdrawDelivery = endpoint({
  id: 'census.withdrawDelivery',
  method: 'POST',
  path: '/api/census/deliveries/:delivery/withdraw',
  summary: '撤回：把这份文件连同它带来的一切从单位底册中取出。在后台进行，可以离开页面。',
  access: 'census:write',
  params: DeliveryParams,
  body: z.strictObject({
    reason: WithdrawReason,
  }),
  answer: DeliveryShape,
});

/** Throws away a file that was read and never applied. */
export const discardDelivery = endpoint({
  id: 'census.discardDelivery',
  method: 'DELETE',
  path: '/api/census/deliveries/:delivery',
  summary: '丢弃一份读过而没有入册的文件。',
  access: 'census:write',
  params: DeliveryParams,
  answer: z.object({}),
});

const Row = z.record(z.string().max(200), z.union([z.string().max(2000), z.number(), z.boolean(), z.null()]));

/** A batch from a department's own system: checked like a file, and applied where nothing speaks against it. */
export const receiveRows = endpoint({
  id: 'census.receiveRows',
  method: 'POST',
  path: '/api/census/sources/:source/batches',
  summary: '接口报送：一批 JSON 行。批次号相同的只收一次；与文件作同样的检查，没有需要人看的问题就入册。',
  access: 'census:send',
  params: SourceParams,
  bodyLimit: 32 * 1024 * 1024,
  body: z.strictObject({
    /** What the sender calls the batch. */
    batch: z.string().min(1, '请给出批次号。').max(100, '批次号最多 100 个字。'),
    year: Year,
    as_of: Day,
    /** Rows by the titles of the department's columns. */
    rows: z.array(Row).min(1, '这一批没有行。').max(50_000, '一批最多 50000 行，请分批报送。'),
  }),
  answer: z.object({
    delivery_id: z.string(),
    /** The batch was here before; nothing was done. */
    known: z.boolean(),
    status: DeliveryShape.shape.status,
    outcome: OutcomeShape.nullable(),
    faults: WholeDeliveryShape.shape.faults,
  }),
});
export type RowsToReceive = z.output<(typeof receiveRows)['body']>;

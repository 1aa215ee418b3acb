import { InboxOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Upload } from 'antd';
import { useState } from 'react';
import { z } from 'zod';

/** What is read of the answer of an import (reports.importRegisters). */
const Report = z.object({
  failed: z.object({ reason: z.string() }).nullable(),
  files: z.array(
    z.object({
      file: z.string(),
      refused: z.string().nullable(),
      new: z.number(),
      changed: z.number(),
      same: z.number(),
      rejected: z.number(),
      rejections: z.array(z.object({ line: z.number(), column: z.string(), reason: z.string() })),
    }),
  ),
});
const Refused = z.object({ detail: z.string() });

/** Rejected lines that are told; the others come with the next import. */
const MOST = 20;

interface Told {
  readonly type: 'success' | 'warning' | 'error';
  readonly title: string;
  readonly lines: readonly string[];
}

/** Takes a file of records to the service and tells what became of each line. */
export function Import() {
  const queries = useQueryClient();
  const [told, setTold] = useState<Told | null>(null);
  return (
    <>
      <Upload.Dragger
        action="/api/imports"
        name="file"
        accept=".csv,.xlsx"
        maxCount={1}
        onChange={({ file: { status, response } }) => {
          if (status === 'done') void queries.invalidateQueries();
          if (status === 'done' || status === 'error') setTold(toldOf(response));
          if (status === 'uploading') setTold(null);
        }}
      >
        <p>
          <InboxOutlined aria-hidden /> 点这里选择文件，或者把文件拖进来
        </p>
      </Upload.Dragger>
      {told && (
        <Alert
          className="register-told"
          showIcon
          role={told.type === 'error' ? 'alert' : 'status'}
          type={told.type}
          title={told.title}
          description={told.lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        />
      )}
    </>
  );
}

function toldOf(response: unknown): Told {
  const report = Report.safeParse(response);
  if (!report.success) {
    const refused = Refused.safeParse(response);
    const why = refused.success ? refused.data.detail : '没有收到服务的答复。请检查网络，然后重新选择文件。';
    return { type: 'error', title: '没有导入', lines: [why] };
  }
  const { failed, files } = report.data;
  if (failed) return { type: 'error', title: '没有导入', lines: [failed.reason] };
  const [file] = files;
  if (!file || file.refused !== null) {
    return { type: 'error', title: '没有导入', lines: [file?.refused ?? '文件里没有台账。'] };
  }
  const lines = file.rejections
    .slice(0, MOST)
    .map(({ line, column, reason }) => `第 ${line} 行${column === '' ? '' : `“${column}”`}：${reason}`);
  const counts = `新增 ${file.new} 条，更新 ${file.changed} 条，没有变化 ${file.same} 条`;
  return file.rejected === 0
    ? { type: 'success', title: `导入完成：${counts}`, lines: ['评定结果会随之更新。'] }
    : { type: 'warning', title: `${counts}，${file.rejected} 行没有导入`, lines };
}

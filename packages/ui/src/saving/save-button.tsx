import { DownloadOutlined } from '@ant-design/icons';
import { ClientProblem, download } from '@jianjia/client';
import { Button, notification, Progress } from 'antd';
import { useState } from 'react';

interface Props {
  /** Of the file. */
  readonly address: string;
  /** «导出 XLSX». */
  readonly children: string;
  readonly disabled?: boolean;
}

/**
 * Fetches a file and saves it. How far it has come is told in a corner of the desk, so that the page can be left
 * meanwhile; what the service refuses is told there with its sentence.
 */
export function SaveButton({ address, children, disabled = false }: Props) {
  const [isBusy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    const key = crypto.randomUUID();
    const leave = new AbortController();
    const close = () => notification.destroy(key);
    const tell = (bytes: number) =>
      notification.open({
        key,
        duration: 0,
        title: '正在导出',
        description: <Arriving bytes={bytes} />,
        actions: (
          <Button size="small" onClick={() => leave.abort()}>
            取消
          </Button>
        ),
        onClose: close,
      });
    setBusy(true);
    tell(0);
    try {
      const { name, content } = await download(address, { signal: leave.signal, onBytes: tell });
      handOver(name, content);
      notification.success({ key, title: '已导出', description: name, duration: 5, actions: null });
    } catch (error) {
      if (error instanceof ClientProblem) {
        notification.error({ key, title: error.title, description: error.message, duration: 0, actions: null });
      } else {
        close();
        if (!leave.signal.aborted) throw error;
      }
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button icon={<DownloadOutlined />} loading={isBusy} disabled={disabled} onClick={() => void save()}>
      {children}
    </Button>
  );
}

/** How long the file will be is not known before it is there. */
function Arriving({ bytes }: { readonly bytes: number }) {
  return (
    <div role="status">
      <Progress percent={bytes > 0 ? 90 : 30} status="active" showInfo={false} aria-label="导出进度" />
      {bytes === 0 ? '正在生成表格，可以先去做别的。' : `已收到 ${(bytes / 1024 / 1024).toFixed(1)} MB`}
    </div>
  );
}

/** As the browser saves any file. */
function handOver(name: string, content: Blob): void {
  const place = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = place;
  link.download = name;
  link.click();
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(place), 60_000);
}

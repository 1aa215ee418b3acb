import { Modal } from 'antd';
import { copy } from './copy.ts';

/** Asks whoever signs out whether findings that were not sent may go. A file of its own: nearly nobody is asked. */
export default function askUnsent(unsent: number): Promise<boolean> {
  return new Promise((resolve) => {
    Modal.confirm({
      ...copy.unsent,
      title: copy.unsent.title(unsent),
      onOk: () => resolve(true),
      onCancel: () => resolve(false),
    });
  });
}

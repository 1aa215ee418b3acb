import { Modal } from 'antd';
import { copy } from './copy.ts';

/** The keys and what they do. */
export function Help({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Modal open={open} title={copy.help} footer={null} onCancel={onClose}>
      <p>{copy.helpLead}</p>
      <dl className="census-cells">
        {copy.shortcuts.map(([key, what]) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt>
              <kbd className="review-key">{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}

import { Modal, Steps } from 'antd';
import { rememberVisit } from './new-here.ts';

const STEPS = [
  { title: '台账在先', content: '会员、选举、会议、合同、活动这些台账，工会本来就在记。系统只看台账，不让人再填表。' },
  {
    title: '逐条判定',
    content: '每条标准原文都对应一个公式：达标、未达标；台账说不清的是“资料不足”，要人看的是“待评定”。',
  },
  {
    title: '从总览往下看',
    content: '总览上的每个数字都能点开，看到背后的名单；点一个工会，看到它的清单和下一步先做什么。',
  },
  { title: '随时问为什么', content: '每个结论都能看到原文在哪里、公式、数字和背后的记录；词语旁的问号解释它的意思。' },
] as const;

interface Props {
  readonly onClose: () => void;
}

/** What the desk is, in one minute; shown at the first visit, and from the account's menu. */
export default function Guide({ onClose }: Props) {
  const close = () => {
    rememberVisit();
    onClose();
  };
  return (
    <Modal
      title="一分钟看懂建家"
      open
      onOk={close}
      onCancel={close}
      okText="开始使用"
      cancelButtonProps={{ hidden: true }}
    >
      <Steps orientation="vertical" size="small" current={STEPS.length} items={[...STEPS]} />
    </Modal>
  );
}

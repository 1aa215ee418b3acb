import { BulbOutlined, DownOutlined, QuestionCircleOutlined } from '@ant-design/icons';
import { call } from '@jianjia/client';
import { leaveChecks } from '@jianjia/census/web';
import { signInEndpoints } from '@jianjia/identity/contract';
import { Button, Dropdown, type MenuProps, Modal, Tooltip } from 'antd';
import { copy } from './copy.ts';
import { type Choice, useLook } from './look.tsx';
import { useSession } from './session.ts';

async function signOut(ask: (unsent: number) => Promise<boolean>): Promise<void> {
  if (!(await leaveChecks(ask))) return;
  await call(signInEndpoints.signOut, {});
  location.assign('/sign-in');
}

const CHOICES: readonly Choice[] = ['light', 'dark', 'system'];

/** Who is signed in; light or dark; help; the way out. */
export function Account({ onGuide }: { readonly onGuide: () => void }) {
  const { session } = useSession();
  const { choice, choose } = useLook();
  const [modal, holder] = Modal.useModal();
  const ask = async (unsent: number) =>
    modal.confirm({ ...copy.unsent, title: copy.unsent.title(unsent) }).then(
      (isSure) => isSure,
      () => false,
    );
  const looks: MenuProps = {
    selectable: true,
    selectedKeys: [choice],
    items: CHOICES.map((key) => ({ key, label: copy.look[key] })),
    onClick: ({ key }) => choose(key as Choice),
  };
  const mine: MenuProps = {
    items: [
      { key: 'account', label: <a href="/account">{copy.account}</a> },
      { key: 'guide', label: copy.guide, onClick: onGuide },
      { key: 'manual', label: <a href="/api">{copy.manual}</a> },
      { type: 'divider' },
      { key: 'out', label: copy.signOut, onClick: () => void signOut(ask) },
    ],
  };
  return (
    <div className="frame-account">
      {holder}
      <Tooltip title={copy.guide}>
        <Button type="text" icon={<QuestionCircleOutlined />} aria-label={copy.guide} onClick={onGuide} />
      </Tooltip>
      <Dropdown menu={looks} trigger={['click']}>
        <Button type="text" icon={<BulbOutlined />} aria-label={copy.look.label} />
      </Dropdown>
      <Dropdown menu={mine} trigger={['click']}>
        <Button type="text" className="frame-name" title={session?.reach ?? ''}>
          <span>{session?.name ?? '…'}</span> <DownOutlined aria-hidden />
        </Button>
      </Dropdown>
    </div>
  );
}

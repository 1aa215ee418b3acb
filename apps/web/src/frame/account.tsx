import { BulbOutlined, DownOutlined, QuestionCircleOutlined } from '@ant-design/icons';
import { call } from '@jianjia/client';
import { leaveChecks } from '@jianjia/census/web';
import { signInEndpoints } from '@jianjia/identity/contract';
import { Button, Dropdown, Grid, type MenuProps, Tooltip } from 'antd';
import { copy } from './copy.ts';
import { type Choice, useLook } from './look.tsx';
import { useSession } from './session.ts';

async function signOut(): Promise<void> {
  if (!(await leaveChecks(async (unsent) => (await import('./ask-unsent.ts')).default(unsent)))) return;
  await call(signInEndpoints.signOut, {});
  location.assign('/sign-in');
}

const CHOICES: readonly Choice[] = ['light', 'dark', 'system'];

/** Who is signed in; light or dark; help; the way out. On a phone all of it is in one menu. */
export function Account({ onGuide }: { readonly onGuide: () => void }) {
  const { session } = useSession();
  const { choice, choose } = useLook();
  const isPhone = Grid.useBreakpoint().sm === false;
  const lookItems = CHOICES.map((key) => ({ key, label: copy.look[key], onClick: () => choose(key) }));
  const chosen: MenuProps = { selectable: true, selectedKeys: [choice] };
  const mine: MenuProps = {
    ...chosen,
    items: [
      { key: 'account', label: <a href="/account">{copy.account}</a> },
      { key: 'guide', label: copy.guide, onClick: onGuide },
      { key: 'manual', label: <a href="/api">{copy.manual}</a> },
      ...(isPhone ? [{ type: 'group' as const, label: copy.look.label, children: lookItems }] : []),
      { type: 'divider' },
      { key: 'out', label: copy.signOut, onClick: () => void signOut() },
    ],
  };
  return (
    <div className="frame-account">
      {!isPhone && (
        <>
          <Tooltip title={copy.guide}>
            <Button type="text" icon={<QuestionCircleOutlined />} aria-label={copy.guide} onClick={onGuide} />
          </Tooltip>
          <Dropdown menu={{ ...chosen, items: lookItems }} trigger={['click']}>
            <Button type="text" icon={<BulbOutlined />} aria-label={copy.look.label} />
          </Dropdown>
        </>
      )}
      <Dropdown menu={mine} trigger={['click']}>
        <Button type="text" className="frame-name" title={session?.reach ?? ''}>
          <span>{session?.name ?? '…'}</span> <DownOutlined aria-hidden />
        </Button>
      </Dropdown>
    </div>
  );
}

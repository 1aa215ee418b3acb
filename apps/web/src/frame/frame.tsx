import { MenuOutlined } from '@ant-design/icons';
import { PlaceLink } from '@jianjia/ui';
import { Outlet } from '@tanstack/react-router';
import { Button, Grid, Layout, theme } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Account } from './account.tsx';
import { copy } from './copy.ts';
import { Day } from './day.tsx';
import { isNewHere } from './new-here.ts';
import { MainMenu } from './menu.tsx';
import { IS_DEMO } from './meta.ts';
import { useQuiet } from './use-quiet.ts';

// Not needed for the first sight of a page.
const Guide = lazy(() => import('./guide.tsx'));
const Place = lazy(() => import('./place.tsx'));
const MenuDrawer = lazy(() => import('./menu-drawer.tsx'));

/** What stands around every page: name, place, day, account; navigation beside it, on a phone in a drawer. */
export function Frame() {
  const { lg } = Grid.useBreakpoint();
  const { token } = theme.useToken();
  const [isOpen, setOpen] = useState(false);
  const isQuiet = useQuiet();
  const [isGuided, setGuided] = useState(isNewHere);
  return (
    <Layout className="frame" style={{ color: token.colorText, fontFamily: token.fontFamily }}>
      <a className="skip" href="#main">
        {copy.skip}
      </a>
      {IS_DEMO && (
        <aside className="frame-demo" aria-label="提示">
          {copy.demo}
        </aside>
      )}
      <Layout.Header className="frame-head" style={{ background: token.colorBgContainer }}>
        {lg !== true && (
          <Button type="text" icon={<MenuOutlined />} aria-label={copy.menu} onClick={() => setOpen(true)} />
        )}
        <PlaceLink to="/overview" className="frame-brand" style={{ color: token.colorText }}>
          <img src="/icon.svg" alt="" width="28" height="28" />
          <b>{copy.brand}</b>
          <small>{copy.brandLead}</small>
        </PlaceLink>
        <div className="frame-choices">
          {isQuiet && (
            <Suspense>
              <Place />
            </Suspense>
          )}
          <Day />
        </div>
        <Account onGuide={() => setGuided(true)} />
      </Layout.Header>
      <Layout hasSider={lg === true}>
        {lg === true && (
          <Layout.Sider width={200} theme="light" style={{ background: token.colorBgContainer }}>
            <nav aria-label={copy.navigation}>
              <MainMenu />
            </nav>
          </Layout.Sider>
        )}
        <Layout.Content id="main" role="main" className="frame-main" tabIndex={-1}>
          <Outlet />
        </Layout.Content>
      </Layout>
      {isOpen && (
        <Suspense>
          <MenuDrawer onClose={() => setOpen(false)} />
        </Suspense>
      )}
      {isGuided && (
        <Suspense>
          <Guide onClose={() => setGuided(false)} />
        </Suspense>
      )}
    </Layout>
  );
}

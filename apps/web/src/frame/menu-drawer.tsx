import { Drawer } from 'antd';
import { copy } from './copy.ts';
import { MainMenu } from './menu.tsx';

/** The navigation on a phone. */
export default function MenuDrawer({ onClose }: { readonly onClose: () => void }) {
  return (
    <Drawer title={copy.brand} placement="left" size={260} open onClose={onClose}>
      <nav aria-label={copy.navigation}>
        <MainMenu onChoose={onClose} />
      </nav>
    </Drawer>
  );
}

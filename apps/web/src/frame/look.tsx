import { BRAND, darkTokens, lightTokens } from '@jianjia/ui';
import { App, ConfigProvider, theme } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import 'dayjs/locale/zh-cn';
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { NONCE } from './meta.ts';

export type Choice = 'light' | 'dark' | 'system';
const KEY = 'jianjia.look';

const Chosen = createContext<{ readonly choice: Choice; readonly choose: (choice: Choice) => void }>({
  choice: 'system',
  choose: () => {},
});

/** Light, dark, or as the system has it. */
export const useLook = () => use(Chosen);

function kept(): Choice {
  const text = localStorage.getItem(KEY);
  return text === 'light' || text === 'dark' ? text : 'system';
}

/** What is chosen, on dark grounds. */
const SELECTED = '#ffb4ad';

/** Ant Design in Chinese, in light or dark. */
export function Look({ children }: { readonly children: ReactNode }) {
  const [choice, setChoice] = useState<Choice>(kept);
  const isDark = useIsDark(choice);
  useEffect(() => {
    document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
  }, [isDark]);
  const chosen = useMemo(
    () => ({
      choice,
      choose: (next: Choice) => {
        localStorage.setItem(KEY, next);
        setChoice(next);
      },
    }),
    [choice],
  );
  const algorithm = isDark ? theme.darkAlgorithm : theme.defaultAlgorithm;
  return (
    <Chosen value={chosen}>
      <ConfigProvider
        locale={zhCN}
        csp={{ nonce: NONCE }}
        theme={{
          algorithm,
          token: isDark ? darkTokens : lightTokens,
          components: {
            Menu: { itemSelectedColor: isDark ? SELECTED : BRAND },
            Tabs: { itemSelectedColor: isDark ? SELECTED : BRAND },
          },
        }}
      >
        <App>{children}</App>
      </ConfigProvider>
    </Chosen>
  );
}

const DARK = matchMedia('(prefers-color-scheme: dark)');

function useIsDark(choice: Choice): boolean {
  const [system, setSystem] = useState(DARK.matches);
  useEffect(() => {
    const tell = () => setSystem(DARK.matches);
    DARK.addEventListener('change', tell);
    return () => DARK.removeEventListener('change', tell);
  }, []);
  return choice === 'system' ? system : choice === 'dark';
}

import { BRAND, darkTokens, lightTokens } from '@jianjia/ui';
import { ConfigProvider, theme, type ConfigProviderProps } from 'antd';
import zhCN from 'antd/locale/zh_CN';
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

function configOf(isDark: boolean): ConfigProviderProps {
  const itemSelectedColor = isDark ? SELECTED : BRAND;
  return {
    locale: zhCN,
    csp: { nonce: NONCE },
    theme: {
      algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
      token: isDark ? darkTokens : lightTokens,
      components: {
        Menu: { itemSelectedColor },
        Tabs: { itemSelectedColor },
        // White is too faint on the light red of dark grounds.
        ...(isDark ? { Button: { dangerColor: '#141414' } } : {}),
      },
    },
  };
}

/** Ant Design in Chinese, in light or dark. */
export function Look({ children }: { readonly children: ReactNode }) {
  const [choice, setChoice] = useState<Choice>(kept);
  const isDark = useIsDark(choice);
  const config = useMemo(() => configOf(isDark), [isDark]);
  useEffect(() => {
    document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
    // Notices in the corner stand outside the page, so that they outlive it, and look the same.
    ConfigProvider.config({ holderRender: (notices) => <ConfigProvider {...config}>{notices}</ConfigProvider> });
  }, [isDark, config]);
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
  return (
    <Chosen value={chosen}>
      <ConfigProvider {...config}>{children}</ConfigProvider>
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

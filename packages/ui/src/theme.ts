import type { ThemeConfig } from 'antd';

/** The product's one colour of its own: the red of the union's emblem, dark enough for white text on it. */
export const BRAND = '#b3261e';

/** Ant Design's tokens, with what contrast of 4.5 : 1 asks for; light and dark differ in the algorithm only. */
export const tokens: NonNullable<ThemeConfig['token']> = {
  colorPrimary: BRAND,
  colorInfo: '#1f5fa6',
  borderRadius: 6,
  fontFamily:
    "system-ui, -apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif",
};

/** Success, warning and error as verdicts have them (ui.css): Ant Design's own are pale on their grounds. */
export const lightTokens: NonNullable<ThemeConfig['token']> = {
  ...tokens,
  colorTextSecondary: 'rgba(0, 0, 0, 0.68)',
  colorTextTertiary: 'rgba(0, 0, 0, 0.62)',
  colorTextDescription: 'rgba(0, 0, 0, 0.64)',
  colorTextPlaceholder: 'rgba(0, 0, 0, 0.58)',
  colorTextDisabled: 'rgba(0, 0, 0, 0.56)',
  colorLink: '#9c1f18',
  colorError: BRAND,
  colorSuccess: '#1b7145',
  colorSuccessBg: '#e2f2e8',
  colorSuccessBorder: '#a9d6bb',
  colorWarning: '#875600',
  colorWarningBg: '#fbefd5',
  colorWarningBorder: '#e5cb93',
};

export const darkTokens: NonNullable<ThemeConfig['token']> = {
  ...tokens,
  colorPrimary: '#d8453b',
  colorTextSecondary: 'rgba(255, 255, 255, 0.75)',
  colorTextTertiary: 'rgba(255, 255, 255, 0.68)',
  colorTextDescription: 'rgba(255, 255, 255, 0.7)',
  colorTextPlaceholder: 'rgba(255, 255, 255, 0.6)',
  colorTextDisabled: 'rgba(255, 255, 255, 0.55)',
  colorLink: '#f08a80',
  colorError: '#ff7875',
  colorInfo: '#69aef5',
};

import { theme } from 'antd';
import { expect, test } from 'vitest';
import { darkTokens, lightTokens } from './theme.ts';

const LOOKS = {
  light: theme.getDesignToken({ algorithm: theme.defaultAlgorithm, token: lightTokens }),
  dark: theme.getDesignToken({ algorithm: theme.darkAlgorithm, token: darkTokens }),
};

/** Relative luminance of `#rrggbb` (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((left, right) => left - right);
  return (light + 0.05) / (dark + 0.05);
}

test.each(Object.entries(LOOKS))('what is said in colour can be read on its ground, %s', (_look, token) => {
  expect(contrast(token.colorSuccess, token.colorSuccessBg)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(token.colorWarning, token.colorWarningBg)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(token.colorError, token.colorErrorBg)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(token.colorInfo, token.colorInfoBg)).toBeGreaterThanOrEqual(4.5);
});

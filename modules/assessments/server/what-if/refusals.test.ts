import { fileURLToPath } from 'node:url';
import { isProblem, type PlainDate, type Problem } from '@jianjia/kernel';
import type { Change } from '@jianjia/schemes/contract';
import { expect, test } from 'vitest';
import type { WhatIfQuestion } from '../../contract/index.ts';
import { loadStandards } from '../standards.ts';
import { choicesOf } from './choices.ts';
import { prepareWhatIf } from './what-if.ts';

const T = '2026-11-21' as PlainDate;
const RATE = 'hohhot.enterprise.join-rate';
const standards = await loadStandards(fileURLToPath(new URL('../../../../standards', import.meta.url)));

const question = (more: Partial<WhatIfQuestion>): WhatIfQuestion => ({
  scheme: 'hohhot',
  track: 'enterprise',
  changes: [],
  ...more,
});
const threshold = (text: string): Change[] => [{ indicator: RATE, threshold: text }];

/** The problem of a question; null where there is none. */
function refused(more: Partial<WhatIfQuestion>): Problem | null {
  try {
    prepareWhatIf(standards, T, question(more));
    return null;
  } catch (error) {
    if (isProblem(error)) return error;
    throw error;
  }
}

test.each<[string, Partial<WhatIfQuestion>, string]>([
  ['an unknown standard', { scheme: 'hohot' }, 'unknownScheme'],
  ['an unknown track', { track: 'enterprize' }, 'unknownTrack'],
  [
    'an unknown indicator',
    { changes: [{ indicator: 'hohhot.enterprise.join-rat', threshold: '1%' }] },
    'unknownIndicator',
  ],
  [
    'an indicator of another track',
    { changes: [{ indicator: 'hohhot.joint.join-rate', threshold: '1%' }] },
    'unknownIndicator',
  ],
  ['no change', { changes: [{ indicator: RATE }] }, 'nothingChanged'],
  ['the same twice', { changes: [...threshold('1%'), ...threshold('2%')] }, 'changedTwice'],
  [
    'a flag twice',
    {
      changes: [
        { indicator: RATE, mandatory: true },
        { indicator: RATE, mandatory: false },
      ],
    },
    'changedTwice',
  ],
  ['no number', { changes: threshold('8e1%') }, 'noNumber'],
  ['a word', { changes: threshold("80%' or true") }, 'noNumber'],
  ['too many digits', { changes: threshold('0.12345678') }, 'noNumber'],
  ['a share above 100 %', { changes: threshold('100.1%') }, 'outOfRange'],
  ['eighty for 80 %', { changes: threshold('80') }, 'outOfRange'],
  ['a negative number', { changes: threshold('-1%') }, 'outOfRange'],
  ['another place', { changes: [{ indicator: RATE, place: 'at_most', threshold: '1%' }] }, 'noSuchPlace'],
  ['both ways at once', { changes: threshold('1%'), instead: { scheme: 'tanglang' } }, 'changesAndInstead'],
  ['the standard itself', { instead: { scheme: 'hohhot' } }, 'sameStandard'],
  ['an unknown other standard', { instead: { scheme: 'nowhere' } }, 'unknownScheme'],
])('is refused with a sentence: %s', (_case, more, id) => {
  const problem = refused(more);
  expect(problem).toMatchObject({ id: `assessments.${id}`, kind: 'invalid' });
  expect(problem?.message).toMatch(/[\u4e00-\u9fff].*[。？]$/);
});

test('every indicator’s choices say what may be changed, and the numbers are taken as printed', () => {
  for (const { scheme, track } of standards.plan.tracks) {
    const { indicators } = choicesOf(standards, scheme.id, track.id);
    const changes = indicators.flatMap(({ indicator, judged, thresholds }) => {
      if (judged) expect(thresholds).toEqual([]);
      return thresholds.map(({ place, printed, most, unit }): Change => {
        expect(most).toBeGreaterThanOrEqual(1);
        return { indicator, place, threshold: printed ?? (unit === '%' ? '100%' : '1') };
      });
    });
    for (const change of changes)
      prepareWhatIf(standards, T, { scheme: scheme.id, track: track.id, changes: [change] });
  }
  const judged = standards.plan.tracks
    .find(({ scheme, track }) => scheme.id === 'hohhot' && track.id === 'enterprise')
    ?.items.find(({ item }) => item.criterion.kind === 'judged');
  const changes = [{ indicator: judged?.clause.indicator ?? '', threshold: '1' }];
  expect(refused({ changes })?.message).toContain('由人评定');
});

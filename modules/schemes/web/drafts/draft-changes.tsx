import { useAnswer } from '@jianjia/client';
import { Asked, PlaceLink, placeOf } from '@jianjia/ui';
import { Typography } from 'antd';
import { showDraft, type WholeDraft } from '../../contract/drafts.ts';
import { type ItemChange, spelledChange } from '../../contract/changes.ts';
import { copy } from './copy.ts';

/** What goes along in the address from page to page. */
export interface Place {
  readonly at: string | undefined;
  readonly as_of: string | undefined;
}

/** What a draft changes, clause by clause, and the way to try it again. */
export function DraftChanges({ draft, place }: { readonly draft: string; readonly place: Place }) {
  const query = useAnswer(showDraft, { params: { draft } });
  return (
    <div style={{ marginTop: 12 }}>
      <Asked query={query} rows={2}>
        {(whole) => (
          <>
            <ul style={{ paddingInlineStart: 20, margin: '0 0 8px' }} aria-label={copy.changes}>
              {whole.changes.map((change) => (
                <li key={change.indicator}>
                  <Typography.Text type="secondary">{change.at}</Typography.Text> {change.clause}
                  {saidOf(change).map((said) => (
                    <div key={said}>{said}</div>
                  ))}
                </li>
              ))}
            </ul>
            <PlaceLink to={againPlace(whole, place)}>{copy.again}</PlaceLink>
          </>
        )}
      </Asked>
    </div>
  );
}

/** «职工入会率不低于 80% → 85%», «必达 → 不必达». */
function saidOf({ numbers, mandatory }: ItemChange): readonly string[] {
  const flag = (value: boolean): string => (value ? copy.mandatory : copy.optional);
  return [
    ...numbers.map(({ asks, from, to }) => `${asks} ${from} → ${to}`),
    ...(mandatory ? [`${flag(mandatory.from)} → ${flag(mandatory.to)}`] : []),
  ];
}

/** The what-if with the changes of the draft in its address. */
function againPlace({ scheme, track, changes }: WholeDraft, { at, as_of }: Place): string {
  const change = changes
    .map(({ indicator, numbers, mandatory }) =>
      spelledChange(
        indicator.split('.').at(-1) ?? '',
        numbers.map(({ place, to }) => [place, to] as const),
        mandatory?.to,
      ),
    )
    .join(',');
  return placeOf('/what-if', { at, as_of, scheme, track, change });
}

import { useAnswer } from '@jianjia/client';
import { Asked, Nothing } from '@jianjia/ui';
import { Card, Flex, Form, Segmented, Select } from 'antd';
import { listChoices } from '../../contract/what-if.ts';
import { UNCHOSEN } from './asking.ts';
import { ChangeRow } from './change-row.tsx';
import { changesText, itemOf, readChanges, type Row } from './changes-text.ts';
import { copy } from './copy.ts';
import { otherOptions, trackOptions, type Choice, type PartProps } from './parts.ts';

/** The question: which standard, and what is to be different. */
export function Question(props: PartProps) {
  const { schemes, search, setSearch } = props;
  const isInstead = search.instead !== undefined;
  const chosen = search.scheme && search.track ? `${search.scheme}/${search.track}` : null;
  const choose = (value: string) => {
    const [scheme, track] = value.split('/');
    const instead = isInstead ? UNCHOSEN : undefined;
    setSearch({ scheme, track, instead, change: undefined, kind: undefined, district: undefined });
  };
  const turn = (mode: 'change' | 'instead') =>
    setSearch({ instead: mode === 'instead' ? UNCHOSEN : undefined, direction: undefined });
  return (
    <Card title={copy.question} size="small">
      <Form layout="vertical" component="div">
        <Form.Item label={copy.scheme} htmlFor="what-if-track">
          <Select
            id="what-if-track"
            value={chosen}
            options={trackOptions(schemes)}
            onChange={choose}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </Form.Item>
        <Form.Item label={copy.mode}>
          <Segmented
            block
            aria-label={copy.mode}
            value={isInstead ? 'instead' : 'change'}
            options={[
              { value: 'change', label: copy.change },
              { value: 'instead', label: copy.instead },
            ]}
            onChange={turn}
          />
        </Form.Item>
        {isInstead ? <Other {...props} /> : chosen && <Changes {...props} />}
      </Form>
    </Card>
  );
}

function Other({ schemes, search, setSearch }: PartProps) {
  const { instead } = search;
  return (
    <Form.Item label={copy.other} htmlFor="what-if-other">
      <Select
        id="what-if-other"
        placeholder={copy.chooseOther}
        value={instead === UNCHOSEN ? null : (instead ?? null)}
        options={otherOptions(schemes, search.scheme)}
        onChange={(value: string) => setSearch({ instead: value })}
        showSearch={{ optionFilterProp: 'label' }}
      />
    </Form.Item>
  );
}

function Changes({ search, setSearch }: PartProps) {
  const { scheme = '', track = '' } = search;
  const query = useAnswer(listChoices, { query: { scheme, track } });
  const rows = readChanges(search.change);
  const set = (next: readonly Row[], how?: { readonly replace: boolean }) =>
    setSearch({ change: next.length === 0 ? undefined : changesText(next) }, how);
  return (
    <Asked query={query}>
      {({ indicators }) => (
        <>
          <Form.Item label={copy.add} htmlFor="what-if-add">
            <Select
              id="what-if-add"
              value={null}
              placeholder={copy.addPlaceholder}
              showSearch={{ optionFilterProp: 'label' }}
              options={free(indicators, rows)}
              onChange={(item: string) => set([{ item, thresholds: {} }, ...rows])}
            />
          </Form.Item>
          {rows.length === 0 && <Nothing title={copy.noRows}>{copy.noRowsHint}</Nothing>}
          <Flex vertical gap={12}>
            {rows.map((row) => (
              <ChangeRow
                key={row.item}
                row={row}
                choice={indicators.find(({ indicator }) => itemOf(indicator) === row.item)}
                onChange={(next) =>
                  set(
                    rows.map((one) => (one === row ? next : one)),
                    { replace: true },
                  )
                }
                onRemove={() => set(rows.filter((one) => one !== row))}
              />
            ))}
          </Flex>
        </>
      )}
    </Asked>
  );
}

/** Indicators that are not changed yet, those with numbers first: a flag can be changed of every one. */
function free(indicators: readonly Choice[], rows: readonly Row[]) {
  const taken = new Set(rows.map(({ item }) => item));
  return indicators
    .filter(({ indicator }) => !taken.has(itemOf(indicator)))
    .toSorted((left, right) => interest(right) - interest(left))
    .map((choice) => ({ value: itemOf(choice.indicator), label: labelOf(choice), title: choice.clause }));
}

/** «职工入会率不低于 80% · 附件6/六/1 职工入会率…»: one clause is often asked of several numbers. */
function labelOf({ at, clause, thresholds }: Choice): string {
  const asked = thresholds.map(({ asks, printed }) => (printed === null ? asks : `${asks} ${printed}`));
  return [...asked, `${at} ${clause}`].join(' · ');
}

const interest = ({ thresholds }: Choice): number =>
  thresholds.some(({ unit }) => unit === '%') ? 2 : thresholds.length > 0 ? 1 : 0;

import { Button, Card, Flex, Input, InputNumber, Radio, Typography } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { outcomeIds, outcomeTitles, type Task } from '../../contract/index.ts';
import { copy } from './copy.ts';
import { Field } from './finding-field.tsx';
import { PhotosField } from './photos-field.tsx';
import { PositionField } from './position-field.tsx';
import type { KeptFinding } from './store.ts';

const { form: words } = copy;
const OUTCOMES = outcomeIds.map((value) => ({ value, label: outcomeTitles[value] }));

interface Props {
  readonly task: Pick<Task, 'name' | 'address'>;
  readonly finding: KeptFinding;
  /** Keeps it on the phone: with every change, so that closing the page loses nothing. */
  readonly onKeep: (finding: KeptFinding) => Promise<void>;
  readonly onClose: () => void;
}

/** What was found at one door. */
export function FindingForm({ task, finding, onKeep, onClose }: Props) {
  const [now, setNow] = useState(finding);
  const [fault, setFault] = useState<string | null>(null);
  // Changes follow one another quicker than they are drawn.
  const latest = useRef(finding);
  const change = (part: Partial<KeptFinding>) => {
    latest.current = { ...latest.current, ...part };
    setNow(latest.current);
    setFault(null);
    void onKeep(latest.current);
  };
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const send = () => {
    const missing = faultOf(latest.current);
    setFault(missing);
    if (missing !== null) return;
    const found_at = latest.current.found_at ?? new Date().toISOString();
    void onKeep({ ...latest.current, state: 'waiting', said: null, found_at });
    onClose();
  };
  return (
    <Card size="small">
      <h2 ref={heading} tabIndex={-1} className="census-title">
        {task.name}
      </h2>
      <Typography.Paragraph type="secondary">{task.address}</Typography.Paragraph>
      <Flex vertical gap={16}>
        <Field label={words.outcome}>
          <Radio.Group
            aria-label={words.outcome}
            options={OUTCOMES}
            optionType="button"
            value={now.outcome}
            onChange={({ target }) => change({ outcome: target.value as KeptFinding['outcome'] })}
          />
        </Field>
        <Fields now={now} change={change} />
        <PhotosField photos={now.photos} onChange={(photos) => change({ photos })} />
        <PositionField position={now.position} onChange={(position) => change({ position })} />
        {fault !== null && (
          <Typography.Text type="danger" role="alert">
            {fault}
          </Typography.Text>
        )}
        <Flex gap={8} wrap>
          <Button type="primary" size="large" onClick={send}>
            {words.save}
          </Button>
          <Button size="large" onClick={onClose}>
            {words.back}
          </Button>
        </Flex>
      </Flex>
    </Card>
  );
}

interface FieldsProps {
  readonly now: KeptFinding;
  readonly change: (part: Partial<KeptFinding>) => void;
}

/** What is asked for depends on what was found. */
function Fields({ now, change }: FieldsProps) {
  return (
    <>
      {now.outcome === 'union_founded' && (
        <Field label={words.union}>
          <Input
            aria-label={words.union}
            size="large"
            maxLength={120}
            value={now.union_name}
            onChange={({ target }) => change({ union_name: target.value })}
          />
        </Field>
      )}
      {now.outcome === 'moved' && (
        <Field label={words.moved}>
          <Input
            aria-label={words.moved}
            size="large"
            maxLength={300}
            value={now.moved_to}
            onChange={({ target }) => change({ moved_to: target.value })}
          />
        </Field>
      )}
      <Field label={words.headcount} help={words.headcountHelp}>
        <InputNumber
          aria-label={words.headcount}
          size="large"
          min={0}
          max={1_000_000}
          precision={0}
          inputMode="numeric"
          value={now.headcount}
          onChange={(headcount) => change({ headcount })}
          style={{ width: 160 }}
        />
      </Field>
      <Field label={words.note}>
        <Input.TextArea
          aria-label={words.note}
          rows={2}
          maxLength={1000}
          value={now.note}
          onChange={({ target }) => change({ note: target.value })}
        />
      </Field>
    </>
  );
}

function faultOf({ outcome, union_name: union }: KeptFinding): string | null {
  if (outcome === null) return words.required;
  return outcome === 'union_founded' && union.trim().length < 4 ? words.unionRequired : null;
}

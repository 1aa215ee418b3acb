import { DeleteOutlined, UndoOutlined } from '@ant-design/icons';
import { Alert, Button, Card, Flex, Switch, Tooltip, Typography } from 'antd';
import type { Row } from './changes-text.ts';
import { copy } from './copy.ts';
import { NumberField } from './number-field.tsx';
import type { Choice } from './parts.ts';

interface Props {
  readonly row: Row;
  /** Undefined where the standard has no such indicator: a link of another version. */
  readonly choice: Choice | undefined;
  readonly onChange: (row: Row) => void;
  readonly onRemove: () => void;
}

/** One indicator: its clause, its numbers, its flag. */
export function ChangeRow({ row, choice, onChange, onRemove }: Props) {
  if (!choice) {
    const action = (
      <Button size="small" icon={<DeleteOutlined />} aria-label={copy.remove(row.item)} onClick={onRemove} />
    );
    return <Alert type="warning" showIcon title={`这个标准里没有“${row.item}”这一条。`} action={action} />;
  }
  const set = (place: string, number: string | null) => {
    const { [place]: _before, ...others } = row.thresholds;
    onChange({ ...row, thresholds: number === null ? others : { ...others, [place]: number } });
  };
  const isChanged = row.mandatory !== undefined || Object.keys(row.thresholds).length > 0;
  return (
    <Card size="small" type="inner">
      <Flex justify="space-between" gap={8} align="start">
        <div>
          <Typography.Text type="secondary">{choice.at}</Typography.Text>
          <div>{choice.clause}</div>
        </div>
        <Flex>
          <Tooltip title={copy.restore}>
            <Button
              type="text"
              size="small"
              disabled={!isChanged}
              icon={<UndoOutlined />}
              aria-label={`${copy.restore}：${choice.clause}`}
              onClick={() => onChange({ item: row.item, thresholds: {} })}
            />
          </Tooltip>
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={copy.remove(choice.clause)}
            onClick={onRemove}
          />
        </Flex>
      </Flex>
      {choice.thresholds.map((threshold) => (
        <NumberField
          key={threshold.place}
          threshold={threshold}
          text={row.thresholds[threshold.place]}
          onChange={(number) => set(threshold.place, number)}
        />
      ))}
      {choice.thresholds.length === 0 && (
        <Typography.Text type="secondary">{choice.judged ? copy.judged : copy.yesNo}</Typography.Text>
      )}
      <Flag choice={choice} mandatory={row.mandatory} onChange={(mandatory) => onChange({ ...row, mandatory })} />
    </Card>
  );
}

interface FlagProps {
  readonly choice: Choice;
  readonly mandatory: boolean | undefined;
  /** undefined: as it is printed. */
  readonly onChange: (mandatory: boolean | undefined) => void;
}

function Flag({ choice, mandatory, onChange }: FlagProps) {
  const isMandatory = mandatory ?? choice.mandatory;
  return (
    <Flex gap={8} align="center" style={{ marginTop: 8 }}>
      <Switch
        checked={isMandatory}
        onChange={(next) => onChange(next === choice.mandatory ? undefined : next)}
        aria-label={copy.mandatoryOf(choice.clause)}
      />
      <span>{isMandatory ? copy.mandatory : copy.optional}</span>
      {mandatory !== undefined && (
        <Typography.Text type="secondary">
          {copy.printed(choice.mandatory ? copy.mandatory : copy.optional)}
        </Typography.Text>
      )}
    </Flex>
  );
}

import { Col, InputNumber, Row, Slider, Typography } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { copy } from './copy.ts';
import { numberOf, sliderOf, textOf } from './numbers.ts';
import type { ThresholdChoice } from './parts.ts';

/** Milliseconds without a change after which the answer is asked for. */
const PAUSE = 400;

interface Props {
  readonly threshold: ThresholdChoice;
  /** As it would be printed; undefined: as it is printed. */
  readonly text: string | undefined;
  /** null: as it is printed. */
  readonly onChange: (text: string | null) => void;
}

/** One number of a clause, to be dragged or typed; told on after a short pause. */
export function NumberField({ threshold, text, onChange }: Props) {
  const { asks, unit, printed } = threshold;
  const told = text === undefined ? printedNumber(threshold) : numberOf(text, unit);
  const [number, setNumber] = useState(told);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setNumber(told), [told]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const set = (next: number | null) => {
    setNumber(next);
    clearTimeout(timer.current);
    if (next === null) return;
    timer.current = setTimeout(() => onChange(next === printedNumber(threshold) ? null : textOf(next, unit)), PAUSE);
  };
  const { most, step, input } = sliderOf(threshold, number);
  const before = printed === null ? copy.parameter(threshold.parameter ?? '') : copy.printed(printed);
  return (
    <div style={{ marginTop: 8 }}>
      <Typography.Text>{asks}</Typography.Text> <Typography.Text type="secondary">（{before}）</Typography.Text>
      <Row gutter={12} align="middle">
        <Col flex="auto">
          <Slider
            min={0}
            max={most}
            step={step}
            value={number ?? 0}
            onChange={set}
            ariaLabelForHandle={asks}
            tooltip={{ formatter: (value) => `${value ?? 0}${unit}` }}
          />
        </Col>
        <Col>
          <InputNumber
            min={0}
            max={input}
            value={number}
            onChange={set}
            aria-label={asks}
            suffix={unit}
            style={{ width: 116 }}
          />
        </Col>
      </Row>
    </div>
  );
}

function printedNumber({ printed, unit }: ThresholdChoice): number | null {
  return printed === null ? null : numberOf(printed, unit);
}

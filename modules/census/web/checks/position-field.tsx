import { AimOutlined } from '@ant-design/icons';
import { Button, Flex, Typography } from 'antd';
import { useState } from 'react';
import { copy } from './copy.ts';
import { Field } from './finding-field.tsx';
import type { KeptFinding } from './store.ts';

const { form: words } = copy;
const PATIENCE = { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 } as const;

interface Props {
  readonly position: KeptFinding['position'];
  readonly onChange: (position: KeptFinding['position']) => void;
}

/** Where the phone is; only when somebody asks for it. */
export function PositionField({ position, onChange }: Props) {
  const [state, setState] = useState<'idle' | 'asking' | 'failed'>('idle');
  const locate = () => {
    setState('asking');
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) => {
        setState('idle');
        onChange({ latitude, longitude, accuracy });
      },
      () => setState('failed'),
      PATIENCE,
    );
  };
  return (
    <Field label={words.position}>
      <Flex wrap gap={8} align="center">
        {position === null ? (
          <Button icon={<AimOutlined />} size="large" loading={state === 'asking'} onClick={locate}>
            {words.locate}
          </Button>
        ) : (
          <>
            <Typography.Text>{words.located(String(Math.round(position.accuracy)))}</Typography.Text>
            <Button onClick={() => onChange(null)}>{words.removePosition}</Button>
          </>
        )}
      </Flex>
      {state === 'failed' && (
        <Typography.Text type="warning" role="alert">
          {words.noPosition}
        </Typography.Text>
      )}
    </Field>
  );
}

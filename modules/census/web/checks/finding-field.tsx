import { Typography } from 'antd';
import type { ReactNode } from 'react';

interface FieldProps {
  readonly label: string;
  readonly help?: string;
  readonly children: ReactNode;
}

/** A field with its name above it. */
export function Field({ label, help, children }: FieldProps) {
  return (
    <div>
      <div style={{ fontWeight: 600, marginBottom: 4 }}>{label}</div>
      {children}
      {help !== undefined && (
        <div>
          <Typography.Text type="secondary">{help}</Typography.Text>
        </div>
      )}
    </div>
  );
}

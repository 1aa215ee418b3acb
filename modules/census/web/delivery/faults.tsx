import { Alert, Checkbox, Flex } from 'antd';
import type { Fault } from '../../contract/index.ts';
import { copy } from './copy.ts';

const TYPES = { refuse: 'error', ask: 'warning', note: 'info' } as const;
const ORDER = ['refuse', 'ask', 'note'] as const;

interface Props {
  readonly faults: readonly Fault[];
  /** Codes that were seen; without it nothing is asked. */
  readonly accepted?: readonly string[];
  readonly onAccept?: (accepted: readonly string[]) => void;
}

/** What is wrong with a file, the worst first; what has to be seen has a box to tick. */
export function FaultList({ faults, accepted = [], onAccept }: Props) {
  if (faults.length === 0) return <p>{copy.noFaults}</p>;
  const sorted = faults.toSorted((one, other) => ORDER.indexOf(one.weight) - ORDER.indexOf(other.weight));
  return (
    <Flex vertical gap={8}>
      {sorted.map((fault) => (
        <Alert
          key={fault.code}
          type={TYPES[fault.weight]}
          showIcon
          title={`${copy.weights[fault.weight]}：${fault.sentence}`}
          {...(onAccept && fault.weight === 'ask'
            ? {
                description: (
                  <Checkbox
                    checked={accepted.includes(fault.code)}
                    onChange={({ target }) =>
                      onAccept(
                        target.checked ? [...accepted, fault.code] : accepted.filter((code) => code !== fault.code),
                      )
                    }
                  >
                    {copy.accept}
                  </Checkbox>
                ),
              }
            : {})}
        />
      ))}
    </Flex>
  );
}

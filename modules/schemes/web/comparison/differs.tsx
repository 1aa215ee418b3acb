import { CheckCircleOutlined, DiffOutlined, FilterOutlined, FlagOutlined } from '@ant-design/icons';
import { Flex } from 'antd';
import type { ComparisonRow } from '../../contract/index.ts';

const WORDS = {
  threshold: { word: '数值不同', icon: <DiffOutlined aria-hidden /> },
  mandatory: { word: '必达与否不同', icon: <FlagOutlined aria-hidden /> },
  condition: { word: '前提不同', icon: <FilterOutlined aria-hidden /> },
} as const;

/** In which respects a measure is asked differently, in words and icons. */
export function Differs({ row }: { readonly row: ComparisonRow }) {
  if (row.differs_in.length === 0) {
    return (
      <span className="differs same">
        <CheckCircleOutlined aria-hidden /> 一致
      </span>
    );
  }
  return (
    <Flex wrap gap={4}>
      {row.differs_in.map((one) => (
        <span key={one} className={`differs ${one}`}>
          {WORDS[one].icon} {WORDS[one].word}
        </span>
      ))}
    </Flex>
  );
}

import type { Permission } from '@jianjia/kernel';
import { PlaceLink } from '@jianjia/ui';
import { Flex } from 'antd';
import { useMay } from './use-may.ts';

interface Entry {
  readonly path: `/${string}`;
  readonly title: string;
  /** Whoever lacks it has nothing to look for there. */
  readonly needs?: Permission;
}

/** The places of the census, in the order of the work. */
const PLACES = [
  { path: '/census', title: '来源与文件' },
  { path: '/census/employers', title: '单位底册' },
  { path: '/census/adoption', title: '采纳到工会台账' },
  { path: '/census/review', title: '判定疑似同一家', needs: 'census:review' },
  { path: '/census/gaps', title: '覆盖与缺口' },
  { path: '/census/joint-unions', title: '联合建会' },
  { path: '/census/tasks', title: '核查任务' },
  { path: '/census/industry-rules', title: '产业工会分工' },
] as const satisfies readonly Entry[];

/** Links between the pages of the census that the account may use; the one that is open is marked. */
export function CensusNav({ here }: { readonly here: (typeof PLACES)[number]['path'] }) {
  const may = useMay();
  const shown = PLACES.filter(({ needs }: Entry) => needs === undefined || may(needs));
  return (
    <nav aria-label="拉网式核查" style={{ marginBottom: 16 }}>
      <Flex wrap gap={16}>
        {shown.map(({ path, title }) => (
          <PlaceLink
            key={path}
            to={path}
            {...(path === here ? { 'aria-current': 'page' as const, style: MARKED } : {})}
          >
            {title}
          </PlaceLink>
        ))}
      </Flex>
    </nav>
  );
}

const MARKED = { fontWeight: 600, textDecoration: 'underline', textUnderlineOffset: 6 } as const;

import { PlaceLink } from '@jianjia/ui';
import { Flex } from 'antd';

/** The places of the census, in the order of the work. */
const PLACES = [
  { path: '/census', title: '来源与文件' },
  { path: '/census/employers', title: '单位底册' },
  { path: '/census/adoption', title: '采纳到工会台账' },
  { path: '/census/review', title: '判定疑似同一家' },
  { path: '/census/gaps', title: '覆盖与缺口' },
  { path: '/census/joint-unions', title: '联合建会' },
  { path: '/census/tasks', title: '核查任务' },
] as const;

/** Links between the pages of the census; the one that is open is marked. */
export function CensusNav({ here }: { readonly here: (typeof PLACES)[number]['path'] }) {
  return (
    <nav aria-label="拉网式核查" style={{ marginBottom: 16 }}>
      <Flex wrap gap={16}>
        {PLACES.map(({ path, title }) => (
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

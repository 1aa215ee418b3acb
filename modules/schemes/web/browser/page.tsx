import { SwapOutlined } from '@ant-design/icons';
import { useAnswer } from '@jianjia/client';
import { Asked, Page, PlaceLink, placeOf, type ScreenProps } from '@jianjia/ui';
import { showDocument } from '../../contract/index.ts';
import '../schemes.css';
import { CoverageBar } from '../parts/coverage.tsx';
import { Browser } from './browser.tsx';
import type { search as schema } from './search.ts';

/** A scheme's source on the left, the items that quote each sentence on the right. */
export default function BrowserPage({ params, search, setSearch }: ScreenProps<typeof schema>) {
  const scheme = params['scheme'] ?? '';
  const query = useAnswer(showDocument, { params: { scheme } });
  const { as_of } = search;
  const { data } = query;
  return (
    <Page
      title={data?.title ?? '标准原文'}
      lead={data ? `${data.issuer} · 版本 ${data.version}` : undefined}
      crumbs={[{ title: '标准', to: placeOf('/schemes', { as_of }) }]}
      extra={
        <PlaceLink to={placeOf('/comparison', { schemes: scheme, as_of })}>
          <SwapOutlined aria-hidden /> 比较它的各类要求
        </PlaceLink>
      }
    >
      <Asked query={query} rows={16}>
        {(document) => (
          <>
            <CoverageBar coverage={document.coverage} />
            <Browser key={document.id} document={document} search={search} setSearch={setSearch} />
          </>
        )}
      </Asked>
    </Page>
  );
}

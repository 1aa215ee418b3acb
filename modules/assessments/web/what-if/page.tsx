import { useAnswer } from '@jianjia/client';
import { Asked, Page, PlaceLink, placeOf, type ScreenProps } from '@jianjia/ui';
import { Col, Row } from 'antd';
import { useEffect } from 'react';
import { listSchemes, summarize } from '../../contract/endpoints.ts';
import { copy } from './copy.ts';
import { Question } from './question.tsx';
import { Result } from './result.tsx';
import type { search as schema } from './search.ts';

/** What a change of a standard would mean: the question on the left, the answer on the right. */
export default function WhatIfPage({ search, setSearch }: ScreenProps<typeof schema>) {
  const schemes = useAnswer(listSchemes, {});
  const isOpen = search.scheme !== undefined && search.track !== undefined;
  const summary = useAnswer(summarize, { query: { as_of: search.as_of } }, { enabled: !isOpen });
  const [first] = summary.data?.tracks.toSorted((left, right) => right.unions - left.unions) ?? [];
  useEffect(() => {
    // Whoever comes without a standard begins with the one that most unions have.
    if (!isOpen && first) setSearch({ scheme: first.scheme, track: first.track }, { replace: true });
  }, [isOpen, first, setSearch]);
  const drafts = search.scheme && placeOf(`/schemes/${search.scheme}/drafts`, { at: search.at, as_of: search.as_of });
  return (
    <Page title={copy.title} lead={copy.lead} extra={drafts && <PlaceLink to={drafts}>{copy.drafts}</PlaceLink>}>
      <Asked query={schemes}>
        {(all) => (
          <Row gutter={[16, 16]}>
            <Col xs={24} lg={9} xxl={7}>
              <Question schemes={all} search={search} setSearch={setSearch} />
            </Col>
            <Col xs={24} lg={15} xxl={17}>
              <Result schemes={all} search={search} setSearch={setSearch} />
            </Col>
          </Row>
        )}
      </Asked>
    </Page>
  );
}

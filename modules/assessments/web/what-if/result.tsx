import { useAnswer } from '@jianjia/client';
import { Nothing, ProblemAlert, VerdictBar } from '@jianjia/ui';
import { Card, Col, Flex, Row, Skeleton, Typography } from 'antd';
import { askWhatIf } from '../../contract/what-if.ts';
import { useState } from 'react';
import { type Question, questionOf, UNCHOSEN } from './asking.ts';
import { copy } from './copy.ts';
import { FlipList } from './flip-list.tsx';
import { FlipsBy } from './flips-by.tsx';
import { SaveDraft } from './save-draft.tsx';
import { Totals } from './totals.tsx';
import type { Answer, PartProps } from './parts.ts';
import { kindTitle } from './words.ts';

/** The answer; the one before stays in sight while the next is worked out, and where the next cannot be. */
export function Result(props: PartProps) {
  const { search } = props;
  const question = questionOf(search);
  const query = useAnswer(
    askWhatIf,
    { body: question ?? { scheme: '', track: '', changes: [] } },
    { enabled: question !== null && search.instead !== UNCHOSEN, keep: true },
  );
  const { data, isPlaceholderData } = query;
  const [shown, setShown] = useState<Shown | null>(null);
  if (question && data && !isPlaceholderData && shown?.answer !== data) setShown({ question, answer: data });
  return (
    <Card
      title={copy.result}
      size="small"
      extra={question && question.changes.length > 0 && <SaveDraft question={question} />}
    >
      <Flex vertical gap={16}>
        <span role="status" className="visually-hidden">
          {query.isFetching ? copy.working : copy.done}
        </span>
        {query.isError && <ProblemAlert problem={query.error} onRetry={() => void query.refetch()} />}
        {shown ? (
          <div aria-busy={query.isFetching} style={{ opacity: query.isFetching ? 0.6 : 1 }}>
            <Told {...props} {...shown} />
          </div>
        ) : (
          query.isPending && search.instead !== UNCHOSEN && <Skeleton active paragraph={{ rows: 8 }} />
        )}
        {search.instead === UNCHOSEN && !shown && <Nothing title={copy.chooseOther} />}
      </Flex>
    </Card>
  );
}

/** An answer with the question it is of, which may be the one before. */
interface Shown {
  readonly question: Question;
  readonly answer: Answer;
}

function Told({ question, answer, search, setSearch }: PartProps & Shown) {
  const { total, kinds, districts, indicators } = answer;
  const isInstead = question.instead !== undefined;
  if (total.unions === 0) return <Nothing title={copy.nobody}>{copy.nobodyHint}</Nothing>;
  const still = total.gained + total.lost + total.not_judged === 0;
  const isAsked = isInstead || indicators.length > 0;
  return (
    <Flex vertical gap={16}>
      <Totals total={total} isInstead={isInstead} />
      {indicators.length > 0 && <Indicators indicators={indicators} />}
      {still ? (
        <Nothing title={isAsked ? copy.noFlips : copy.noRows}>{isAsked ? copy.noFlipsHint : copy.startHint}</Nothing>
      ) : (
        <>
          <FlipsBy
            title={copy.byKind}
            rows={kinds.map((row) => ({ ...row, key: row.kind, title: kindTitle(row.kind) }))}
            chosen={search.kind}
            onChoose={(kind) => setSearch({ kind })}
          />
          <FlipsBy
            title={copy.byDistrict}
            rows={districts.map((row) => ({ ...row, key: row.union, title: row.name }))}
            chosen={search.district}
            onChoose={(district) => setSearch({ district })}
          />
          {answer.districts_left_off > 0 && (
            <Typography.Text type="secondary">{copy.districtsLeft(answer.districts_left_off)}</Typography.Text>
          )}
          <FlipList
            question={question}
            first={answer.flips}
            names={namesOf(answer)}
            search={search}
            setSearch={setSearch}
          />
        </>
      )}
    </Flex>
  );
}

/** What the filters of the list are called. */
function namesOf({ districts }: Answer): ReadonlyMap<string, string> {
  return new Map(districts.map(({ union, name }) => [union, name]));
}

function Indicators({ indicators }: Pick<Answer, 'indicators'>) {
  return (
    <section aria-label={copy.verdicts}>
      <Flex vertical gap={12}>
        {indicators.map(({ indicator, clause, numbers, mandatory, before, after }) => (
          <div key={indicator}>
            <b>
              {numbers.length === 0
                ? clause
                : numbers.map(({ asks, from, to }) => `${asks} ${from} → ${to}`).join('；')}
            </b>
            {mandatory && <> {mandatory.to ? copy.mandatory : copy.optional}</>}
            <Row gutter={[16, 8]}>
              <Col xs={24} md={numbers.length === 0 ? 24 : 12}>
                <Typography.Text type="secondary">{copy.now}</Typography.Text>
                <VerdictBar counts={before} />
              </Col>
              {numbers.length > 0 && (
                <Col xs={24} md={12}>
                  <Typography.Text type="secondary">{copy.later}</Typography.Text>
                  <VerdictBar counts={after} />
                </Col>
              )}
            </Row>
          </div>
        ))}
      </Flex>
    </section>
  );
}

import { useAnswer } from '@jianjia/client';
import { Nothing, ProblemAlert, VerdictBar } from '@jianjia/ui';
import { Card, Col, Flex, Row, Skeleton, Typography } from 'antd';
import { askWhatIf } from '../../contract/what-if.ts';
import { questionOf, UNCHOSEN } from './asking.ts';
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
  const { data } = query;
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
        {data ? (
          <div aria-busy={query.isFetching} style={{ opacity: query.isFetching ? 0.6 : 1 }}>
            <Told {...props} answer={data} />
          </div>
        ) : (
          query.isPending && search.instead !== UNCHOSEN && <Skeleton active paragraph={{ rows: 8 }} />
        )}
        {search.instead === UNCHOSEN && !data && <Nothing title={copy.chooseOther} />}
      </Flex>
    </Card>
  );
}

function Told({ answer, ...props }: PartProps & { readonly answer: Answer }) {
  const { search, setSearch } = props;
  const { total, kinds, districts, indicators } = answer;
  const isInstead = search.instead !== undefined;
  if (total.unions === 0) return <Nothing title={copy.nobody}>{copy.nobodyHint}</Nothing>;
  const still = total.gained + total.lost + total.not_judged === 0;
  return (
    <Flex vertical gap={16}>
      <Totals total={total} isInstead={isInstead} />
      {indicators.length > 0 && <Indicators indicators={indicators} />}
      {still ? (
        <Nothing title={copy.noFlips}>{copy.noFlipsHint}</Nothing>
      ) : (
        <>
          <Row gutter={[16, 16]}>
            <Col xs={24} xl={12}>
              <FlipsBy
                title={copy.byKind}
                rows={kinds.map((row) => ({ ...row, key: row.kind, title: kindTitle(row.kind) }))}
                chosen={search.kind}
                onChoose={(kind) => setSearch({ kind })}
              />
            </Col>
            <Col xs={24} xl={12}>
              <FlipsBy
                title={copy.byDistrict}
                rows={districts.map((row) => ({ ...row, key: row.union, title: row.name }))}
                chosen={search.district}
                onChoose={(district) => setSearch({ district })}
              />
              {answer.districts_left_off > 0 && (
                <Typography.Text type="secondary">{copy.districtsLeft(answer.districts_left_off)}</Typography.Text>
              )}
            </Col>
          </Row>
          <FlipList {...props} names={namesOf(answer)} />
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
      {indicators.map(({ indicator, before, after }) => (
        <Row key={indicator} gutter={[16, 8]}>
          <Col xs={24} md={12}>
            <Typography.Text type="secondary">{copy.now}</Typography.Text>
            <VerdictBar counts={before} />
          </Col>
          <Col xs={24} md={12}>
            <Typography.Text type="secondary">{copy.then}</Typography.Text>
            <VerdictBar counts={after} />
          </Col>
        </Row>
      ))}
    </section>
  );
}

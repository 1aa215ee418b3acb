import '../census.css';
import { useAnswer } from '@jianjia/client';
import { Asked, countText, Nothing, Page, percentText, type ScreenProps } from '@jianjia/ui';
import { Flex, Statistic, Table, Typography } from 'antd';
import { reviewReport, type ReviewReport, verdicts } from '../../contract/index.ts';
import { CensusNav } from '../parts/nav.tsx';
import { useMay } from '../parts/use-may.ts';
import { copy } from './copy.ts';
import { Joins } from './joins.tsx';
import { Learning } from './learning.tsx';
import { Mode } from './mode.tsx';
import { Reliability } from './reliability.tsx';
import type { search as schema } from './search.ts';

/** How reviewing goes, how far reviewers agree, and what the model's probabilities are worth. */
export default function ReviewReportPage({ search }: ScreenProps<typeof schema>) {
  const query = useAnswer(reviewReport, { query: search });
  const may = useMay();
  return (
    <Page
      title={copy.title}
      lead={copy.lead}
      crumbs={[
        { title: copy.census, to: '/census' },
        ...(may('census:review') ? [{ title: copy.review, to: '/census/review' }] : []),
      ]}
    >
      <CensusNav here="/census/review" />
      <Asked query={query} rows={10}>
        {({ progress, agreement, calibration, joins, mode }) => (
          <>
            <h2 className="census-heading">{copy.progress}</h2>
            <Progress progress={progress} />
            {mode.union !== null && <Mode key={mode.persons} union={mode.union} persons={mode.persons} />}
            <h2 className="census-heading">{copy.agreement}</h2>
            <Agreement agreement={agreement} />
            <h2 className="census-heading">{copy.calibration}</h2>
            <Reliability calibration={calibration} />
            <h2 className="census-heading">{copy.joins}</h2>
            <Joins joins={joins} />
          </>
        )}
      </Asked>
      <h2 className="census-heading">{copy.learning}</h2>
      <Learning />
    </Page>
  );
}

function Progress({ progress }: Pick<ReviewReport, 'progress'>) {
  return (
    <Flex wrap gap="16px 40px">
      {(['waiting', 'disagreed', 'same', 'different', 'undone'] as const).map((key) => (
        <Statistic key={key} title={copy[key]} value={`${countText(progress[key])} ${copy.pairs}`} />
      ))}
    </Flex>
  );
}

const TITLES = Object.values(verdicts);

function Agreement({ agreement: { pairs, share, kappa, table } }: Pick<ReviewReport, 'agreement'>) {
  if (pairs === 0 || share === null) return <Nothing title={copy.noAgreement}>{copy.noAgreementNext}</Nothing>;
  return (
    <>
      <Flex wrap gap="16px 40px">
        <Statistic title={copy.share} value={`${percentText(share)}（${countText(pairs)} ${copy.pairs}）`} />
        <Statistic title={copy.kappa} value={kappa === null ? copy.noKappa : kappa.toFixed(2)} />
      </Flex>
      <Typography.Paragraph type="secondary">{copy.kappaHint}</Typography.Paragraph>
      <Table
        size="small"
        pagination={false}
        style={{ maxWidth: 480 }}
        title={() => copy.table}
        rowKey="title"
        dataSource={table.map((counts, index) => ({ title: TITLES[index] ?? '', counts }))}
        columns={[
          { key: 'title', title: '', dataIndex: 'title', rowScope: 'row' },
          ...TITLES.map((title, index) => ({
            key: title,
            title,
            align: 'right' as const,
            render: (_value: unknown, row: { readonly counts: readonly number[] }) => countText(row.counts[index] ?? 0),
          })),
        ]}
      />
    </>
  );
}

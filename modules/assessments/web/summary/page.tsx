import { PrinterOutlined } from '@ant-design/icons';
import { useAnswer } from '@jianjia/client';
import { Asked, Nothing, Page, placeOf, type ScreenProps } from '@jianjia/ui';
import { Button } from 'antd';
import { getChecklist } from '../../contract/checklist.ts';
import type { search as schema } from './search.ts';
import { Sheet } from './sheet.tsx';
import './summary.css';

/** A union's standing on one standard on one page of paper. */
export default function SummaryPage({ params, search }: ScreenProps<typeof schema>) {
  const code = params['code'] ?? '';
  const { scheme, as_of: asOf } = search;
  const query = useAnswer(getChecklist, { params: { code }, query: { as_of: asOf, scheme } });
  const place = placeOf(`/unions/${encodeURIComponent(code)}`, { scheme, as_of: asOf });
  return (
    <div className="summary-page">
      <Page
        title="一页摘要"
        crumbs={[{ title: query.data?.union.name ?? code, to: place }]}
        extra={
          <Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()}>
            打印
          </Button>
        }
      >
        <Asked query={query} rows={12}>
          {(checklist) => {
            const [standard] = checklist.standards;
            return standard ? (
              <Sheet checklist={checklist} standard={standard} />
            ) : (
              <Nothing title="没有可以打印的清单">这个标准不适用这个工会。请回到工会页，选它适用的标准。</Nothing>
            );
          }}
        </Asked>
      </Page>
    </div>
  );
}

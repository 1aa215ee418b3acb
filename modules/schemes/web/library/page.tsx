import { SwapOutlined } from '@ant-design/icons';
import { useAnswer } from '@jianjia/client';
import { Asked, Nothing, Page, PlaceLink, placeOf, type ScreenProps } from '@jianjia/ui';
import { Col, Row } from 'antd';
import { listDocuments } from '../../contract/index.ts';
import '../schemes.css';
import { SchemeCardView } from './card.tsx';
import type { search as schema } from './search.ts';

/** The schemes in use: what each is, whom it fits, and how much of its source is quoted. */
export default function LibraryPage({ search }: ScreenProps<typeof schema>) {
  const query = useAnswer(listDocuments, {});
  const { as_of } = search;
  return (
    <Page
      title="标准"
      lead="各地的规范化建设方案，逐句对照原文。每个条目都引用原文，原文的每一句也都有交代。"
      extra={
        <PlaceLink to={placeOf('/comparison', { as_of })}>
          <SwapOutlined aria-hidden /> 比较各地要求
        </PlaceLink>
      }
    >
      <Asked query={query} rows={12}>
        {(cards) =>
          cards.length === 0 ? (
            <Nothing title="还没有载入任何标准">
              请管理员检查 standards/ 文件夹，或运行 jianjia schemes check 查看原因。
            </Nothing>
          ) : (
            <Row gutter={[16, 16]}>
              {cards.map((card) => (
                <Col key={card.id} xs={24} lg={12} xxl={8}>
                  <SchemeCardView card={card} asOf={as_of} />
                </Col>
              ))}
            </Row>
          )
        }
      </Asked>
    </Page>
  );
}

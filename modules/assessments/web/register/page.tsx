import { DownloadOutlined } from '@ant-design/icons';
import { addressOf } from '@jianjia/client';
import { Nothing, Page, placeOf, type ScreenProps } from '@jianjia/ui';
import type { RegisterDefinition } from '@jianjia/registers';
import { Button, Card, Grid, Table, Tag } from 'antd';
import { allRegisters } from '../../contract/all-registers.ts';
import { getRegisterTemplate } from '../../contract/checklist.ts';
import { columnHelp, keptBy, type ColumnHelp } from '../../domain/register-help.ts';
import { Import } from './import.tsx';
import type { search as schema } from './search.ts';
import './register.css';

/** What a register asks for, who keeps it, and how records get into it. */
export default function RegisterPage({ params, search }: ScreenProps<typeof schema>) {
  const register = allRegisters.find(({ name }) => name === params['register']);
  if (!register) {
    return (
      <Page title="台账">
        <Nothing title="没有这个台账">地址可能写错了。请从工会的清单中重新进入。</Nothing>
      </Page>
    );
  }
  const { union, as_of: asOf } = search;
  const crumbs =
    union === undefined
      ? []
      : [{ title: `工会 ${union}`, to: placeOf(`/unions/${encodeURIComponent(union)}`, { as_of: asOf }) }];
  return (
    <Page title={`${register.title}台账`} lead={keptBy(register)} crumbs={crumbs}>
      <div className="register">
        <Card size="small" title="怎样登记">
          <Steps register={register} />
        </Card>
        <Columns register={register} />
      </div>
    </Page>
  );
}

function Steps({ register }: { readonly register: RegisterDefinition }) {
  const template = addressOf(getRegisterTemplate, { params: { register: register.name } });
  return (
    <ol className="register-steps">
      <li>
        <p>下载模板，一行记一件事；带“必填”的栏目不能空。已有表格的，把表头改成下面的栏目名（中文、英文都可以）。</p>
        <Button icon={<DownloadOutlined />} href={template} download={`${register.name}.csv`}>
          下载模板（{register.name}.csv）
        </Button>
      </li>
      <li>
        <p>
          在 Excel 或 WPS 中填好，存为 CSV 或 XLSX，文件名是 {register.name} 或{register.title}
          。编号已有的记录会被更新，没有的会新增，不会删除。
        </p>
      </li>
      <li>
        <p>选择文件导入。有错的行不会导入，并逐行说明原因；改好后重新导入整个文件即可。</p>
        <Import />
      </li>
    </ol>
  );
}

function Columns({ register }: { readonly register: RegisterDefinition }) {
  const { md } = Grid.useBreakpoint();
  const rows = columnHelp(register);
  if (md === false) {
    return (
      <ul className="register-columns">
        {rows.map((row) => (
          <li key={row.id}>
            <b>{row.title}</b> <code>{row.id}</code> <Marks of={row} />
            <p>{row.takes}</p>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <Table<ColumnHelp>
      size="small"
      rowKey="id"
      pagination={false}
      dataSource={rows}
      columns={[
        {
          title: '栏目',
          dataIndex: 'title',
          render: (title: string, row) => (
            <>
              {title} <Marks of={row} />
            </>
          ),
        },
        { title: '栏目名', dataIndex: 'id', render: (id: string) => <code>{id}</code> },
        { title: '填什么', dataIndex: 'takes' },
      ]}
    />
  );
}

function Marks({ of: { required, isKey } }: { readonly of: ColumnHelp }) {
  return (
    <>
      {isKey && <Tag color="blue">编号</Tag>}
      {required && <Tag color="error">必填</Tag>}
    </>
  );
}

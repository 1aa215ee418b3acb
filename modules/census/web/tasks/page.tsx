import { Page, type ScreenProps } from '@jianjia/ui';
import { Segmented } from 'antd';
import { CensusNav } from '../parts/nav.tsx';
import { copy } from './copy.ts';
import { TaskList } from './list.tsx';
import { ProgressView } from './progress.tsx';
import type { search as schema } from './search.ts';

const VIEWS = Object.entries(copy.views).map(([value, label]) => ({ value, label }));

/** Tasks of field checks, and how far they are. */
export default function TasksPage({ search, setSearch }: ScreenProps<typeof schema>) {
  const { view = 'tasks' } = search;
  return (
    <Page title={copy.title} lead={copy.lead} crumbs={[{ title: copy.census, to: '/census' }]}>
      <CensusNav here="/census/tasks" />
      <Segmented
        aria-label={copy.title}
        options={VIEWS}
        value={view}
        onChange={(value) => setSearch({ view: value as typeof view })}
        style={{ marginBottom: 12 }}
      />
      {view === 'tasks' ? (
        <TaskList search={search} setSearch={setSearch} />
      ) : (
        <ProgressView division={search.division} />
      )}
    </Page>
  );
}

import '../census.css';
import { Nothing, Page, type ScreenProps } from '@jianjia/ui';
import { Alert, Button, Flex, Skeleton, Typography } from 'antd';
import { toSend } from '../../domain/checks/queue.ts';
import { copy } from './copy.ts';
import { FindingForm } from './finding-form.tsx';
import { newFinding } from './new-finding.ts';
import type { search as schema } from './search.ts';
import type { Kept, KeptFinding } from './store.ts';
import { FindingCard, TaskCard } from './task-cards.tsx';
import { type Checks, useChecks } from './use-checks.ts';
import { canWorkOffline } from './worker.ts';

/** Field checks on a phone: what is to be looked at, what was found, with a network and without. */
export default function ChecksPage({ search, setSearch }: ScreenProps<typeof schema>) {
  const checks = useChecks();
  const { kept } = checks;
  const { task: open } = search;
  const openTask = (task: string | undefined) => setSearch({ task });
  return (
    <Page title={copy.title} lead={copy.lead}>
      <div style={{ maxWidth: 640 }}>
        {kept === null ? (
          <Skeleton active />
        ) : (
          <>
            <Standing checks={checks} kept={kept} />
            {open === undefined ? (
              <Lists checks={checks} kept={kept} onOpen={openTask} />
            ) : (
              <Opened checks={checks} kept={kept} taskId={open} onClose={() => openTask(undefined)} />
            )}
          </>
        )}
      </div>
    </Page>
  );
}

interface PartProps {
  readonly checks: Checks;
  readonly kept: Kept;
}

/** Whether there is a network, what waits, who must sign in. */
function Standing({ checks: { isOnline, isBusy, mustSignIn, sync }, kept: { owner, findings, others } }: PartProps) {
  const waiting = toSend(findings).length;
  const when = owner === null ? copy.never : copy.refreshed(new Date(owner.refreshed_at).toLocaleString('zh-CN'));
  return (
    <Flex vertical gap={8} style={{ marginBottom: 12 }} aria-live="polite">
      {!isOnline && <Alert type="warning" showIcon title={copy.offline} />}
      {!canWorkOffline && <Alert type="info" showIcon title={copy.noWorker} />}
      {mustSignIn && (
        <Alert
          type="warning"
          showIcon
          title={copy.signIn}
          action={<a href="/sign-in?to=/census/checks">{copy.toSignIn}</a>}
        />
      )}
      {others > 0 && <Alert type="info" showIcon title={copy.others(others)} />}
      {owner?.more && <Alert type="info" showIcon title={copy.more} />}
      <Flex gap={8} align="center" wrap>
        <Button loading={isBusy} disabled={!isOnline} onClick={() => void sync()}>
          {waiting > 0 ? copy.sendNow : copy.refresh}
        </Button>
        <Typography.Text type="secondary">{waiting > 0 ? copy.waiting(waiting) : when}</Typography.Text>
      </Flex>
    </Flex>
  );
}

function Lists({ checks, kept, onOpen }: PartProps & { readonly onOpen: (taskId: string) => void }) {
  const { tasks, findings } = kept;
  const drafts = new Set(findings.filter(({ state }) => state === 'draft').map(({ task_id: id }) => id));
  const filled = findings.filter(({ state }) => state !== 'draft');
  // What was sent and is still on the list of the service is to be looked at again.
  const done = new Set(filled.filter(({ state }) => state !== 'sent').map(({ task_id: id }) => id));
  const todo = tasks.filter(({ task_id: id }) => !done.has(id));
  return (
    <Flex vertical gap={12}>
      <h2 className="census-title">
        {copy.todo} {todo.length}
      </h2>
      {todo.length === 0 && <Nothing title={copy.empty.title}>{copy.empty.next}</Nothing>}
      {todo.map((task) => (
        <TaskCard
          key={task.task_id}
          task={task}
          hasDraft={drafts.has(task.task_id)}
          onOpen={() => onOpen(task.task_id)}
        />
      ))}
      {filled.length > 0 && (
        <h2 className="census-title">
          {copy.done} {filled.length}
        </h2>
      )}
      {filled.map((finding) => (
        <FindingCard
          key={finding.finding_id}
          finding={finding}
          onEdit={() => onOpen(finding.task_id)}
          onDrop={() => void checks.drop(finding.finding_id)}
        />
      ))}
    </Flex>
  );
}

/** The form of one task: with what was typed before. */
function Opened({
  checks,
  kept,
  taskId,
  onClose,
}: PartProps & { readonly taskId: string; readonly onClose: () => void }) {
  const task = kept.tasks.find(({ task_id: id }) => id === taskId);
  const started = kept.findings.find(
    ({ task_id: id, state }) => id === taskId && (state === 'draft' || state === 'refused'),
  );
  const account = kept.owner?.account_id;
  const finding: KeptFinding | null =
    started ?? (task === undefined || account === undefined ? null : newFinding(task, account));
  if (finding === null) {
    return (
      <Nothing title={copy.empty.title}>
        <Button onClick={onClose}>{copy.form.back}</Button>
      </Nothing>
    );
  }
  return (
    <FindingForm
      // What is typed goes to the phone and comes back: the form must not begin anew with it.
      key={taskId}
      task={task ?? { name: finding.name, address: null }}
      finding={finding}
      onKeep={checks.keep}
      onClose={onClose}
    />
  );
}

import { addressOf } from '@jianjia/client';
import { countText } from '@jianjia/ui';
import { Card, Flex, Image, Typography } from 'antd';
import { type Finding, lateTitles, showPhoto } from '../../contract/index.ts';
import { OutcomeTag } from '../parts/task-tags.tsx';
import { copy } from './copy.ts';

/** What was found at the door, the newest first. */
export function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  if (findings.length === 0) return <Typography.Paragraph type="secondary">{copy.noFinding}</Typography.Paragraph>;
  return (
    <Flex vertical gap={12}>
      {findings.map((finding) => (
        <Card key={finding.finding_id} size="small">
          <Flex wrap gap={8} align="center">
            <OutcomeTag outcome={finding.outcome} />
            <Typography.Text type="secondary">
              {copy.foundAt(new Date(finding.found_at).toLocaleString('zh-CN'), finding.finder)}
            </Typography.Text>
            {finding.late !== null && (
              <Typography.Text type="warning">{copy.late(lateTitles[finding.late])}</Typography.Text>
            )}
          </Flex>
          <Details finding={finding} />
          <Photos ids={finding.photos} />
        </Card>
      ))}
    </Flex>
  );
}

function Details({ finding }: { readonly finding: Finding }) {
  const { headcount, moved_to: moved, union_name: union, note, position } = finding;
  const lines = [
    headcount === null ? null : copy.headcount(countText(headcount)),
    moved === null ? null : copy.moved(moved),
    union === null ? null : copy.union(union),
    note,
    position === null
      ? null
      : copy.position(
          position.latitude.toFixed(5),
          position.longitude.toFixed(5),
          position.accuracy === null ? null : String(Math.round(position.accuracy)),
        ),
  ].filter((line) => line !== null);
  return lines.map((line) => <div key={line}>{line}</div>);
}

function Photos({ ids }: { readonly ids: readonly string[] }) {
  if (ids.length === 0) return null;
  return (
    <Flex wrap gap={8} style={{ marginTop: 8 }}>
      {ids.map((id, index) => (
        <Image
          key={id}
          src={addressOf(showPhoto, { params: { photo: id } })}
          alt={copy.photo(index + 1)}
          width={120}
          height={90}
          style={{ objectFit: 'cover' }}
        />
      ))}
    </Flex>
  );
}

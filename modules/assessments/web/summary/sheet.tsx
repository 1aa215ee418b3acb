import { numberText, verdictTitles, verdictOrder } from '@jianjia/ui';
import type { Checklist, Item, Standard } from '../union/types.ts';
import { densityOf, MOST_LISTED } from './density.ts';

/** Marks that a black and white printer can tell apart. */
const MARKS: Readonly<Record<Item['verdict'], string>> = {
  met: '✓',
  unmet: '✕',
  unknown: '？',
  pending: '…',
  not_applicable: '—',
};

interface Props {
  readonly checklist: Checklist;
  readonly standard: Standard;
}

/** The sheet: whose, which standard, when; how it stands by section; what is open; what to do next. */
export function Sheet({ checklist, standard }: Props) {
  const open = standard.sections
    .flatMap(({ items }) => items)
    .filter(({ verdict }) => verdict === 'unmet' || verdict === 'unknown');
  const pending = standard.counts.pending;
  return (
    <article className={`sheet sheet-${densityOf(open.length, standard.sections.length)}`}>
      <SheetHead checklist={checklist} standard={standard} />
      <div className="sheet-top">
        <SectionTable standard={standard} />
        <Todo standard={standard} />
      </div>
      <h2>未达标和资料不足（{open.length} 项）</h2>
      {open.length === 0 ? <p>没有。</p> : <OpenItems items={open} />}
      {pending > 0 && <p className="sheet-note">另有 {pending} 项待人评定，没有列出。</p>}
      <footer>
        {MARKS.met} 达标　{MARKS.unmet} 未达标　{MARKS.unknown} 资料不足　* 非必达　·　按台账逐条判定，数字截至{' '}
        {checklist.as_of}
      </footer>
    </article>
  );
}

function SheetHead({ checklist: { union, as_of: day }, standard }: Props) {
  const { score } = standard;
  return (
    <header>
      <h1>{union.name}</h1>
      <p className="sheet-reached">
        {standard.reached ? '✓ 已达标' : '✕ 未达标'}
        {score && `　${score.low}${score.high === score.low ? '' : `–${score.high ?? ''}`} / ${score.full} 分`}
        {score?.level && `　${score.level}`}
      </p>
      <p>
        {standard.scheme_title}（{standard.issuer}，版本 {standard.version}）· {standard.track_title}
      </p>
      <p>
        {union.above.map(({ name }) => `${name} › `)}
        {union.code}　评定日 {day}
      </p>
    </header>
  );
}

function SectionTable({ standard: { sections, counts } }: Pick<Props, 'standard'>) {
  const row = (key: string, title: string, of: Standard['counts']) => (
    <tr key={key}>
      <th scope="row">{title}</th>
      {verdictOrder.map((verdict) => (
        <td key={verdict}>{of[verdict] || '·'}</td>
      ))}
    </tr>
  );
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">章节</th>
          {verdictOrder.map((verdict) => (
            <th key={verdict} scope="col">
              {verdictTitles[verdict]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{sections.map((section) => row(section.path, shortTitle(section.title), section.counts))}</tbody>
      <tfoot>{row('', '合计', counts)}</tfoot>
    </table>
  );
}

/** The heading itself, without those above it: a line of the table is short. */
function shortTitle(title: string): string {
  return title.split(' · ').at(-1) ?? title;
}

function Todo({ standard: { next_steps: steps } }: Pick<Props, 'standard'>) {
  return (
    <section>
      <h2>下一步最该做的</h2>
      {steps.length === 0 ? (
        <p>没有可做的了。</p>
      ) : (
        <ol>
          {steps.map(({ sentence, kind, settles, reaches }) => (
            <li key={sentence}>
              {sentence}（{settles.length} 项{kind === 'move' ? '达标' : '有结论'}
              {reaches === 'yes' && '，做到就达到标准'}）
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function OpenItems({ items }: { readonly items: readonly Item[] }) {
  const listed = items.slice(0, MOST_LISTED);
  return (
    <>
      <ul className="sheet-items">
        {listed.map((item) => (
          <li key={item.indicator}>
            <b>{MARKS[item.verdict]}</b>
            {item.mandatory ? '' : '*'} <span>{item.quote}</span> <i>{detail(item)}</i>
          </li>
        ))}
      </ul>
      {items.length > listed.length && (
        <p className="sheet-note">还有 {items.length - listed.length} 项，请在系统中查看。</p>
      )}
    </>
  );
}

/** What is looked at, and what it is: several items may quote the same words. */
function detail({ value, threshold, unit, missing, looks_at: looksAt }: Item): string {
  const about = looksAt[0] ?? '';
  if (value !== null) {
    const asked = threshold === null ? '' : `/${numberText(threshold, unit)}`;
    return `${about} ${numberText(value, unit)}${asked}`;
  }
  return missing.length > 0 ? `${about} 缺“${missing.map(({ title }) => title).join('、')}”` : about;
}

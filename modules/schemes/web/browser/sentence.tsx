import { memo } from 'react';
import type { DocumentPiece, SchemeDocument } from '../../contract/index.ts';
import { REASONS } from '../parts/words.ts';
import { quoting, type Arrangement } from './arrange.ts';
import { cutAtHits, type Cut, type Hit } from './find.ts';

interface Props {
  readonly number: number;
  readonly document: SchemeDocument;
  readonly arrangement: Arrangement;
  /** The chosen item, where it quotes this sentence. */
  readonly chosen: number | null;
  /** The item whose link the Tab key stops at, where it is here. */
  readonly stop: number | null;
  readonly hits: readonly Hit[];
  readonly hit: Hit | null;
}

/** One sentence; drawn again only when something in it changes. */
export const Sentence = memo(function Sentence(props: Props) {
  const { number, document, arrangement, chosen, stop, hits, hit } = props;
  const pieces = document.sentences[number]?.pieces ?? [];
  const cuts = cutAtHits(pieces, hits);
  return (
    <span data-sentence={number}>
      {pieces.map((piece, index) => {
        const text = <Text cuts={cuts[index] ?? []} now={hit === null ? null : hits.indexOf(hit)} />;
        const items = quoting(piece, arrangement);
        return (
          // The pieces of a sentence never change their order.
          <span key={index}>
            {items.length > 0 ? (
              <Quote document={document} items={items} chosen={chosen} stop={stop}>
                {text}
              </Quote>
            ) : (
              <Unquoted piece={piece}>{text}</Unquoted>
            )}
            {piece.breaks && <br />}
          </span>
        );
      })}
    </span>
  );
});

interface QuoteProps extends Pick<Props, 'document' | 'chosen' | 'stop'> {
  readonly items: readonly number[];
  readonly children: React.ReactNode;
}

function Quote({ document, items, chosen, stop, children }: QuoteProps) {
  const [first = 0] = items;
  const isChosen = chosen !== null && items.includes(chosen);
  const told = document.items[isChosen ? chosen : first];
  const says = items.map((item) => document.items[item]?.says ?? '');
  return (
    <a
      className={`quote ${told?.kind ?? ''}`}
      href={`?item=${encodeURIComponent(told?.id ?? '')}`}
      data-item={items.join(' ')}
      title={says.join('\n')}
      tabIndex={stop !== null && items.includes(stop) ? 0 : -1}
      {...(isChosen ? { 'aria-current': 'true' as const } : {})}
    >
      {children}
    </a>
  );
}

function Unquoted({ piece, children }: { readonly piece: DocumentPiece; readonly children: React.ReactNode }) {
  if (piece.open) {
    return (
      <span className="open">
        {children}
        <small>遗漏</small>
      </span>
    );
  }
  if (piece.because === null) return children;
  return (
    <span className="aside" title={`${REASONS[piece.because]}：无须引用`}>
      {children}
    </span>
  );
}

function Text({ cuts, now }: { readonly cuts: readonly Cut[]; readonly now: number | null }) {
  return cuts.map(({ text, hit }, index) =>
    hit === null ? (
      text
    ) : (
      <mark key={index} className={hit === now ? 'now' : undefined}>
        {text}
      </mark>
    ),
  );
}

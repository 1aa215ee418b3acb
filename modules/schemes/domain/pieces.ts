import type { RemainingReason, SourceReading, SourceSentence } from '@jianjia/rules';
import type { DocumentPiece } from '../contract/index.ts';

/** A stretch of text with what it means there. */
interface Span {
  readonly from: number;
  readonly to: number;
}

interface ItemSpan extends Span {
  /** Position in the list of items. */
  readonly item: number;
}

interface ReasonSpan extends Span {
  readonly because: RemainingReason;
}

/** What lies over each sentence of a source; found once, because a sentence is cut at every edge in it. */
export class Overlay {
  private readonly reading: SourceReading;
  private readonly items: readonly ItemSpan[];
  private readonly reasons: readonly ReasonSpan[];

  constructor(reading: SourceReading) {
    this.reading = reading;
    this.items = reading.items.flatMap(({ regions }, item) => regions.map((region) => ({ ...region, item })));
    this.reasons = reading.remaining.flatMap(({ entry, regions }) =>
      regions.map((region) => ({ ...region, because: entry.because })),
    );
  }

  /** Cuts a sentence where its items, its reason or its being uncovered change. */
  pieces(sentence: SourceSentence): readonly DocumentPiece[] {
    const items = this.items.filter((span) => overlaps(span, sentence));
    const reasons = this.reasons.filter((span) => overlaps(span, sentence));
    const headingEnds = new Set(
      reasons
        .filter(({ because, to }) => because === 'heading' && to < sentence.to && this.reading.lineEnds.has(to))
        .map(({ to }) => to),
    );
    const edges = [...items, ...reasons, ...sentence.open].flatMap(({ from, to }) => [from, to]);
    const inside = edges.filter((edge) => edge > sentence.from && edge < sentence.to);
    const cuts = [...new Set([sentence.from, ...inside, sentence.to])].sort((left, right) => left - right);
    return cuts.slice(1).map((to, index) => {
      const piece = { from: cuts[index] ?? sentence.from, to };
      const quoting = items.filter((span) => overlaps(span, piece)).map(({ item }) => item);
      const reason = reasons.find((span) => overlaps(span, piece))?.because;
      return {
        text: this.reading.bare.slice(piece.from, piece.to),
        items: [...new Set(quoting)],
        because: quoting.length > 0 ? null : (reason ?? null),
        open: quoting.length === 0 && reason === undefined && sentence.open.some((span) => overlaps(span, piece)),
        breaks: headingEnds.has(to),
      };
    });
  }
}

/** Whether two stretches share a character. */
export function overlaps(left: Span, right: Span): boolean {
  return left.from < right.to && right.from < left.to;
}

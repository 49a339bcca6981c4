import type { RunView } from '../log/view.ts';
import { oncePer } from '../once.ts';
import type { DocId, RankRequest } from '../request.ts';
import { bestUnits } from '../text/evidence-units.ts';
import type { EvidenceUnit } from '../text/evidence-units.ts';
import type { TextSpan } from '../text/spans.ts';
import { selectEvidence } from './evidence.ts';
import { answeringWords, LEAST_SIMILAR, meet, wordsOfQuery } from './matches.ts';
import { tellingWords } from './telling.ts';

// How strong a quote is, by the words of the query and by late interaction, where the log holds it.

/**
 * best: stands in the sentences of its passage that come nearest to the query. weak: stands elsewhere in it. empty: nothing in it answers a word of the
 * query. unknown: something in it does, but the passage was not read piece by piece.
 */
export type QuoteStrength = 'best' | 'weak' | 'empty' | 'unknown';

/** A quote that stands in its passage word for word; `span`: where in its text, null for one of the title, or where that is not known. */
interface PlacedQuote {
  readonly docId: DocId;
  readonly text: string;
  readonly span: TextSpan | null;
}

/** How strong a quote of the thought of `run`'s window number `window` is; it stands in its passage word for word. */
export function shownQuoteStrength(
  run: RunView,
  { window, docId, text }: { readonly window: number; readonly docId: DocId; readonly text: string },
): QuoteStrength {
  const quote = selectEvidence(run)
    .get(docId)
    ?.quotes.find((one) => one.window === window && one.text === text);
  return quoteStrength(run.request, { docId, text, span: quote?.span ?? null });
}

/** How strong a quote is that stands in its passage word for word. */
export function quoteStrength(request: RankRequest, quote: PlacedQuote): QuoteStrength {
  const { docId, span } = quote;
  if (!answersQuery(request, quote)) return 'empty';
  const best = bestOf(request).get(docId);
  if (best === undefined || span === null) return 'unknown';
  return best.some((unit) => meet(span, unit)) ? 'best' : 'weak';
}

/** Does a quote hold a telling word of the query, or something that late interaction found near to one? Where no word of the query tells, none is asked for. */
function answersQuery(request: RankRequest, { docId, text, span }: PlacedQuote): boolean {
  if (tellingWords(request).every(({ weight }) => weight === 0)) return true;
  if (wordsOfQuery(request, text).length > 0) return true;
  const place = request.candidates.findIndex((candidate) => candidate.docId === docId);
  const words = answeringWords(request, place);
  if (span !== null)
    return words.some((word) => word.in === 'text' && meet(span, word)) || holdsEvidence(request, { place, span });
  const title = request.candidates[place]?.title ?? '';
  return words.some((word) => word.in === 'title' && text.includes(title.slice(word.from, word.to)));
}

/** Is at least half of a sentence quoted that comes near to a telling word? Not where the nearest word is known to stand in its other half. */
function holdsEvidence(request: RankRequest, { place, span }: { readonly place: number; readonly span: TextSpan }): boolean {
  const matches = request.firstStage?.late?.matches[place] ?? null;
  return (matches?.units ?? []).some((unit) => {
    const quoted = Math.min(span.to, unit.to) - Math.max(span.from, unit.from);
    if (quoted * 2 < unit.to - unit.from) return false;
    return tellingWords(request).some(({ weight }, word) => {
      const nearest = matches?.found[word] ?? null;
      const elsewhere = nearest?.in === 'text' && meet(nearest, unit) && !meet(nearest, span);
      return weight > 0 && (unit.similar[word] ?? -1) >= LEAST_SIMILAR && !elsewhere;
    });
  });
}

/** The best evidence of each passage that was read piece by piece. Asked for with every token: once for each request. */
const bestOf = oncePer((request: RankRequest): ReadonlyMap<DocId, readonly EvidenceUnit[]> => {
  const late = request.firstStage?.late;
  return new Map(
    request.candidates.flatMap(({ docId }, place) => {
      const matches = late?.matches[place] ?? null;
      return late === undefined || matches === null ? [] : [[docId, bestUnits(matches, late.queryWords)] as const];
    }),
  );
});

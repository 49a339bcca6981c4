import type { RunView } from '../log/view.ts';
import { oncePer } from '../once.ts';
import type { DocId, RankRequest } from '../request.ts';
import { bestUnits } from '../text/evidence-units.ts';
import type { EvidenceUnit } from '../text/evidence-units.ts';
import type { TextSpan } from '../text/spans.ts';
import { selectEvidence } from './evidence.ts';

// How strong a quote is, by late interaction of the request that a log holds.

/** best: stands in the sentences of its passage that come nearest to the query. weak: stands elsewhere in it. unknown: nothing was read piece by piece. */
export type QuoteStrength = 'best' | 'weak' | 'unknown';

/** How strong a quote of the thought of `run`'s window number `window` is; it stands in its passage word for word. */
export function shownQuoteStrength(
  run: RunView,
  { window, docId, text }: { readonly window: number; readonly docId: DocId; readonly text: string },
): QuoteStrength {
  const quote = selectEvidence(run)
    .get(docId)
    ?.quotes.find((one) => one.window === window && one.text === text);
  return quoteStrength(run.request, docId, quote?.span ?? null);
}

/** How strong a quote is that was found at `span` of its passage's text; null: found in the title, or where is not known. */
export function quoteStrength(request: RankRequest, docId: DocId, span: TextSpan | null): QuoteStrength {
  const best = bestOf(request).get(docId);
  if (best === undefined || span === null) return 'unknown';
  return best.some(({ from, to }) => span.from < to && from < span.to) ? 'best' : 'weak';
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

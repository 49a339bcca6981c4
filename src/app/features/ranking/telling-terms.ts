import { listIdf } from '../../../core/text/list-idf.ts';
import type { TextSpan } from '../../../core/text/passage-windows.ts';
import type { Candidate, RankRequest } from '../../../core/rank-request.ts';
import { termSpans } from '../../../core/text/term-spans.ts';
import { titledText } from '../../../core/titled-text.ts';

/** Counting the words of a thousand passages would halt the page; the first of them tell which words are everywhere. */
const SAMPLE = 24;
/** Fewer passages say nothing of what is common. */
const FEW = 8;
/** Half of the sample has the word. */
const COMMON_IDF = Math.log(2);

const weights = new WeakMap<readonly Candidate[], ReadonlyMap<string, number>>();

function weightsOf({ candidates }: RankRequest): ReadonlyMap<string, number> {
  const known = weights.get(candidates);
  if (known !== undefined) return known;
  const found = candidates.length < FEW ? new Map<string, number>() : listIdf(candidates.slice(0, SAMPLE).map(titledText));
  weights.set(candidates, found);
  return found;
}

/**
 * Where a passage has words of the query that tell something: not those that most of the list has ("the", "is"), nor Latin words of three
 * letters or fewer, unless they hold a digit. UTF-16 offsets into the text; in order, not overlapping.
 */
export function tellingTerms(request: RankRequest, text: string): readonly TextSpan[] {
  const idf = weightsOf(request);
  return termSpans(request.query.text, text).filter(
    ({ term }) => !/^\p{Script=Latin}{1,3}$/u.test(term) && (idf.get(term) ?? Number.POSITIVE_INFINITY) > COMMON_IDF,
  );
}

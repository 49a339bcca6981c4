import type { PromptPassage } from '../log/event.ts';
import type { RankRequest } from '../request.ts';
import { isInitial, isShortened } from '../text/abbreviations.ts';
import { evidenceUnits, unitScore } from '../text/evidence-units.ts';
import type { EvidenceUnit, QueryWord } from '../text/evidence-units.ts';
import { zScores } from '../text/scores.ts';
import { sizeInWords, wordSpans } from '../text/spans.ts';
import type { TextSpan } from '../text/spans.ts';
import type { QuotablePassage, QuotableStretch } from './lock.ts';

/**
 * What a locked thought may quote of each passage: its units of evidence whole (sentences, or clauses of long ones), as the prompt shows them, those that a
 * shortened word ends (“… by Dr.”) together with what follows. Where the first stage read a passage piece by piece, the nearer a unit comes to the query the more it is favoured, by `trust` logits for each standard deviation among the
 * passage's units; the model's own logits decide with it.
 */
export function quotablePassages({
  request: { candidates, firstStage },
  passages,
  trust,
}: {
  readonly request: RankRequest;
  /** As the prompt shows them. */
  readonly passages: readonly PromptPassage[];
  readonly trust: number;
}): readonly QuotablePassage[] {
  const places = new Map(candidates.map(({ docId }, place) => [docId, place]));
  const late = firstStage?.late;
  return passages.map((passage) => {
    const place = places.get(passage.docId) ?? -1;
    const units = late?.matches[place]?.units;
    const raw = candidates[place]?.text ?? '';
    const scored = units === undefined || late === undefined ? null : shownUnits({ units, raw, passage, words: late.queryWords });
    const found = scored ?? evidenceUnits(passage.text).map((unit) => ({ ...unit, score: 0 }));
    const stretches = pastShortenedWords(passage.text, found);
    const leans = zScores(stretches.map(({ score }) => score));
    return {
      text: passage.text,
      quotable: stretches.flatMap((stretch, at) =>
        copyable(passage.text, stretch).map((span): QuotableStretch => ({ ...span, lean: trust * (leans[at] ?? 0) })),
      ),
    };
  });
}

/** A passage's units where the prompt shows them, with how near each comes to the query. Null where the shown text has other words than the passage. */
function shownUnits({
  units,
  raw,
  passage: { text, keptFrom, keptTo },
  words,
}: {
  readonly units: readonly EvidenceUnit[];
  readonly raw: string;
  readonly passage: PromptPassage;
  readonly words: readonly QueryWord[];
}): readonly (TextSpan & { readonly score: number })[] | null {
  const before = wordSpans(raw.slice(keptFrom, keptTo));
  const shown = wordSpans(text);
  if (before.length !== shown.length) return null;
  return units.flatMap((unit) => {
    const held = before.flatMap(({ from, to }, word) => (keptFrom + from < unit.to && unit.from < keptFrom + to ? [word] : []));
    const [first, last] = [shown[held[0] ?? -1], shown[held.at(-1) ?? -1]];
    return first === undefined || last === undefined ? [] : [{ from: first.from, to: last.to, score: unitScore([unit], words) }];
  });
}

/** A quote is no longer than a unit of evidence may be. Words. */
const LONGEST_JOINED = 24;

/**
 * Stretches of a text, those joined with the next that end in a shortened word or an initial, while they are short enough together. Units of evidence are cut
 * there: the rule that cuts them also cuts what the model was trained on, so it stays, and only what may be quoted is mended. A joined one comes as near to the
 * query as the nearest of its parts.
 */
function pastShortenedWords<Stretch extends TextSpan & { readonly score: number }>(
  text: string,
  stretches: readonly Stretch[],
): readonly (TextSpan & { readonly score: number })[] {
  const joined: { from: number; to: number; score: number }[] = [];
  for (const { from, to, score } of stretches) {
    const last = joined.at(-1);
    const stop = (last?.to ?? 0) - 1;
    const goesOn =
      last !== undefined && last.to <= from && text[stop] === '.' && (isShortened(text, stop) || isInitial(text, stop));
    if (goesOn && sizeInWords(text.slice(last.from, to)) <= LONGEST_JOINED) {
      last.to = to;
      last.score = Math.max(last.score, score);
    } else joined.push({ from, to, score });
  }
  return joined;
}

/** Readers see no longer quote. */
const LONGEST_QUOTE = 900;

/** A stretch without what a quote cannot hold: at straight quote marks it falls into several. Without a letter or digit there is nothing to quote. */
function copyable(text: string, { from, to }: TextSpan): readonly TextSpan[] {
  return Array.from(text.slice(from, to).matchAll(/[^"\s](?:[^"]*[^"\s])?/gu), ({ 0: piece, index }) => ({
    from: from + index,
    to: from + index + piece.length,
  })).filter((span) => span.to - span.from <= LONGEST_QUOTE && /[\p{L}\p{N}]/u.test(text.slice(span.from, span.to)));
}

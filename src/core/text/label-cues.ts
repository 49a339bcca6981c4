import { foldSpelling } from './fold.ts';
import type { WrittenLabel } from './label-links.ts';
import { DRAFT_WORDS, FINAL_WORDS, LIST_WORDS, wordPattern } from './label-words.ts';
import type { TextSpan } from './spans.ts';

// What the text around a chain of labels says of it.

/** 2: what stands before says that the answer comes; 1: that a list comes; −1: that it is none of the model's own. `close`: in the same clause. */
export function announcement(text: string, from: number, close: boolean): number {
  const before = foldSpelling(text.slice(Math.max(0, from - LONGEST_LEAD), from)).trimEnd();
  const clause = before.slice(before.search(close ? lastClause : lastSentence) + 1);
  if (draft.test(clause)) return -1;
  if (final.test(clause)) return close && denied.test(clause) ? 0 : 2;
  return list.test(clause) ? 1 : 0;
}

/** Nothing else is written around it on its line, or it stands behind a colon or a word that announces it. */
export function standsAlone(text: string, { from, to }: TextSpan): boolean {
  return (
    lead.test(foldSpelling(text.slice(Math.max(0, from - LONGEST_LEAD), from))) && end.test(text.slice(to, to + LONGEST_LEAD))
  );
}

/** Labels that stand in no remark: "[2] (closer than [3]) > [1]". All, where no label stands elsewhere. */
export function withoutRemarks(text: string, labels: readonly WrittenLabel[]): readonly WrittenLabel[] {
  if (labels.length < 2 || !text.includes('(')) return labels;
  const remarks = Array.from(text.matchAll(REMARK), ({ 0: written, index }) => ({ from: index, to: index + written.length }));
  let next = 0;
  const kept = labels.filter(({ from, to }) => {
    while ((remarks[next]?.to ?? Infinity) <= from) next += 1;
    const around = remarks[next];
    // A name of the form's own may be in parentheses itself.
    return around === undefined || around.from > from || around.to <= to;
  });
  const marked = kept.some(({ loose }) => loose !== true) || labels.every(({ loose }) => loose === true);
  return marked && kept.length > 0 ? kept : labels;
}

/** UTF-16 units before and behind a chain that are looked at. */
const LONGEST_LEAD = 80;

const final = new RegExp(wordPattern(FINAL_WORDS), 'iu');
const list = new RegExp(wordPattern(LIST_WORDS), 'iu');
const draft = new RegExp(wordPattern(DRAFT_WORDS), 'iu');
const denied = /(?<!\p{L})(?:not|never|than|не|нет|чем|از)(?!\p{L})|n['’]t(?!\p{L})|不/iu;
const lastClause = /[.,;!?。，；！？؟،؛\n][^.,;!?。，；！？؟،؛\n]*$/u;
const lastSentence = /[.;!?。；！？؟؛][^.;!?。；！？؟؛]*$/u;
const lead = new RegExp(
  `(?:^|\\n|:|(?<!\\p{L})(?:is|are|это|—)|是|为|(?<!\\p{L})(?:${LIST_WORDS}|${FINAL_WORDS}))[\\s*_\`"'“([{>#|-]*$`,
  'iu',
);
const end = /^[\s*_`"'”)\]}|]*(?:$|\n|[.!。！۔।](?:\s|$|["'”)\]]))/u;
/** Words in parentheses. */
const REMARK = /\((?=[^()\n]{0,300}\p{L}{2}[^()\n\p{L}])(?=[^()\n]{0,300}[^()\n\p{L}]\p{L}{2})[^()\n]{0,300}\)/gu;

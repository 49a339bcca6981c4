/** The answer inside an output's answer channel. whole: closed; open: begun and not closed; untagged: no tag at all. */
export interface AnswerText {
  readonly text: string;
  readonly state: 'whole' | 'open' | 'untagged';
}

const tag = /<\s{0,4}(\/?)\s{0,4}answer\s{0,4}>/gi;
const tagBegun = /<\s{0,4}\/?\s{0,4}[a-z]{0,6}\s{0,4}$/i;

/**
 * Text inside the last `<answer>…</answer>`; else what follows an unclosed `<answer>`; else all of it. A `</answer>` alone closes what
 * stands before it (the prompt may have opened it). Tags in any case; a tag cut off at the end is left out.
 */
export function answerText(raw: string): AnswerText {
  let openedAt: number | null = null;
  let anyTag = false;
  let whole: string | null = null;
  for (const match of raw.matchAll(tag)) {
    const to = match.index + match[0].length;
    if (match[1] === '') {
      openedAt = to;
    } else if (openedAt !== null || !anyTag) {
      whole = raw.slice(openedAt ?? 0, match.index);
      openedAt = null;
    }
    anyTag = true;
  }
  if (whole !== null) return { text: whole, state: 'whole' };
  if (openedAt !== null) return { text: withoutBegunTag(raw.slice(openedAt)), state: 'open' };
  return { text: withoutBegunTag(raw), state: 'untagged' };
}

function withoutBegunTag(text: string): string {
  return text.slice(0, text.length - (tagBegun.exec(text.slice(-24))?.[0].length ?? 0));
}

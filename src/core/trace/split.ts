/** A stretch of model output by channel. Texts are raw; only the thought's own tags are taken out. */
export type Part =
  | { readonly type: 'reasoning-start' }
  | { readonly type: 'reasoning'; readonly text: string }
  | { readonly type: 'reasoning-end' }
  | { readonly type: 'answer'; readonly text: string };

/** Takes output piece by piece. `end()` gives what was held back and tells whether a thought was left `open`. */
interface ReasoningSplitter {
  push(text: string): Part[];
  end(): { readonly parts: Part[]; readonly open: boolean };
}

/**
 * Splits model output into thought and answer while it is written. `opened`: the prompt itself ended in `<think>`, so the output begins
 * inside the thought (a repeated `<think>` is swallowed). However the text is cut into pieces, the joined parts are the same: what may
 * become a tag is held back until it is settled. A `<think>` later on opens a further thought, so an unfinished one is never an answer. Systems
 * that call their tags otherwise (GroupRank: `<reason>`) say so.
 */
export function createReasoningSplitter({
  opened,
  open: openTag = '<think>',
  close: closeTag = '</think>',
}: {
  opened: boolean;
  open?: string;
  close?: string;
}): ReasoningSplitter {
  /** lead: nothing but white space so far. */
  let channel: 'lead' | 'reasoning' | 'answer' = 'lead';
  let announced = false;
  let blank = '';
  let held = '';

  const take = (text: string, last: boolean): Part[] => {
    const parts: Part[] = [];
    const emit = (piece: string): void => {
      if (piece !== '' && channel !== 'lead') parts.push({ type: channel, text: piece });
    };
    if (opened && !announced) parts.push({ type: 'reasoning-start' });
    announced = true;
    let rest = held + text;
    held = '';
    if (channel === 'lead') {
      const trimmed = rest.trimStart();
      blank += rest.slice(0, rest.length - trimmed.length);
      rest = trimmed;
      if (rest.startsWith(openTag)) {
        if (!opened) parts.push({ type: 'reasoning-start' });
        channel = 'reasoning';
        rest = rest.slice(openTag.length);
      } else if (!last && openTag.startsWith(rest)) {
        held = rest;
        return parts;
      } else {
        channel = opened ? 'reasoning' : 'answer';
        rest = blank + rest;
      }
      blank = '';
    }
    for (;;) {
      const tag = channel === 'reasoning' ? closeTag : openTag;
      const at = rest.indexOf(tag);
      if (at === -1) {
        const kept = last ? rest.length : rest.length - partialTag(rest, tag);
        emit(rest.slice(0, kept));
        held = rest.slice(kept);
        return parts;
      }
      emit(rest.slice(0, at));
      rest = rest.slice(at + tag.length);
      parts.push({ type: channel === 'reasoning' ? 'reasoning-end' : 'reasoning-start' });
      channel = channel === 'reasoning' ? 'answer' : 'reasoning';
    }
  };

  return {
    push: (text) => take(text, false),
    end: () => ({ parts: take('', true), open: channel === 'reasoning' }),
  };
}

/** The answer inside an output's answer channel. whole: closed; open: begun and not closed; untagged: no tag at all. */
interface AnswerText {
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

/** Length of the longest end of `text` that is a beginning of `tag`. */
function partialTag(text: string, tag: string): number {
  let length = Math.min(text.length, tag.length - 1);
  while (length > 0 && !tag.startsWith(text.slice(text.length - length))) length -= 1;
  return length;
}

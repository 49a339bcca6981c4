import type { PromptTemplate } from './templates.ts';

/** A stretch of the user's message. A passage's part is its whole line, with identifier and bucket. */
export interface UserPart {
  readonly part: 'instructions' | 'query' | 'passage';
  /** 1-based, of a passage; null for other parts. */
  readonly identifier: number | null;
  readonly text: string;
}

/**
 * The template's user message, filled in one pass, as its parts: their texts joined are the message. A query or passage that says `{count}`
 * keeps it. What stands between passages belongs to the instructions; neighbours of the same kind are one part, empty ones are left out.
 */
export function userParts({
  template,
  query,
  lines,
}: {
  template: PromptTemplate;
  query: string;
  /** One a passage, in the order of their identifiers. */
  lines: readonly string[];
}): readonly UserPart[] {
  const parts: UserPart[] = [];
  const add = (next: UserPart): void => {
    const last = parts.at(-1);
    if (next.text === '') return;
    if (last?.part === 'instructions' && next.part === 'instructions') {
      parts.splice(-1, 1, { ...last, text: last.text + next.text });
    } else parts.push(next);
  };
  const instruct = (text: string): void => add({ part: 'instructions', identifier: null, text });
  for (const piece of template.user.split(/(\{\w+\})/)) {
    if (piece === '{query}') add({ part: 'query', identifier: null, text: query });
    else if (piece === '{count}') instruct(String(lines.length));
    else if (piece === '{passages}') {
      lines.forEach((text, place) => {
        if (place > 0) instruct(template.separator);
        add({ part: 'passage', identifier: place + 1, text });
      });
    } else instruct(piece);
  }
  return parts;
}

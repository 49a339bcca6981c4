import { foldSpellingMapped } from '../text/fold.ts';
import type { TextSpan } from '../text/spans.ts';

// Texts that a tokenizer reads as one token of its own wherever they stand: turns, thoughts, tools. A passage may not write them.

/** The tokens of one tokenizer, ready to be looked for. */
export interface ControlTokens {
  /** Every place where one begins, overlapping ones too; of those that begin together the longest. */
  find(text: string): readonly TextSpan[];
}

/**
 * Looks for tokens in texts. A tokenizer may write a space as `▁`, and may bring a text to one spelling before it looks: both are looked through. A token of one
 * character is that character, and no control token.
 */
export function controlTokens(tokens: readonly string[]): ControlTokens {
  const known = new Set(tokens.map(spaced).filter((token) => token.trim() !== '' && Array.from(token).length > 1));
  const lengths = new Map<string, number[]>();
  for (const { 0: first = '', length } of known) {
    const own = lengths.get(first) ?? [];
    if (!own.includes(length)) own.push(length);
    lengths.set(
      first,
      own.toSorted((one, other) => other - one),
    );
  }
  const starts = new RegExp(
    `[${Array.from(lengths.keys(), (first) => `\\u${first.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}]`,
    'g',
  );
  const findIn = (text: string): readonly TextSpan[] =>
    known.size === 0
      ? []
      : Array.from(text.matchAll(starts)).flatMap(({ 0: first, index }) => {
          const length = lengths.get(first)?.find((one) => known.has(text.slice(index, index + one)));
          return length === undefined ? [] : [{ from: index, to: index + length }];
        });
  return {
    find(text) {
      const plain = findIn(spaced(text));
      if (!/[^\0-\x7F]/.test(text)) return plain;
      const folded = foldSpellingMapped(text);
      const seen = new Set(plain.map(({ from }) => from));
      const spelled = findIn(spaced(folded.text)).map(({ from, to }) => folded.spanOf(from, to));
      return [...plain, ...spelled.filter(({ from }) => !seen.has(from))].toSorted((one, other) => one.from - other.from);
    },
  };
}

export const NO_TOKENS: ControlTokens = { find: () => [] };

/** A text in which none of the tokens stands any more, and how many were broken: `<|im_end|>` → `‹|im_end|>`, `[INST]` → `⟦INST]`. */
export function withoutTokens(text: string, tokens: ControlTokens): { readonly text: string; readonly count: number } {
  const found = tokens.find(text);
  let broken = '';
  let at = 0;
  for (const { from, to } of found) {
    if (from < at) continue;
    const mark = text.slice(from, to).search(OPENING);
    const place = mark === -1 ? from : from + mark;
    const first = String.fromCodePoint(text.codePointAt(place) ?? 0);
    broken += text.slice(at, place) + (LOOK_ALIKES[first] ?? first + PARTING);
    at = place + first.length;
  }
  return { text: broken + text.slice(at), count: found.length };
}

/** What is put around a text whose ends would make a token together with what stands beside it. Nobody sees it. */
export const PARTING = '\u2060';

function spaced(text: string): string {
  return text.replaceAll('▁', ' ');
}

const LOOK_ALIKES: Readonly<Record<string, string>> = { '<': '‹', '＜': '‹', '[': '⟦', '［': '⟦', '{': '❴', '｛': '❴' };
const OPENING = /[<＜[［{｛]/u;

/**
 * What opens a control token of the conversation templates of Qwen, Llama, Phi, DeepSeek, Mistral, Gemma and SmolLM, for engines that do not tell their tokenizer's
 * own: `<|`, `<｜`, `<turn|>`, `<s>`, `<start_of_turn>`, `<<SYS>>`.
 */
export const KNOWN_CONTROL =
  '<(?=[|｜]|[^<>\\s|｜]{1,40}[|｜]>|\\/?s>|\\/?(?:start|end)_of_(?:turn|image|audio)>|(?:bos|eos|pad|unk|mask)>|<\\/?SYS>>|' +
  '(?:unused|SPECIAL_|extra_id_|reserved_)\\d{1,4}>|\\/?tool_(?:call|response)>)';

/** Those of the models that are trained here (SmolLM2's), which `neutralise` knows and `models/prompt_format.py` too. */
export const OWN_CONTROL =
  '<(?=(?:repo_?name|file_sep|filename|gh_stars|issue_(?:start|comment|closed)|jupyter_(?:start|text|code|output|script)|empty_output)>)';

/** What opens a control token of Mistral's templates, whose reasoning models think between `[THINK]` and `[/THINK]`. */
export const BRACKETED_CONTROL =
  '\\[(?=\\/?(?:INST|THINK|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_(?:CALLS|RESULTS|CONTENT)|ARGS|CALL_ID|PREFIX|MIDDLE|SUFFIX|IMG(?:_BREAK|_END)?)\\])';

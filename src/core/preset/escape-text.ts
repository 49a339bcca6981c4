import type { Preset } from './preset.ts';
import { neutralise } from './neutralise.ts';

const numbered = /\[(\p{Nd}+)\]/gu;
/** The class is FIRST's own: it holds what stands between `Z` and `a` too. */
const lettered = /\[([A-z]+)\]/g;
/** What opens a control token in the conversation templates of Qwen, Llama, Phi, DeepSeek, Mistral and Gemma. */
const control = /<(?=[|｜])|<(?=\/?s>|\/?(?:start|end)_of_turn>|(?:bos|eos|pad|unk)>|<\/?SYS>>)|\[(?=\/?INST\])/g;

/**
 * What a preset does to look-alikes in a query, title or passage, and how many it changed. marks: `neutralise`. brackets: `[3]` → `(3)` (letters
 * where the labels are letters) and trimmed ends, as ReasonRank and RankLLM. none: as it is. Control tokens of conversation templates lose their
 * first character in the last two (`<|` → `‹|`): WebLLM reads them wherever they stand.
 */
export function escapeText(text: string, preset: Preset): { readonly text: string; readonly count: number } {
  if (preset.escape === 'marks') return neutralise(text);
  let count = 0;
  let changed = text;
  if (preset.escape === 'brackets') {
    const letters = 'label' in preset.answer && preset.answer.label.numerals === 'letters';
    changed = changed.trim().replaceAll(letters ? lettered : numbered, (_, inside: string) => {
      count += 1;
      return `(${inside})`;
    });
  }
  changed = changed.replaceAll(control, (mark) => {
    count += 1;
    return mark === '[' ? '⟦' : '‹';
  });
  return { text: changed, count };
}

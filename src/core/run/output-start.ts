import type { Preset } from '../preset/preset.ts';

/** How a call's output begins. */
export interface OutputStart {
  /** What the assistant's turn is made to begin with. */
  readonly written: string;
  /** Where the model's own text begins. */
  readonly begins: 'before' | 'thought' | 'answer';
  /** What its thought stands between. */
  readonly tags: { readonly open: string; readonly close: string };
}

/**
 * Fits a preset's way of thinking to a model whose conversation template may itself end in an opened thought. Such a thought is the model's: it is
 * closed by the model's own tag, at once where the preset knows no thought.
 */
export function outputStart({
  preset,
  opensThought,
  modelTags,
}: {
  preset: Preset;
  opensThought: boolean;
  modelTags: { readonly open: string; readonly close: string };
}): OutputStart {
  const { prefill, thought, completion, messages } = preset;
  if (opensThought && !completion) {
    const rest = prefill.startsWith(modelTags.open) ? prefill.slice(modelTags.open.length) : null;
    if (rest !== null) return { written: rest, begins: rest.includes(modelTags.close) ? 'answer' : 'thought', tags: modelTags };
    return thought === null
      ? { written: modelTags.close + prefill, begins: 'answer', tags: modelTags }
      : { written: prefill, begins: 'thought', tags: modelTags };
  }
  const tags = thought ?? modelTags;
  const before = (completion ? (messages.at(-1)?.content ?? '') : '') + prefill;
  const opened = before.lastIndexOf(tags.open);
  const closed = before.lastIndexOf(tags.close);
  const begins = opened > closed ? 'thought' : closed !== -1 || thought === null ? 'answer' : 'before';
  return { written: prefill, begins, tags };
}

import type { Preset } from '../../preset/preset.ts';

interface Tags {
  readonly open: string;
  readonly close: string;
}

/** How an assistant's turn of a logged call goes up to the answer, around any beginning of its thought. `thinks` false: it has no thought. */
export interface AssistantTurn {
  readonly before: string;
  readonly after: string;
  readonly thinks: boolean;
}

/**
 * Reads from a call's log how its turn began, as the run itself did. `written`: what the turn was made to begin with. A log does not say whether the
 * conversation template ends in an opened thought; where the preset's own beginning does not tell, `opensThought` does.
 */
export function assistantTurn({
  preset,
  written,
  modelTags,
  opensThought,
}: {
  preset: Preset;
  written: string;
  modelTags: Tags;
  opensThought: boolean;
}): AssistantTurn {
  const { prefill, thought, completion, messages } = preset;
  const told = thought === null || prefill.startsWith(modelTags.open);
  const opened = !completion && (told ? written !== prefill : opensThought);
  if (opened) {
    if (written.includes(modelTags.close)) return { before: written, after: '', thinks: false };
    return { before: written, after: modelTags.close, thinks: true };
  }
  const tags = thought ?? modelTags;
  const before = (completion ? (messages.at(-1)?.content ?? '') : '') + prefill;
  const openAt = before.lastIndexOf(tags.open);
  const closeAt = before.lastIndexOf(tags.close);
  if (openAt > closeAt) return { before: written, after: tags.close, thinks: true };
  if (closeAt !== -1 || thought === null) return { before: written, after: '', thinks: false };
  return { before: written + tags.open, after: tags.close, thinks: true };
}

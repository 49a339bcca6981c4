import { expect } from 'vitest';
import type { PromptCandidate } from '../../../../src/core/text/windows.ts';
import { presetPrompt } from '../../../../src/core/preset/prompt.ts';
import type { PresetPrompt } from '../../../../src/core/preset/prompt.ts';
import { docId } from '../../../../src/core/request.ts';
import type { Preset } from '../../../../src/core/preset/preset.ts';

export const sampleQuery = 'why do cats purr when [2] they rest';

const subjects = ['Cats', 'Lions', 'Cheetahs', 'Pumas', 'Lynxes', 'Ocelots', 'Servals', 'Caracals', 'Margays', 'Bobcats'];

/** Twenty passages: one has a title, one looks like an identifier, one like a template, one like the end of a turn, one is long. */
export const sampleCandidates: readonly PromptCandidate[] = Array.from({ length: 20 }, (_, place) => {
  const subject = subjects[place % subjects.length] ?? '';
  const plain = `${subject} make a low sound of about ${20 + place} beats a second while they breathe in and out.`;
  const odd = ['', `${plain}\n  See [7] and [C].`, `${plain} {query} $& {text}`, `${plain} <|im_end|> </think>`];
  const text = place === 4 ? Array.from({ length: 60 }, (_unused, at) => `${plain} Line ${at}.`).join('\n') : odd[place] || plain;
  return { docId: docId(`d${place + 1}`), text, ...(place === 0 ? { title: 'Purring' } : {}) };
});

/** A stand-in for a tokenizer: four UTF-16 units a token. */
export const fourUnits = (text: string): number => Math.ceil(text.length / 4);

/** The preset's prompt for some of the sample, everything fitting unless said. */
export function samplePrompt(preset: Preset, changes: Partial<Parameters<typeof presetPrompt>[0]> = {}): PresetPrompt {
  const candidates = changes.candidates ?? sampleCandidates.slice(0, 2);
  const result = presetPrompt({
    preset,
    query: sampleQuery,
    candidates,
    buckets: candidates.map((_, place) => 9 - (place % 10)),
    take: Math.ceil(candidates.length / 2),
    countTokens: fourUnits,
    fits: () => true,
    ...changes,
  });
  if (!result.ok) expect.fail(result.error.message);
  return result.value;
}

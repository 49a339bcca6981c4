import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { PresetPrompt } from '../../../../src/core/preset/prompt.ts';
import { PRESETS } from '../../../../src/core/preset/built-in.ts';
import { sampleCandidates, samplePrompt } from './preset-sample.ts';

const folder = fileURLToPath(new URL('../../../fixtures/prompts/presets/', import.meta.url));
const sizes = [1, 2, 20];

/** Roles and contents one after another, each with its length, so that spaces and line breaks at its end can be told. */
function layOut({ messages, written, completion }: PresetPrompt): string {
  const head = (name: string, text: string): string => `--- ${name}, ${text.length} characters\n${text}\n`;
  const turns = messages.map(({ role, content }) => head(completion ? 'text' : role, content));
  return [...turns, head('begun answer', written)].join('');
}

describe('whole prompts stay as they were recorded (written anew by vitest -u)', () => {
  it.each(PRESETS.flatMap((preset) => sizes.map((size) => ({ preset, size, name: `${preset.id}-${size}.txt` }))))(
    '$name',
    async ({ preset, size, name }) => {
      const candidates = sampleCandidates.slice(0, size);
      // A question about one passage is asked of each.
      const calls = preset.question === 'relevance' ? candidates.map((candidate) => [candidate]) : [candidates];
      const text = calls.map((members) => layOut(samplePrompt(preset, { candidates: members }))).join('\n');
      await expect(text).toMatchFileSnapshot(`${folder}${name}`);
    },
  );

  it('and no recording is left over from a preset that is gone', () => {
    const wanted = PRESETS.flatMap(({ id }) => sizes.map((size) => `${id}-${size}.txt`));
    expect(readdirSync(folder).sort()).toEqual(wanted.sort());
  });
});

/** @type {import('../count-changes.mjs').Change} */
export default {
  name: 'preset field',
  most: 7,
  what: 'the year in which a prompt was published, shown where the prompt is told about',
  make({ edit, editWords }) {
    edit(
      'src/core/preset/preset.ts',
      '  source: text,\n',
      '  source: text,\n  /** When it was published; null: not told. */\n  year: optional(nullable(number), null),\n',
    );
    edit('src/core/preset/templates/rank-k.json', '  "title": "Rank-K",\n', '  "title": "Rank-K",\n  "year": 2025,\n');
    edit(
      'src/app/features/method/preset-about.tsx',
      '        {models.length === 0 ?',
      '        {preset.year !== null && words.publishedIn(preset.year)} {models.length === 0 ?',
    );
    editWords('method', '  takePublished:', '  publishedIn: (year: number) => `Published in ${year}.`,\n  takePublished:');
  },
  proof: `import { expect, it } from 'vitest';
import { wordsIn } from '../../../src/app/words/index.ts';
import { preset, PRESETS } from '../../../src/core/preset/built-in.ts';
import { readPreset } from '../../../src/core/preset/preset.ts';

it('is read with its default, kept in copies, refused where it is no number, and worded', () => {
  expect(preset('rank-k').year).toBe(2025);
  expect(PRESETS.filter(({ id }) => id !== 'rank-k').every(({ year }) => year === null)).toBe(true);
  expect(readPreset({ ...preset('rank-k'), year: 1999 })).toMatchObject({ ok: true, value: { year: 1999 } });
  expect(readPreset({ ...preset('rank-k'), year: 'old' })).toMatchObject({ ok: false });
  expect(wordsIn('en').method.publishedIn(2025)).toBe('Published in 2025.');
});
`,
};

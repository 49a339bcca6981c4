/** @type {import('../count-changes.mjs').Change} */
export default {
  name: 'language',
  most: 3,
  what: 'German, whose folder begins as a copy (of the Persian one)',
  make({ copyFolder, edit }) {
    copyFolder('src/app/words/fa', 'src/app/words/de');
    edit('src/app/words/de/format.ts', "const LANGUAGE = 'fa';", "const LANGUAGE = 'de';");
    edit(
      'src/app/words/index.ts',
      '  zh: { name:',
      "  de: { name: 'Deutsch', dir: 'ltr', words: (): Promise<WholePack> => import('./de/index.ts') },\n  zh: { name:",
    );
    edit('test/support/packs.ts', '  zh: /', '  de: /[a-zß]/u,\n  zh: /');
  },
  proof: `import { expect, it } from 'vitest';
import { LANGUAGE_CODES, loadWords, spokenFor, wordsIn } from '../../../src/app/words/index.ts';

it('can be chosen and spoken', async () => {
  expect(LANGUAGE_CODES).toContain('de');
  await loadWords('de');
  expect(spokenFor('de')).toBe('de');
  expect(wordsIn('de').format.number(1234.5)).toBe('1.234,5');
});
`,
};

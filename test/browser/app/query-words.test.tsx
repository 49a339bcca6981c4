import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { RankedList } from '../../../src/app/features/ranking/ranked-list.tsx';
import { QueryWords, WordMatches } from '../../../src/app/features/ranking/query-words.tsx';
import { selectGivenRows } from '../../../src/core/read/row.ts';
import { docId } from '../../../src/core/request.ts';
import type { LateOrder, RankRequest } from '../../../src/core/request.ts';
import { askQuery, readPassage } from '../../../src/core/text/late-interaction.ts';
import { wordVectors } from '../../support/word-vectors.ts';

/** Words of one first letter are alike. */
const byLetter = (word: string): readonly number[] =>
  [...'abcdefgh'].map((letter) => (word.toLowerCase().startsWith(letter) ? 1 : 0));
const QUERY = 'bread dough?';
const TEXTS = ['Bake the dumplings.', 'Butter melts.', 'Nothing near.'];

function request(): RankRequest {
  const query = askQuery({ text: QUERY, tokens: wordVectors(QUERY, byLetter), idf: new Map(), count: TEXTS.length });
  const read = TEXTS.map((text) =>
    readPassage(query, { title: '', text, stretches: [{ from: 0, lead: 0, tokens: wordVectors(text, byLetter) }] }),
  );
  const late: LateOrder = {
    weights: { bm25: 0.25, cosine: 1, maxSim: 1, idfMaxSim: 0.5 },
    parts: {
      bm25: [0, 0, 0],
      cosine: [0, 0, 0],
      maxSim: read.map(({ maxSim }) => maxSim),
      idfMaxSim: read.map(({ idfMaxSim }) => idfMaxSim),
    },
    queryWords: query.words,
    matches: read.map(({ matches }) => matches),
  };
  const candidates = TEXTS.map((text, place) => ({ docId: docId(`p${place + 1}`), text }));
  const ranking = candidates.map(({ docId: id }) => id);
  return {
    query: { id: 'q', text: QUERY },
    candidates,
    firstStage: { method: 'bm25+minilm', ranking, scores: [3, 2, 1], windowFrom: [0, 0, 0], late },
  };
}

async function show(shown: RankRequest = request()) {
  const screen = await render(
    <WordMatches>
      <QueryWords request={shown} />
      <RankedList rows={selectGivenRows(shown)} final={false} label="list" />
    </WordMatches>,
  );
  const lit = (): readonly (string | null)[] =>
    [...screen.container.querySelectorAll('[data-lit]')].map((one) => one.textContent);
  return { screen, lit };
}

test('words that answer a word of the query are marked, and say which and how near', async () => {
  const { screen } = await show();
  const marks = [...screen.container.querySelectorAll('.term')].map((mark) => [mark.textContent, mark.getAttribute('title')]);
  expect(marks).toEqual([
    ['Bake', 'answers “bread”, similarity 1.00'],
    ['dumplings', 'answers “dough”, similarity 1.00'],
    ['Butter', 'answers “bread”, similarity 1.00'],
  ]);
});

test('pointing at a word of the query lights up what answers it, and pointing at an answer the word', async () => {
  const { screen, lit } = await show();
  const bread = screen.getByRole('button', { name: '“bread”: answered in 2 passages' });
  await userEvent.hover(bread);
  await expect.poll(lit).toEqual(['bread', 'Bake', 'Butter']);
  await userEvent.hover(screen.getByText('dumplings'));
  await expect.poll(lit).toEqual(['dough', 'dumplings']);
  await userEvent.hover(screen.getByText('Nothing near.'));
  await expect.poll(lit).toEqual([]);
});

test('the query’s words are one stop of the keyboard, and arrows go from one to the next', async () => {
  const { screen, lit } = await show();
  await userEvent.keyboard('{Tab}');
  await expect.poll(lit).toEqual(['bread', 'Bake', 'Butter']);
  await userEvent.keyboard('{ArrowRight}');
  await expect.poll(lit).toEqual(['dough', 'dumplings']);
  await userEvent.keyboard('{Home}');
  await expect.poll(lit).toEqual(['bread', 'Bake', 'Butter']);
  await userEvent.keyboard('{Tab}');
  expect(screen.container.querySelector('.query-words')?.contains(document.activeElement)).toBe(false);
  await expect.poll(lit).toEqual([]);
});

const TITLES = ['Dishes of bread', 'Of heat', ''];
/** The first one has nothing like “dough”. */
const TITLED = ['Bake them.', ...TEXTS.slice(1)];

/** The same list with titles. `late` false: it was ordered by words alone. */
function titled(late: boolean): RankRequest {
  const { firstStage, ...rest } = request();
  const query = askQuery({ text: QUERY, tokens: wordVectors(QUERY, byLetter), idf: new Map(), count: TEXTS.length });
  const candidates = rest.candidates.map((one, place) => ({ ...one, title: TITLES[place] ?? '', text: TITLED[place] ?? '' }));
  if (!late || firstStage?.late === undefined) return { ...rest, candidates };
  const matches = TITLED.map((text, place) => {
    const title = TITLES[place] ?? '';
    const read = `${title}: ${text}`;
    const stretches = [{ from: 0, lead: title.length + 2, tokens: wordVectors(read, byLetter) }];
    return readPassage(query, { title, text, stretches }).matches;
  });
  return { ...rest, candidates, firstStage: { ...firstStage, late: { ...firstStage.late, matches } } };
}

test('words of a title are marked as those of its text, and light up with them', async () => {
  const { screen, lit } = await show(titled(true));
  const title = screen.container.querySelector('.row-title');
  expect(title?.textContent).toBe('Dishes of bread');
  expect([...(title?.querySelectorAll('.term') ?? [])].map(({ textContent }) => textContent)).toEqual(['Dishes', 'bread']);
  await userEvent.hover(screen.getByText('Dishes', { exact: true }));
  await expect.poll(lit).toEqual(['dough', 'Dishes']);
  await userEvent.keyboard('{Tab}');
  await expect.poll(lit).toEqual(['bread', 'bread', 'Bake', 'Butter']);
});

test('without late interaction the query’s own words light each other up, in titles too', async () => {
  const { screen, lit } = await show(titled(false));
  expect(screen.container.querySelector('.term')?.getAttribute('title')).toBe('the query’s word “bread”');
  await userEvent.keyboard('{Tab}');
  await expect.poll(lit).toEqual(['bread', 'bread']);
});

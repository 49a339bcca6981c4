import { expect, test } from 'vitest';
import { renderPage } from './scripted-page.tsx';
import type { ScriptedPage } from './scripted-page.tsx';

function drop(target: Element, files: readonly File[]): void {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  target.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
}

const CORPUS = ['d1', 'd2', 'd3'].map((id) => JSON.stringify({ _id: id, title: '', text: `text of ${id}` })).join('\n');
const QUERIES = [1, 2].map((id) => JSON.stringify({ _id: `q${id}`, text: `query ${id}` })).join('\n');
const QRELS = 'query-id\tcorpus-id\tscore\nq1\td2\t1\nq2\td3\t1\nq2\td1\t0';
const RUN = 'q1 Q0 d1 1 3 bm25\nq1 Q0 d2 2 2 bm25\nq2 Q0 d3 1 3 bm25\nq2 Q0 d1 2 2 bm25\nq2 Q0 d2 3 1 bm25';
const BEIR = [
  new File([CORPUS], 'corpus.jsonl'),
  new File([QUERIES], 'queries.jsonl'),
  new File([QRELS], 'test.tsv'),
  new File([RUN], 'bm25.run'),
];

const shownRows = ({ screen }: ScriptedPage): readonly (string | undefined)[] =>
  [...screen.container.querySelectorAll<HTMLElement>('[data-doc-row]')].map(({ dataset }) => dataset['docRow']);

test('files dropped anywhere on the page are read together, each for what it is, and its role can be changed', async () => {
  const page = await renderPage();
  drop(document.body, BEIR);
  await expect.element(page.screen.getByLabelText('Query', { exact: true })).toHaveValue('query 1');
  await expect.element(page.screen.getByLabelText('What bm25.run is')).toHaveValue('run');
  await expect.element(page.screen.getByLabelText('What test.tsv is')).toHaveValue('qrels');
  await expect.element(page.screen.getByText('2 passages', { exact: true })).toBeVisible();
  await expect.element(page.screen.getByText('Judgements found for 2 queries', { exact: false })).toBeVisible();
  await page.screen.getByLabelText('What bm25.run is').selectOptions('ignored');
  await expect.poll(() => page.store.getState().input.choices.roles?.['bm25.run']).toBe('ignored');
});

test('of a collection with many queries one is picked, and its passages stand there', async () => {
  const page = await renderPage();
  drop(document.body, BEIR);
  await expect.element(page.screen.getByLabelText('Query in use')).toBeVisible();
  await page.screen.getByLabelText('Query in use').selectOptions('2 of 2: query 2');
  await expect.element(page.screen.getByLabelText('Query', { exact: true })).toHaveValue('query 2');
  await expect.poll(() => shownRows(page)).toEqual(['d3', 'd1', 'd2']);
});

test('a list with scores can start from them, from BM25 or as given, and the choice is seen', async () => {
  const page = await renderPage();
  const rows = [
    { docid: 'a', score: 1, doc: 'iron rusts' },
    { docid: 'b', score: 3, doc: 'cold water' },
    { docid: 'c', score: 2, doc: 'rust is iron that met water' },
  ];
  await page.screen.getByLabelText('Passages', { exact: true }).fill(JSON.stringify([{ query: 'rust', candidates: rows }]));
  await expect.element(page.screen.getByRole('radio', { name: 'scores given' })).toBeVisible();
  await page.screen.getByRole('radio', { name: 'scores given' }).click();
  expect(page.store.getState().startFrom).toBe('score');
});

test('judgements that came with the input measure the run', async () => {
  const page = await renderPage();
  drop(document.body, BEIR);
  await expect.element(page.screen.getByText('2 passages', { exact: true })).toBeVisible();
  await page.screen.getByRole('button', { name: 'Rank', exact: true }).click();
  await expect.poll(() => page.store.getState().run?.outcome?.type).toBe('complete');
  expect(page.store.getState().qrels?.get('q1')?.get('d2')).toBe(1);
});

test('the columns of a table are guessed, shown with its first rows, and can be chosen', async () => {
  const page = await renderPage();
  const table = 'id,heading,body\n1,First,"alpha, and more"\n2,Second,beta\n3,Third,gamma';
  await page.screen.getByLabelText('Passages', { exact: true }).fill(table);
  await expect.element(page.screen.getByLabelText('Read as')).toBeVisible();
  await page.screen.getByLabelText('Read as').selectOptions('table');
  await expect.element(page.screen.getByRole('combobox', { name: 'Passage', exact: true })).toHaveValue('2');
  await expect.element(page.screen.getByRole('cell', { name: 'alpha, and more' })).toBeVisible();
  await page.screen.getByRole('combobox', { name: 'Passage', exact: true }).selectOptions('heading');
  await expect.element(page.screen.getByRole('list', { name: 'Passages as given' }).getByText('Second').first()).toBeVisible();
});

test('one long document is cut into passages, and what each repeats is marked', async () => {
  const page = await renderPage();
  const sentence = (place: number): string => `Sentence ${place} tells of iron and water and air.`;
  const text = Array.from({ length: 60 }, (_, place) => sentence(place)).join(' ');
  await page.screen.getByLabelText('Passages', { exact: true }).fill(text);
  await expect.element(page.screen.getByLabelText('Words in a passage, at most')).toBeVisible();
  const cut = (): number => page.store.getState().input.choices.cut?.words ?? 0;
  await page.screen.getByLabelText('Words in a passage, at most').fill('60');
  await expect.poll(cut).toBe(60);
  await page.screen.getByText('marked: repeated from the passage before').click();
  await expect.poll(() => page.screen.container.querySelectorAll('.cut-pieces li').length).toBeGreaterThan(5);
  const [, second] = page.screen.container.querySelectorAll('.cut-pieces li');
  expect(second?.querySelector('mark')?.textContent).toMatch(/^Sentence/u);
});

test('a text of a thousand passages is read whole, shown as a summary, and can be taken back', async () => {
  const page = await renderPage();
  await page.screen.getByLabelText('Query', { exact: true }).fill('mine');
  await page.screen.getByLabelText('Passages', { exact: true }).fill('before\n\nit');
  const passage = 'word '.repeat(200).trim();
  const text = Array.from({ length: 1000 }, (_, place) => `${place} ${passage}`).join('\n\n');
  const transfer = new DataTransfer();
  transfer.setData('text/plain', text);
  const box = page.screen.getByLabelText('Passages', { exact: true }).element() as HTMLTextAreaElement;
  box.select();
  box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }));
  await expect.element(page.screen.getByText('1,000 passages', { exact: true })).toBeVisible();
  expect(page.store.getState().input.passages).toBe(text);
  expect((page.screen.getByLabelText('Passages', { exact: true }).element() as HTMLTextAreaElement).value.length).toBeLessThan(
    2000,
  );
  await page.screen.getByRole('button', { name: 'Bring back the text before' }).click();
  await expect.element(page.screen.getByLabelText('Passages', { exact: true })).toHaveValue('before\n\nit');
});

test('an unreadable line of a dropped file is told with file, line and column, and its text can be seen', async () => {
  const page = await renderPage();
  drop(document.body, [new File([CORPUS], 'corpus.jsonl'), new File([`${RUN}\nq1 Q0 d3 x y z`], 'bm25.run')]);
  const place = page.screen.getByRole('button', { name: /^bm25\.run, line 6/u });
  await expect.element(place).toBeVisible();
  await place.click();
  await expect.element(page.screen.getByText('q1 Q0 d3 x y z')).toBeVisible();
});

test('a run that RankLLM stored as model calls is replayed, and what it does not know is said', async () => {
  const page = await renderPage();
  const stored = [
    {
      query: { qid: 'q1', text: 'rust' },
      candidates: ['alpha', 'beta', 'gamma'].map((doc, place) => ({ docid: `d${place}`, score: 3 - place, doc })),
      invocations_history: [
        {
          prompt: [{ role: 'user', content: 'Rank:\n[1] alpha\n[2] beta\n[3] gamma\nQuery: rust' }],
          response: '[3] > [1] > [2]',
          input_token_count: 20,
          output_token_count: 9,
        },
      ],
    },
  ];
  await page.screen.getByLabelText('Passages', { exact: true }).fill(JSON.stringify(stored));
  await page.screen.getByRole('button', { name: 'Replay this run made elsewhere' }).click();
  await expect.element(page.screen.getByText('put together from its model calls', { exact: false })).toBeVisible();
  await expect.element(page.screen.getByText('RankLLM stores no times', { exact: false })).toBeVisible();
  expect(shownRows(page)).toEqual(['d2', 'd0', 'd1']);
});

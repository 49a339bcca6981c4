import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { renderPage } from './scripted-page.tsx';

const PAPER = [
  {
    query: { qid: 'q9', text: 'pasted query' },
    candidates: [
      { docid: 'd1', score: 2, doc: 'one' },
      { docid: 'd2', score: 1, doc: { title: 'T', text: 'two' } },
    ],
  },
];

test('what is typed is read at once, and said', async () => {
  const { screen } = await renderPage();
  await screen.getByLabelText('Passages', { exact: true }).fill('first\n\nsecond\n\nthird');
  await expect.element(screen.getByText('3 passages', { exact: true })).toBeVisible();
  await expect.element(screen.getByRole('list', { name: 'Passages as given' }).getByText('second')).toBeVisible();
});

test('the reading can be changed', async () => {
  const { screen } = await renderPage();
  await screen.getByLabelText('Passages', { exact: true }).fill('a\nb\n\nc');
  await expect.element(screen.getByText('2 passages', { exact: true })).toBeVisible();
  await screen.getByLabelText('Read as').selectOptions('lines');
  await expect.element(screen.getByText('3 passages', { exact: true })).toBeVisible();
});

test('a RankLLM request fills query and passages', async () => {
  const { screen } = await renderPage();
  await screen.getByLabelText('Passages', { exact: true }).fill(JSON.stringify(PAPER));
  await expect.element(screen.getByLabelText('Query', { exact: true })).toHaveValue('pasted query');
  await expect.element(screen.getByText('2 passages', { exact: true })).toBeVisible();
});

test('broken JSON is told with its line, and the line can be gone to', async () => {
  const { screen } = await renderPage();
  const box = screen.getByLabelText('Passages', { exact: true });
  await box.fill('[{"query": "q",\n"candidates": [}]');
  await screen.getByRole('button', { name: /^Line 2/u }).click();
  const area = box.element() as HTMLTextAreaElement;
  expect(document.activeElement).toBe(area);
  expect(area.value.slice(0, area.selectionStart).split('\n')).toHaveLength(2);
  await expect.element(screen.getByRole('button', { name: 'Rank' })).toBeDisabled();
});

test('Rank says what is still wanting', async () => {
  const { screen } = await renderPage();
  await expect.element(screen.getByText('Write a query. Add passages.')).toBeVisible();
  await screen.getByLabelText('Query', { exact: true }).fill('q');
  await screen.getByLabelText('Passages', { exact: true }).fill('only one');
  await expect.element(screen.getByText('Add a second passage', { exact: false })).toBeVisible();
});

test('a sample replaces the text, and the text can be brought back', async () => {
  const { screen } = await renderPage();
  await screen.getByLabelText('Query', { exact: true }).fill('mine');
  await screen.getByText('Samples', { exact: true }).click();
  await screen.getByRole('button', { name: 'A private letter' }).click();
  await expect.element(screen.getByLabelText('Query', { exact: true })).toHaveValue('query of letter');
  await screen.getByRole('button', { name: 'Bring back the text before' }).click();
  await expect.element(screen.getByLabelText('Query', { exact: true })).toHaveValue('mine');
});

test('clearing can be taken back', async () => {
  const { screen } = await renderPage();
  await screen.getByLabelText('Query', { exact: true }).fill('mine');
  await screen.getByRole('button', { name: 'Clear' }).click();
  await expect.element(screen.getByLabelText('Query', { exact: true })).toHaveValue('');
  await screen.getByRole('button', { name: 'Bring back the text before' }).click();
  await expect.element(screen.getByLabelText('Query', { exact: true })).toHaveValue('mine');
});

function dropFile(target: Element, file: File): void {
  const transfer = new DataTransfer();
  transfer.items.add(file);
  target.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
}

test('a dropped file is read, and one that is no text is refused without touching what is there', async () => {
  const { screen } = await renderPage();
  const box = screen.getByLabelText('Passages', { exact: true });
  dropFile(box.element(), new File(['one\n\ntwo'], 'notes.txt'));
  await expect.element(screen.getByText('2 passages', { exact: true })).toBeVisible();
  await expect.element(screen.getByText('File: notes.txt')).toBeVisible();
  dropFile(box.element(), new File([new Uint8Array([0xff, 0xfe, 0x00])], 'photo.jpg'));
  await expect.element(screen.getByRole('alert')).toHaveTextContent('photo.jpg');
  await expect.element(box).toHaveValue('one\n\ntwo');
});

test('a right-to-left passage runs from right to left', async () => {
  const { screen } = await renderPage();
  await screen.getByLabelText('Passages', { exact: true }).fill('left to right\n\nاز راست به چپ');
  const passage = screen.getByRole('list', { name: 'Passages as given' }).getByText('از راست به چپ');
  await expect.element(passage).toBeVisible();
  expect(getComputedStyle(passage.element().closest('.passage') ?? document.body).direction).toBe('rtl');
});

test('a setting that does not fit is named and the one before stays', async () => {
  const { screen, store } = await renderPage();
  await screen.getByText('Settings', { exact: true }).click();
  const field = screen.getByLabelText('Window', { exact: true });
  await field.fill('99');
  await expect.element(screen.getByText('A whole number from 2 to 20; until then 10 stays.')).toBeVisible();
  expect(store.getState().settings).toEqual({});
  // Also once the field is left: the number that stands there again is not the one that was typed.
  await field.fill('0');
  await userEvent.tab();
  await expect.element(field).toHaveValue('10');
  await expect.element(screen.getByText('A whole number from 2 to 20; until then 10 stays.')).toBeVisible();
  await field.fill('6');
  await expect.element(screen.getByText(/until then/u)).not.toBeInTheDocument();
  expect(store.getState().settings).toEqual({ windowSize: 6 });
  await userEvent.click(screen.getByRole('button', { name: 'Back to the model’s defaults' }));
  await expect.element(field).toHaveValue('10');
});

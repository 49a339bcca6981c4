import { afterEach, beforeEach, expect, test } from 'vitest';
import { page as browser, userEvent } from 'vitest/browser';
import type { ShelfReading } from '../../../src/app/features/run/shelf.ts';
import { openShelf } from '../../../src/engines/models/stored.ts';
import { writeGguf } from '../../../src/engines/wasm/gguf.ts';
import { renderPage } from './scripted-page.tsx';

/** The head of a model and one small tensor: what is told of a file needs no more. */
function smallFile(more: Parameters<typeof writeGguf>[0] = []): Uint8Array<ArrayBuffer> {
  return writeGguf(
    [
      ['general.architecture', { text: 'qwen2' }],
      ['general.name', { text: 'Qwen2.5 Tiny Instruct' }],
      ['general.file_type', { u32: 15 }],
      ['qwen2.context_length', { u32: 32_768 }],
      ['qwen2.block_count', { u32: 2 }],
      ['tokenizer.ggml.model', { text: 'gpt2' }],
      ['tokenizer.ggml.tokens', { texts: ['a', '<|im_start|>', '<|im_end|>'] }],
      ['tokenizer.ggml.token_type', { i32s: [1, 3, 3] }],
      ['tokenizer.ggml.eos_token_id', { u32: 2 }],
      ...more,
    ],
    [{ name: 'token_embd.weight', shape: [3, 32], kind: 'q4_0', fill: () => {} }],
  );
}

const shelf = openShelf({ modelsUrl: new URL('models/', document.baseURI).href, openCache: (name) => caches.open(name) });
/** Files before this one, in the same browser, left models. */
async function empty(): Promise<void> {
  for (const { id } of await shelf.list()) await shelf.remove(id);
}
beforeEach(empty);
afterEach(empty);

let reading: ShelfReading = { stored: [], unreadable: [] };
const shown = () => renderPage({ shelf: () => reading });
const panel = (name: string) => browser.getByRole('group', { name: `The file ${name}` });

function drop(files: readonly File[]): void {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
}

test('a GGUF file dropped on the page is told with all that it takes, and only then kept and chosen', async () => {
  const page = await shown();
  const { screen, store } = page;
  drop([new File([smallFile()], 'tiny-Q4_K_M.gguf')]);
  const told = panel('tiny-Q4_K_M.gguf');
  for (const fact of [
    'Qwen2.5 Tiny Instruct',
    '4,096 tokens of the 32,768 that it was made for',
    /of this tab’s memory, which gave as much when it was asked; 4\.3 GB is the most/,
    'in the form of ChatML, as the file brings no chat template',
    'Any instruct model, without thinking',
  ])
    await expect.element(told.getByText(fact)).toBeVisible();
  await expect.element(told.getByText('Q4_K_M', { exact: true })).toBeVisible();
  // Neither a list to be read nor a model that is chosen.
  expect(store.getState().input.files).toEqual([]);
  expect(store.getState().modelId).toBe('scripted');
  expect(await shelf.list()).toEqual([]);
  await userEvent.click(told.getByRole('button', { name: /Keep it and rank with it/ }));
  await expect.poll(() => store.getState().modelId).toBe('tiny-Q4_K_M');
  reading = { stored: await shelf.list(), unreadable: [] };
  await page.look();
  await expect.element(screen.getByRole('radio', { name: 'Qwen2.5 Tiny Instruct' })).toBeChecked();
  await expect.element(told).not.toBeInTheDocument();
});

test('one that does not run says why and what to do, and the model of before stays', async () => {
  const { store } = await shown();
  drop([new File([smallFile([['general.type', { text: 'adapter' }]])], 'lora.gguf')]);
  await expect.element(panel('lora.gguf').getByRole('alert')).toHaveTextContent(/no model by itself.*adapter.*llama-export-lora/);
  drop([new File(['<!doctype html><p>Sign in'], 'page.gguf')]);
  await expect.element(panel('page.gguf').getByRole('alert')).toHaveTextContent(/no GGUF file.*download it again/);
  expect(store.getState().modelId).toBe('scripted');
  await userEvent.click(panel('page.gguf').getByRole('button', { name: 'Leave it' }));
  await expect.element(panel('page.gguf')).not.toBeInTheDocument();
  expect(await shelf.list()).toEqual([]);
});

test('other files are dropped as before', async () => {
  const { store } = await shown();
  drop([new File(['one passage\n\nanother passage'], 'list.txt')]);
  await expect.poll(() => store.getState().input.passages + store.getState().input.files.length).not.toBe('0');
});

import { expect, test } from 'vitest';
import type { RunEvent } from '../../../src/core/log/event.ts';
import { readStream } from './read-stream.ts';
import { renderPage } from './scripted-page.tsx';
import type { Script, ScriptedPage } from './scripted-page.tsx';

/** What the person sees of a run, without the parts that say where it came from, and what the pointer lies on. */
function shown({ screen }: ScriptedPage): readonly (string | undefined)[] {
  const parts = ['.ranked-list', '.trace-panel', '.timeline', '.limits'];
  return parts.map((part) =>
    screen.container.querySelector(part)?.innerHTML.replaceAll(/\s*(?:id|for|data-active|aria-\w+)="[^"]*"/gu, ''),
  );
}

async function withRun(log: readonly RunEvent[], script: Script = {}): Promise<ScriptedPage> {
  const page = await renderPage(script);
  page.store.dispatch({ type: 'log-open', log, origin: { type: 'link' } });
  await page.screen.getByText('Save and share', { exact: true }).click();
  return page;
}

function dropText(name: string, text: string): void {
  const transfer = new DataTransfer();
  transfer.items.add(new File([text], name));
  document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
}

test.each(['two-windows-repaired', 'recorded-kettle'])(
  '%s: an exported log that is dropped on another page gives the same screen, and the same log again',
  async (name) => {
    const first = await withRun(readStream(name));
    await first.screen.getByRole('button', { name: 'Log (JSON)', exact: true }).click();
    await expect.poll(() => first.saved.length).toBe(1);
    const before = shown(first);
    await first.screen.unmount();
    const second = await renderPage();
    dropText('run.json', first.saved[0]?.text ?? '');
    await expect.element(second.screen.getByText('A replay of “run.json”.')).toBeVisible();
    expect(second.store.getState().log).toEqual(readStream(name));
    await expect.poll(() => shown(second)).toEqual(before);
  },
);

test('a log that was changed after it was saved is shown with what was changed', async () => {
  const first = await withRun(readStream('recorded-windows'));
  await first.screen.getByRole('button', { name: 'Log (JSON)', exact: true }).click();
  await expect.poll(() => first.saved.length).toBe(1);
  await first.screen.unmount();
  const text = first.saved[0]?.text ?? '';
  const whole = await renderPage();
  dropText('whole.json', text);
  await expect.element(whole.screen.getByText('A replay of “whole.json”.')).toBeVisible();
  expect(whole.screen.container.querySelector('.notice-opened li')).toBeNull();
  await whole.screen.unmount();
  const second = await renderPage();
  dropText('changed.json', text.replaceAll('blood thinner', 'headache'));
  await expect
    .element(second.screen.getByText('The query or the passages of this log were changed after it was saved.'))
    .toBeVisible();
  await expect
    .element(second.screen.getByText('Prompts of this log were changed after it was saved: of window', { exact: false }))
    .toBeVisible();
  expect(second.screen.container.querySelectorAll('.notice-opened li')).toHaveLength(2);
});

test('a replay file that is dropped is opened too', async () => {
  const first = await withRun(readStream('two-windows-repaired'));
  await first.screen.getByRole('button', { name: 'Replay (HTML)' }).click();
  await expect.poll(() => first.saved.length).toBe(1);
  await first.screen.unmount();
  const second = await renderPage();
  dropText('run.html', first.saved[0]?.text ?? '');
  await expect.poll(() => second.store.getState().log).toEqual(readStream('two-windows-repaired'));
});

test('each way out writes its own file', async () => {
  const page = await withRun(readStream('two-windows-repaired'));
  for (const name of [
    'Report (Markdown)',
    'Table by document (CSV)',
    'Whole run (Markdown)',
    'Table (CSV)',
    'TREC run',
    'RankLLM requests',
    'RankLLM results',
  ]) {
    // Each choice closes the menu.
    document.querySelector<HTMLDetailsElement>('.export-menu')?.setAttribute('open', '');
    await page.screen.getByRole('button', { name, exact: true }).click();
  }
  await expect.poll(() => page.saved.map(({ name }) => name.replace(/^glassrank-[^.-]+/u, ''))).toHaveLength(7);
  const [report, table, markdown, csv, trec, requests, results] = page.saved.map(({ text }) => text);
  expect(report).toContain('# Glassrank report');
  expect(table).toContain('rank,document,kind');
  expect(markdown).toContain('# Glassrank ranking');
  expect(csv).toContain('deciding sentence');
  expect(trec?.split('\n')[0]).toMatch(/^\S+ Q0 \S+ 1 \d+ glassrank-/u);
  expect(requests).toContain('"candidates"');
  expect(results).toContain('"invocations_history"');
});

test('the report is copied as text; where the browser does not let the page copy, it is shown', async () => {
  const copied: string[] = [];
  const copy = (text: string): Promise<void> => {
    copied.push(text);
    return copied.length === 1 ? Promise.resolve() : Promise.reject(new DOMException('no', 'NotAllowedError'));
  };
  const page = await withRun(readStream('two-windows-repaired'), { copy });
  await page.screen.getByRole('button', { name: 'Copy the report as text' }).click();
  await expect.element(page.screen.getByText('The report is copied', { exact: false })).toBeVisible();
  expect(copied[0]).toContain('What was left out, and what to doubt:');
  document.querySelector<HTMLDetailsElement>('.export-menu')?.setAttribute('open', '');
  await page.screen.getByRole('button', { name: 'Copy the report as text' }).click();
  await expect.element(page.screen.getByRole('textbox', { name: 'Copy the report as text' })).toHaveValue(copied[0]);
});

test('a share link holds the run itself, and a page opened at it shows that run', async () => {
  let copied = '';
  const log = readStream('two-windows-repaired');
  const first = await withRun(log, {
    copy(text) {
      copied = text;
      return Promise.resolve();
    },
  });
  await first.screen.getByRole('button', { name: 'Copy a link to this run' }).click();
  await expect.element(first.screen.getByText('The link is copied', { exact: false })).toBeVisible();
  const hash = new URL(copied).hash;
  expect(hash.length).toBeLessThanOrEqual(8192);
  await first.screen.unmount();
  const second = await renderPage({ hash });
  await expect.element(second.screen.getByText('A replay from a shared link.')).toBeVisible();
  expect(second.store.getState().run?.ranking).toEqual(first.store.getState().run?.ranking);
});

test('a run too large for a link says its size and offers the file', async () => {
  const [start, ...rest] = readStream('two-windows-repaired');
  if (start?.type !== 'run-start') throw new Error('no run-start');
  // Text that does not shrink: each word is another.
  const noise = Array.from({ length: 6000 }, (_, place) => ((place * 2654435761) % 4294967296).toString(36)).join(' ');
  const candidates = start.request.candidates.map((candidate, place) =>
    place === 0 ? { ...candidate, text: noise } : candidate,
  );
  const page = await withRun([{ ...start, request: { ...start.request, candidates } }, ...rest]);
  await page.screen.getByRole('button', { name: 'Copy a link to this run' }).click();
  await expect
    .element(page.screen.getByText(/A link to this run would have [\d,]+ characters; at most 8,192 fit\./u))
    .toBeVisible();
  await page.screen.getByRole('button', { name: 'Save the replay as a file instead' }).click();
  await expect.poll(() => page.saved.map(({ name }) => name.split('.').at(-1))).toEqual(['html']);
});

test('where the clipboard is closed to the page the link is shown to be copied by hand', async () => {
  const page = await withRun(readStream('two-windows-repaired'), { copy: () => Promise.reject(new Error('no')) });
  await page.screen.getByRole('button', { name: 'Copy a link to this run' }).click();
  const box = page.screen.getByRole('textbox', { name: 'Copy a link to this run' });
  await expect.element(box).toBeVisible();
  expect((box.element() as HTMLTextAreaElement).value).toMatch(/^https:\/\/glassrank\.test\/\?look=study#run=1\./u);
});

test('a damaged link is told in words, and the page is there all the same', async () => {
  const page = await renderPage({ hash: '#run=1.aa.bb.cc' });
  await expect.element(page.screen.getByRole('alert')).toHaveTextContent('The shared link cannot be opened.');
  await expect.element(page.screen.getByLabelText('Query', { exact: true })).toBeVisible();
});

test('a log that was cut off is told with its place and touches nothing', async () => {
  const page = await renderPage();
  await page.screen.getByLabelText('Query', { exact: true }).fill('mine');
  dropText('run.json', '{\n"type": "glassrank-run-log",\n"schema": 1,');
  await expect.element(page.screen.getByRole('alert')).toHaveTextContent('“run.json”, line 3');
  await expect.element(page.screen.getByLabelText('Query', { exact: true })).toHaveValue('mine');
});

import type { Download, Locator, Page } from 'playwright-core';
import type { RunEvent, RunSettings } from '../../../src/core/log/event.ts';

export const TINY = 'test-tiny';
export const REAL = 'glassrank-135m-q4f32_1';

/** The page's controls by what a person (or a screen reader) calls them. */
export const controls = (page: Page) =>
  ({
    query: page.getByLabel('Query', { exact: true }),
    passages: page.getByLabel('Passages', { exact: true }),
    rank: page.getByRole('button', { name: 'Rank', exact: true }),
    stop: page.getByRole('button', { name: 'Stop', exact: true }),
    editInput: page.getByRole('button', { name: 'Edit the input' }),
    saveLog: page.getByRole('button', { name: 'Save log (JSON)' }),
    saveRun: page.getByRole('button', { name: 'Save TREC run' }),
    status: page.getByRole('status'),
    ranking: page.getByRole('list', { name: 'Ranking', exact: true }),
    reasoning: page.getByRole('region', { name: 'Reasoning' }),
  }) as const satisfies Record<string, Locator>;

export async function openPage(
  page: Page,
  {
    url,
    model = TINY,
    look = 'study',
    engine = 'gpu',
  }: {
    readonly url: string;
    readonly model?: string;
    readonly look?: 'watch' | 'study';
    /** Tests run on an adapter in software, where two engines would be timed against each other: only a test of that choice leaves it open. */
    readonly engine?: 'automatic' | 'gpu' | 'processor';
  },
): Promise<void> {
  // Unless a test is about the one screen to watch, it looks for what stands in Study.
  await page.goto(`${url}?model=${model}&look=${look}${engine === 'automatic' ? '' : `&engine=${engine}`}`);
  await controls(page).query.waitFor();
}

export async function fillIn(
  page: Page,
  { query, passages }: { readonly query: string; readonly passages: readonly string[] },
): Promise<void> {
  await controls(page).query.fill(query);
  await controls(page).passages.fill(passages.join('\n\n'));
}

/** Opens the settings and writes into the fields named. */
export async function set(page: Page, fields: Readonly<Record<string, number>>): Promise<void> {
  const summary = page.getByText(/^Settings/).first();
  const panel = page.locator('details', { has: summary }).first();
  if ((await panel.getAttribute('open')) === null) await summary.click();
  for (const [label, value] of Object.entries(fields)) {
    await page.getByLabel(label, { exact: true }).fill(String(value));
    await page.getByLabel(label, { exact: true }).blur();
  }
  await summary.click();
}

/** Waits until the run on stage is over, however it ended. */
export async function runOver(page: Page, timeoutMs = 300_000): Promise<void> {
  await controls(page).saveLog.waitFor({ timeout: timeoutMs });
}

export interface ExportedLog {
  readonly type: string;
  readonly schema: number;
  readonly app: { readonly name: string; readonly version: string };
  readonly hashes: { readonly modelManifest: string; readonly request: string; readonly prompts: readonly string[] };
  readonly events: readonly RunEvent[];
}

export async function exportedLog(page: Page): Promise<ExportedLog> {
  return JSON.parse(await savedBy(page, controls(page).saveLog)) as ExportedLog;
}

export async function exportedRun(page: Page): Promise<string> {
  return savedBy(page, controls(page).saveRun);
}

async function savedBy(page: Page, button: Locator): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return textOf(download);
}

async function textOf(download: Download): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** The events of one kind. */
export function eventsOf<Type extends RunEvent['type']>(
  log: ExportedLog,
  type: Type,
): Extract<RunEvent, { readonly type: Type }>[] {
  return log.events.filter((event): event is Extract<RunEvent, { readonly type: Type }> => event.type === type);
}

export function runStart(
  log: ExportedLog,
): Extract<RunEvent, { readonly type: 'run-start' }> & { readonly settings: RunSettings } {
  const first = log.events[0];
  if (first?.type !== 'run-start') throw new Error('the log does not begin with run-start');
  return first;
}

export function runEnd(log: ExportedLog): Extract<RunEvent, { readonly type: 'run-end' }> {
  const last = log.events.at(-1);
  if (last?.type !== 'run-end') throw new Error('the log does not end with run-end');
  return last;
}

import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { checkQuotes } from './check-trace.ts';
import { controls, eventsOf, exportedLog, fillIn, runEnd, runOver, runStart } from './walk.ts';
import type { ExportedLog } from './walk.ts';

/** A hand-written list: `right` is the 0-based place of the one passage that answers the query. */
export interface HandWrittenList {
  readonly name: string;
  readonly query: string;
  readonly right: number;
  readonly passages: readonly string[];
}

export interface ListReport {
  readonly seconds: number;
  /** 1-based place of the right passage afterwards. */
  readonly rightNow: number;
  /** Places of the thought that name passages: as many chips the page must show. */
  readonly mentions: number;
  readonly line: string;
}

/** Ranks one list through the page; its log. */
export async function rankList(
  page: Page,
  { query, passages }: Pick<HandWrittenList, 'query' | 'passages'>,
): Promise<ExportedLog> {
  if (await controls(page).editInput.isVisible()) await controls(page).editInput.click();
  await fillIn(page, { query, passages });
  await controls(page).rank.click();
  await controls(page).stop.waitFor();
  // The run before stays on stage, with its log to save, until the new one has begun: only the end of Stop is the end of this one.
  await controls(page).stop.waitFor({ state: 'hidden', timeout: 580_000 });
  await runOver(page);
  return exportedLog(page);
}

/** Ranks one list through the page and asserts what every run promises, whatever the model makes of the list. */
export async function judgeList(page: Page, list: HandWrittenList): Promise<ListReport> {
  return judgeLog(await rankList(page, list), list);
}

/** Asserts what every run promises, of a log that the page wrote. */
export function judgeLog(log: ExportedLog, { name, right }: Pick<HandWrittenList, 'name' | 'right'>): ListReport {
  const start = runStart(log);
  const end = runEnd(log);
  expect(end.outcome).toEqual({ type: 'complete' });
  const given = start.request.candidates.map((candidate) => candidate.docId);
  expect(end.ranking.toSorted()).toEqual(given.toSorted());
  const windows = eventsOf(log, 'window-end');
  expect(windows.map((window) => window.outcome.type)).toEqual(['complete']);
  const thought = eventsOf(log, 'reasoning-delta')
    .map((event) => event.text)
    .join('');
  const shown = eventsOf(log, 'window-start')[0]?.passages ?? [];
  const trace = checkQuotes({ thought, passages: shown.map((passage) => passage.text) });
  expect(trace.unknown, `passages named in “${thought}” that do not exist`).toEqual([]);
  expect(trace.invented, `quotes in “${thought}” that no passage has`).toEqual([]);
  const seconds = end.at / 1000;
  const rightNow = end.ranking.findIndex((docId) => docId === given[right]) + 1;
  const usage = windows[0]?.usage;
  const speed = usage
    ? `${usage.promptTokens} tokens read at ${usage.prefillTokensPerSecond.toFixed(1)}/s, ${usage.completionTokens} written at ${usage.decodeTokensPerSecond.toFixed(1)}/s`
    : '';
  const line = `${name}: ${seconds.toFixed(1)} s, ${speed}; right passage ${right + 1} → ${rightNow}; thought ${windows[0]?.thought}, ${trace.mentions} mentions, ${trace.quotes} quotes`;
  return { seconds, rightNow, mentions: trace.mentions, line };
}

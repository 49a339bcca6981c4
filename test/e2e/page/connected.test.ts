import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { NARROW, WIDE } from '../support/accessible.ts';
import { openBuiltApp } from '../support/built-app.ts';
import type { BuiltApp, Visitor } from '../support/built-app.ts';
import { cutOff, drawnAnew, violations } from '../support/look.ts';
import { controls, exportedLog, fillIn, runEnd, runOver, runStart } from '../support/walk.ts';
import { deep } from '../../support/profile.ts';
import { startFaultProxy } from '../../support/fault-proxy.ts';
import { startScriptedServer } from '../../support/scripted-server.ts';
import type { ScriptedServer, ScriptedServerOptions } from '../../support/scripted-server.ts';

const QUERY = 'Which bee dances?';
const PASSAGES = ['A bee that sleeps in winter.', 'A bee that guards the door.', 'A bee that dances for flowers.'];
const ANSWER = '\n<answer>[1] > [3] > [2]</answer>';

/** Thinks, then answers; asked to go on from within, it goes on from there. */
function script(prompt: string): string {
  const turn = prompt.slice(prompt.lastIndexOf('<assistant>') + '<assistant>'.length);
  const whole = `<think> The first one says it: [1] is about dancing. The others are not. </think>${ANSWER}`;
  if (whole.startsWith(turn)) return whole.slice(turn.length);
  const after = turn.indexOf('</think>');
  const begun = after === -1 ? '' : turn.slice(after + '</think>'.length);
  return ANSWER.startsWith(begun) ? ANSWER.slice(begun.length) : '';
}

let app: BuiltApp;
beforeAll(async () => {
  app = await openBuiltApp();
});
afterAll(() => app.close());

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serve(options: Partial<ScriptedServerOptions> = {}): Promise<ScriptedServer> {
  const models = ['Qwen3-0.6B-Q8_0.gguf'];
  const server = await startScriptedServer({ kind: 'llama.cpp', script, models, contextTokens: 8192, cors: true, ...options });
  closing.push(() => server.close());
  return server;
}

async function visit(reaching: readonly string[], options: { readonly language?: string } = {}): Promise<Visitor> {
  const visitor = await app.visitor({ reaching, viewport: WIDE, locale: options.language ?? 'en', reducedMotion: 'reduce' });
  closing.push(() => visitor.close());
  // Runs are looked at in Study. Not by the address: what stands in it is looked at too.
  await visitor.context.addInitScript(() => {
    const key = 'glassrank.preferences';
    if (localStorage.getItem(key) === null) localStorage.setItem(key, JSON.stringify({ look: 'study' }));
  });
  await visitor.page.goto(`${app.url}connected.html`);
  await visitor.page.locator('.server-panel').waitFor();
  return visitor;
}

const form = (page: Page) => ({
  line: page.getByRole('complementary', { name: 'Where texts go' }),
  address: page.getByLabel('Address', { exact: true }),
  key: page.getByLabel('Key', { exact: true }),
  model: page.getByLabel('Model', { exact: true }),
  connect: page.getByRole('button', { name: /^Connect/u }),
  found: page.getByRole('region', { name: 'What was found' }),
});

/** Types the address and connects; the page loads anew on the way. */
async function connect(page: Page, { address }: Pick<ScriptedServer, 'address'>): Promise<void> {
  await form(page).address.fill(address);
  await form(page).connect.click();
  await page.waitForURL(/[?]server=/u);
  await form(page).address.waitFor();
}

const focused = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.labels?.[0]?.textContent ?? undefined);

describe('the whole walk with a server', () => {
  it('asks nobody before Connect, keeps what was written over it, says what it found, ranks, and exports who answered', async () => {
    const server = await serve();
    const { page, foreign, errors } = await visit([server.address]);
    await page.getByText('Texts stay in this page').waitFor();
    await fillIn(page, { query: QUERY, passages: PASSAGES });
    await form(page).address.fill(`${server.address}/v1/`);
    expect(foreign).toEqual([]);
    await form(page).connect.click();
    await page.waitForURL(/[?]server=/u);
    await form(page).found.waitFor();
    expect(await controls(page).query.inputValue()).toBe(QUERY);
    expect(await controls(page).passages.inputValue()).toBe(PASSAGES.join('\n\n'));
    const found = await form(page).found.innerText();
    for (const said of ['llama.cpp b1-test', 'Qwen3-0.6B-Q8_0.gguf', '8,192', 'by a grammar', 'models that think', '2 requests'])
      expect(found).toContain(said);
    expect(await form(page).line.innerText()).toContain(`Texts go to ${server.address} – llama.cpp b1-test`);
    // Asking what it is has sent it no text.
    expect(JSON.stringify(server.requests)).not.toContain('bee');

    await controls(page).rank.click();
    await runOver(page);
    const first = controls(page).ranking.getByRole('article').first();
    const log = await exportedLog(page);
    const [shown] = runEnd(log).ranking;
    const winner = runStart(log).request.candidates.find(({ docId }) => docId === shown)?.text ?? '';
    expect(await first.innerText()).toContain(winner);
    expect(runEnd(log).outcome).toEqual({ type: 'complete' });
    expect(runStart(log).model).toMatchObject({ adapter: server.address, id: 'Qwen3-0.6B-Q8_0.gguf' });
    expect(new Set(foreign.map((url) => new URL(url).origin))).toEqual(new Set([server.address]));
    expect(errors).toEqual([]);
  });

  it('says on every view where texts go, also scrolled down and at 390 pixels', async () => {
    const server = await serve();
    const { page } = await visit([server.address]);
    await fillIn(page, { query: QUERY, passages: PASSAGES });
    await connect(page, server);
    await form(page).found.waitFor();
    await controls(page).rank.click();
    await runOver(page);
    for (const viewport of [WIDE, NARROW]) {
      await page.setViewportSize(viewport);
      for (const view of ['Workbench', 'Compare', 'Lenses']) {
        await page.getByRole('navigation').getByRole('button', { name: view }).click();
        await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
        await drawnAnew(page);
        const box = await form(page).line.boundingBox();
        expect(box?.y).toBeGreaterThanOrEqual(0);
        expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(viewport.height);
        expect(await form(page).line.innerText()).toContain(server.address);
      }
    }
  });

  it('a lens goes through the server too', async () => {
    const believe = (_prompt: string, next: string): number => (next === '1' ? -0.2 : -3);
    const server = await serve({ believe });
    const { page } = await visit([server.address]);
    await fillIn(page, { query: QUERY, passages: PASSAGES });
    await connect(page, server);
    await form(page).found.waitFor();
    await controls(page).rank.click();
    await runOver(page);
    await page.getByRole('navigation').getByRole('button', { name: 'Lenses' }).click();
    const before = server.requests.length;
    await page.getByRole('button', { name: 'Look', exact: true }).click();
    await expect
      .poll(() => server.requests.slice(before).filter(({ body }) => body['n_probs'] !== undefined).length)
      .toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Look', exact: true }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('a server that sends nothing is told of in a lens as in a run, until something comes', async () => {
    const server = await serve({ believe: () => -1 });
    const proxy = await startFaultProxy(server.address);
    closing.push(() => proxy.close());
    const { page } = await visit([proxy.address]);
    await fillIn(page, { query: QUERY, passages: PASSAGES });
    await connect(page, proxy);
    await form(page).found.waitFor();
    await controls(page).rank.click();
    await runOver(page);
    await page.getByRole('navigation').getByRole('button', { name: 'Lenses' }).click();
    proxy.arm(/^\/completion/u, [{ type: 'delay', at: 0, ms: 12_000 }]);
    await page.getByRole('button', { name: 'Look', exact: true }).click();
    const told = page.getByText('Nothing has come from the server for ten seconds');
    await told.waitFor();
    await told.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Look', exact: true }).waitFor();
  });

  it('Stop closes the connection, and what was written stays', async () => {
    const server = await serve({ pieceMs: 150 });
    const { page } = await visit([server.address]);
    await fillIn(page, { query: QUERY, passages: PASSAGES });
    await connect(page, server);
    await form(page).found.waitFor();
    await controls(page).rank.click();
    await expect.poll(() => server.requests.some(({ body }) => body['stream'] === true), { timeout: 30_000 }).toBe(true);
    await controls(page).stop.click();
    await runOver(page);
    await expect.poll(() => server.requests.find(({ body }) => body['stream'] === true)?.closedAt ?? null).not.toBeNull();
    expect(runEnd(await exportedLog(page)).outcome).toEqual({ type: 'cancelled' });
  });
});

describe('what goes wrong is said in place, with what to do, and nothing typed is lost', () => {
  it('an address that is none, without leaving the page', async () => {
    const { page, foreign } = await visit([]);
    for (const [typed, said] of [
      ['', 'Write the server’s address.'],
      ['ftp://example.org', 'This is no address of a server.'],
      ['http://[::1]:8080', 'cannot name an address of IPv6'],
      ['http://me:secret@example.org', 'Leave name and password out'],
    ] as const) {
      await form(page).address.fill(typed);
      await form(page).connect.click();
      await page.getByText(said).waitFor();
      expect(await focused(page)).toBe('Address');
      expect(await form(page).address.inputValue()).toBe(typed);
    }
    expect(foreign).toEqual([]);
  });

  it('Rank without a server says that there is none', async () => {
    const { page } = await visit([]);
    await fillIn(page, { query: QUERY, passages: PASSAGES });
    await controls(page).rank.click();
    await page.getByRole('alert').getByText('No server is connected').waitFor();
    expect(await focused(page)).toBe('Address');
    expect(await controls(page).query.inputValue()).toBe(QUERY);
  });

  it('nobody there, and a server that does not allow this page', async () => {
    const silent = await serve();
    await silent.close();
    const closed = await serve({ cors: false });
    const { page } = await visit([silent.address, closed.address]);
    await connect(page, silent);
    await page.getByRole('alert').getByText('The server does not answer').waitFor();
    expect(await form(page).address.inputValue()).toBe(silent.address);
    await connect(page, closed);
    await page.getByRole('alert').getByText('The server does not talk to this page').waitFor();
    await page.getByText('Some servers also answer so where they want a key').waitFor();
  });

  it('no key, then the right one: it stays in this tab, and stands in nothing that is kept or exported', async () => {
    const server = await serve({ key: 'secret-7' });
    const { page, context } = await visit([server.address]);
    await fillIn(page, { query: QUERY, passages: PASSAGES });
    await connect(page, server);
    await page.getByRole('alert').getByText('The server wants another key').waitFor();
    expect(await focused(page)).toBe('Key');
    await form(page).key.fill('secret-7');
    await form(page).connect.click();
    await form(page).found.waitFor();
    await controls(page).rank.click();
    await runOver(page);
    expect(JSON.stringify(await exportedLog(page))).not.toContain('secret-7');
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('secret-7');
    expect(page.url()).not.toContain('secret-7');

    await page.reload();
    expect(await form(page).key.inputValue()).toBe('secret-7');
    const other = await context.newPage();
    await other.goto(`${app.url}connected.html`);
    expect(await form(other).address.inputValue()).toBe(server.address);
    expect(await form(other).key.inputValue()).toBe('');
  });

  it('another server gets no key that was typed for the first', async () => {
    const first = await serve({ key: 'secret-7' });
    const second = await serve();
    const { page } = await visit([first.address, second.address]);
    await form(page).key.fill('secret-7');
    await connect(page, first);
    await form(page).found.waitFor();
    await page.goto(`${app.url}connected.html?server=${encodeURIComponent(second.address)}`);
    expect(await form(page).key.inputValue()).toBe('');
    await form(page).connect.click();
    await form(page).found.waitFor();
    expect(second.requests.length).toBeGreaterThan(0);
    expect(second.requests.every(({ headers }) => headers.authorization === undefined)).toBe(true);
  });

  it('several models: one of them is chosen from a list', async () => {
    const server = await serve({ models: ['org/Qwen3-4B', 'org/Qwen3-8B'] });
    const { page } = await visit([server.address]);
    await connect(page, server);
    await page.getByRole('alert').getByText('This server has several models').waitFor();
    expect(await focused(page)).toBe('Model');
    await form(page).model.selectOption('org/Qwen3-8B');
    await form(page).connect.click();
    await form(page).found.waitFor();
    const found = await form(page).found.innerText();
    expect(found).toContain('org/Qwen3-8B');
    expect(found).toContain('org/Qwen3-4B');
  });

  it('a server that dies in the middle: the run fails and says why, and the list and what was written stay', async () => {
    const server = await serve({ pieceMs: 150 });
    const { page } = await visit([server.address]);
    await fillIn(page, { query: QUERY, passages: PASSAGES });
    await connect(page, server);
    await form(page).found.waitFor();
    await controls(page).rank.click();
    await expect.poll(() => server.requests.some(({ body }) => body['stream'] === true), { timeout: 30_000 }).toBe(true);
    await server.close();
    await page
      .getByRole('alert')
      .getByText(/The (?:server does not answer|answer broke off)/u)
      .waitFor({ timeout: 120_000 });
    expect(await controls(page).ranking.getByRole('article').count()).toBe(3);
    expect(runEnd(await exportedLog(page)).outcome.type).toBe('failed');
    await controls(page).editInput.click();
    expect(await controls(page).query.inputValue()).toBe(QUERY);
  });
});

describe.each(['en', 'fa'] as const)('it is usable by everyone (%s)', (language) => {
  // In Persian narrow and dark, in English wide and light; the deep profile looks at both in both.
  const places = [[WIDE, 'light', 'en'] as const, [NARROW, 'dark', 'fa'] as const].filter(
    ([, , first]) => deep || first === language,
  );

  it('before a server is chosen, when one refuses, and when one was found: axe finds nothing, and nothing is cut off', async () => {
    const server = await serve({ key: 'secret-7' });
    const { page } = await visit([server.address], { language });
    const look = async (state: string): Promise<readonly string[]> => {
      const found: string[] = [];
      for (const [viewport, colorScheme] of places) {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme });
        await drawnAnew(page);
        const complaints = [...(await violations(page)), ...(await cutOff(page))];
        found.push(...complaints.map((complaint) => `${state}, ${viewport.width} ${colorScheme}: ${complaint}`));
      }
      return found;
    };
    const [address, key] = [page.locator('.server-fields input').first(), page.locator('.server-fields input[type=password]')];
    const press = page.locator('.server-tools [type=submit]');
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
    expect(await look('start')).toEqual([]);
    await press.click();
    expect(await look('no address')).toEqual([]);
    await address.fill(server.address);
    await press.click();
    await page.waitForURL(/[?]server=/u);
    await page.getByRole('alert').waitFor();
    expect(await look('refused')).toEqual([]);
    await key.fill('secret-7');
    await press.click();
    await page.locator('.server-found').waitFor();
    expect(await look('found')).toEqual([]);
  });
});

import { expect, test } from 'vitest';
import type { ErrorInfo } from '../../../src/core/errors.ts';
import type { FirstStageAnswer, LoadedEncoder } from '../../../src/instant/api.ts';
import type { RankRequest } from '../../../src/core/request.ts';
import type { InstantClient } from '../../../src/instant/client.ts';
import { renderPage, startOf } from './scripted-page.tsx';
import type { Script, ScriptedPage } from './scripted-page.tsx';

const ENCODER: LoadedEncoder = { id: 'scripted', manifestSha256: '', device: 'wasm', note: null, workers: 2, loadMs: 900 };
const FAILED: ErrorInfo = {
  code: 'model-missing',
  message: 'onnx/model_quantized.onnx is not on the server (404).',
  retry: false,
};
const NO_WEBGPU: Script['probe'] = { ok: false, error: { code: 'no-webgpu', message: 'no WebGPU', retry: false } };

/** Answers with the given order turned round, by words until the encoder is there. */
function reversing({
  encoder = Promise.resolve({ ok: true, value: ENCODER }),
}: { readonly encoder?: ReturnType<InstantClient['load']> } = {}): InstantClient {
  let loaded = false;
  return {
    async load(onEvent) {
      onEvent?.({ type: 'load-start', files: 1, bytes: 23_000_000 });
      onEvent?.({ type: 'file-start', file: 'model', bytes: 23_000_000, source: 'network' });
      onEvent?.({ type: 'file-progress', file: 'model', loadedBytes: 12_000_000 });
      const result = await encoder;
      loaded = result.ok;
      return result;
    },
    order: (request) => Promise.resolve({ ok: true, value: reversed(request, loaded) }),
    better: () => Promise.resolve({ ok: true, value: null }),
    alive: true,
    end: () => {},
  };
}

function reversed({ candidates }: RankRequest, loaded: boolean): FirstStageAnswer {
  return {
    order: {
      method: loaded ? 'bm25+minilm' : 'bm25',
      ranking: candidates.map(({ docId }) => docId).toReversed(),
      scores: candidates.map((_, place) => place),
      windowFrom: candidates.map(() => (loaded ? 0 : null)),
    },
    ms: 412,
    device: loaded ? 'wasm' : null,
    cut: [],
  };
}

/** The same order, of which the encoder has read the first passages of the list alone. */
function partlyRead(request: RankRequest, count: number): FirstStageAnswer {
  const answer = reversed(request, true);
  const parts = request.candidates.map((_, place) => (place < count ? 0.5 : null));
  const late = {
    weights: { bm25: 0.25, cosine: 1, maxSim: 1, idfMaxSim: 0.5 },
    parts: { bm25: request.candidates.map(() => 0), cosine: parts, maxSim: parts, idfMaxSim: parts },
    queryWords: [],
    matches: request.candidates.map(() => null),
  };
  return { ...answer, order: { ...answer.order, late } };
}

async function fillIn({ screen }: ScriptedPage): Promise<void> {
  await screen.getByLabelText('Query', { exact: true }).fill('my query');
  await screen.getByLabelText('Passages', { exact: true }).fill('alpha\n\nbeta\n\ngamma');
}

const rows = (page: ScriptedPage): readonly (string | null)[] =>
  [...page.screen.container.querySelectorAll('.ranked-list .passage')].map((row) => row.textContent);
const movements = (page: ScriptedPage): readonly (string | null)[] =>
  [...page.screen.container.querySelectorAll('.ranked-list .movement')].map((row) => row.textContent);

test('as soon as there is a query and passages the list stands in the instant order, each row with its movement', async () => {
  const page = await renderPage({ firstStage: reversing() });
  await fillIn(page);
  await expect.element(page.screen.getByText('BM25 + MiniLM · 3 passages in 0.4 s · on the CPU')).toBeVisible();
  expect(rows(page)).toEqual(['gamma', 'beta', 'alpha']);
  expect(movements(page)).toEqual(['▲2 upfrom 3', 'stays 2', '▼2 downfrom 1']);
});

test('while the encoder loads the order goes by words, and the page says how far it is', async () => {
  const page = await renderPage({ firstStage: reversing({ encoder: new Promise(() => {}) }) });
  await fillIn(page);
  await expect.element(page.screen.getByText('BM25 alone · 3 passages in 0.4 s')).toBeVisible();
  await expect.element(page.screen.getByText('MiniLM, which reads for meaning, is loading: 12 MB of 23 MB.')).toBeVisible();
  expect(page.screen.getByRole('button', { name: 'Save instant order' }).query()).toBeNull();
});

test('an encoder that cannot be loaded is said, with its cause, and may be tried again', async () => {
  const page = await renderPage({ firstStage: reversing({ encoder: Promise.resolve({ ok: false, error: FAILED }) }) });
  await fillIn(page);
  await expect.element(page.screen.getByText('BM25 alone · 3 passages in 0.4 s')).toBeVisible();
  await expect
    .element(page.screen.getByText(`MiniLM can’t be used, so the order goes by words alone. (${FAILED.message})`))
    .toBeVisible();
  await expect.element(page.screen.getByRole('button', { name: 'Load MiniLM again' })).toBeVisible();
});

test('a run starts from the instant order, and movement is counted from there', async () => {
  const page = await renderPage({ firstStage: reversing() });
  await fillIn(page);
  await expect.element(page.screen.getByText('BM25 + MiniLM', { exact: false }).first()).toBeVisible();
  await page.screen.getByRole('button', { name: 'Rank', exact: true }).click();
  await expect.element(page.screen.getByText('Started from the instant order (BM25 + MiniLM)')).toBeVisible();
  const { run } = page.store.getState();
  expect(run?.request.firstStage).toMatchObject({ method: 'bm25+minilm', ranking: ['p3', 'p2', 'p1'], scores: [0, 1, 2] });
  expect(run?.request.candidates.map(({ docId }) => docId)).toEqual(['p1', 'p2', 'p3']);
  // The scripted run ends in reverse order of the candidates: exactly the instant order.
  await expect.poll(() => movements(page)).toEqual(['stays 1', 'stays 2', 'stays 3']);
});

test('with the order as given chosen, list and run stand as handed over', async () => {
  const page = await renderPage({ firstStage: reversing() });
  await fillIn(page);
  await page.screen.getByRole('radio', { name: 'order as given' }).click();
  expect(rows(page)).toEqual(['alpha', 'beta', 'gamma']);
  await page.screen.getByRole('button', { name: 'Rank', exact: true }).click();
  await expect.element(page.screen.getByText('Started from the order as given')).toBeVisible();
  expect(page.store.getState().run?.request.firstStage).toBeUndefined();
});

test('a run does not wait for ever: it falls back to words and says so', async () => {
  const page = await renderPage({ firstStage: reversing({ encoder: new Promise(() => {}) }), patienceMs: 50 });
  await fillIn(page);
  await page.screen.getByRole('button', { name: 'Rank', exact: true }).click();
  await expect
    .element(page.screen.getByText('The instant order was not ready after 10 s: the run started from BM25 alone.'))
    .toBeVisible();
  expect(page.store.getState().run?.request.firstStage?.method).toBe('bm25');
});

test('a run can be stopped while it waits for the instant order', async () => {
  const page = await renderPage({
    firstStage: { ...reversing(), order: () => new Promise(() => {}) },
    patienceMs: 60_000,
    async *run(run) {
      yield startOf(run);
      if (!run.signal.aborted) throw new Error('the run was not told to stop');
      yield { type: 'run-end', outcome: { type: 'cancelled' }, ranking: run.request.candidates.map(({ docId }) => docId) };
    },
  });
  await fillIn(page);
  await page.screen.getByRole('button', { name: 'Rank', exact: true }).click();
  await expect.element(page.screen.getByText('Waiting for the instant order…')).toBeVisible();
  await page.screen.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect.element(page.screen.getByText('Stopped before a window was finished: first-stage order')).toBeVisible();
});

test('without WebGPU the instant order is the ranking: said plainly, and it can be saved', async () => {
  const page = await renderPage({ firstStage: reversing(), probe: NO_WEBGPU });
  await fillIn(page);
  await expect
    .element(
      page.screen.getByText('No WebGPU here: this is the instant order (BM25 + MiniLM); the reasoning model needs WebGPU.'),
    )
    .toBeVisible();
  await expect.element(page.screen.getByRole('button', { name: 'Rank', exact: true })).toBeDisabled();
  await page.screen.getByRole('button', { name: 'Save instant order (TREC run)' }).click();
  await expect.poll(() => page.saved.length).toBe(1);
  const [file] = page.saved;
  expect(file?.name).toBe('glassrank-my-query-instant-order.run');
  expect(
    file?.text
      .trim()
      .split('\n')
      .map((line) => line.split(' ').slice(2, 4)),
  ).toEqual([
    ['p3', '1'],
    ['p2', '2'],
    ['p1', '3'],
  ]);
  expect(file?.text).toContain('glassrank-bm25+minilm');
});

test('a long list stands by its words while MiniLM reads: the page says that this is provisional, then how much was read, and so does a run from it', async () => {
  const link = reversing();
  let read: () => void = () => {};
  let asked: RankRequest | undefined;
  const page = await renderPage({
    firstStage: {
      ...link,
      order(request) {
        asked = request;
        return Promise.resolve({ ok: true, value: { ...reversed(request, false), more: { ask: 7, reads: 150 } } });
      },
      better: (ask) =>
        new Promise((resolve) => {
          read = () => {
            if (ask !== 7 || asked === undefined) throw new Error('another list was asked for');
            resolve({ ok: true, value: partlyRead(asked, 150) });
          };
        }),
    },
  });
  const { screen } = page;
  await screen.getByLabelText('Query', { exact: true }).fill('my query');
  const passages = Array.from({ length: 210 }, (_, place) => `passage ${place}`);
  await screen.getByLabelText('Passages', { exact: true }).fill(passages.join('\n\n'));
  await expect
    .element(screen.getByText('Provisional, for now without MiniLM: it is reading the first 150 of these 210 passages.'))
    .toBeVisible();
  await expect.element(screen.getByText('BM25 alone · 210 passages in 0.4 s')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Save instant order (TREC run)' }).elements()).toEqual([]);
  read();
  const said = screen.getByText(/^MiniLM read 150 of 210 passages/u);
  await expect.element(said).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Save instant order (TREC run)' })).toBeVisible();
  await screen.getByRole('button', { name: 'Rank', exact: true }).click();
  await expect.element(screen.getByText('Started from the instant order (BM25 + MiniLM)')).toBeVisible();
  await expect.element(said).toBeVisible();
});

test('editing the query keeps the list still until the new order is there; other passages show as given', async () => {
  let answers = 0;
  const link = reversing();
  const page = await renderPage({
    firstStage: { ...link, order: (request) => ((answers += 1) > 1 ? new Promise(() => {}) : link.order(request)) },
  });
  await fillIn(page);
  await expect.poll(() => rows(page)).toEqual(['gamma', 'beta', 'alpha']);
  await page.screen.getByLabelText('Query', { exact: true }).fill('another query');
  await expect.element(page.screen.getByText('3 passages · working out the instant order…')).toBeVisible();
  expect(rows(page)).toEqual(['gamma', 'beta', 'alpha']);
  await page.screen.getByLabelText('Passages', { exact: true }).fill('alpha\n\nbeta\n\ndelta');
  expect(rows(page)).toEqual(['alpha', 'beta', 'delta']);
});

test('a run that is asked for while the encoder still loads waits for the fused order', async () => {
  let arrive: (result: Awaited<ReturnType<InstantClient['load']>>) => void = () => {};
  const encoder = new Promise<Awaited<ReturnType<InstantClient['load']>>>((resolve) => (arrive = resolve));
  const page = await renderPage({ firstStage: reversing({ encoder }), patienceMs: 60_000 });
  await fillIn(page);
  await expect.element(page.screen.getByText('BM25 alone · 3 passages in 0.4 s')).toBeVisible();
  await page.screen.getByRole('button', { name: 'Rank', exact: true }).click();
  await expect.poll(() => page.store.getState().phase.type).toBe('running');
  arrive({ ok: true, value: ENCODER });
  await expect.element(page.screen.getByText('Started from the instant order (BM25 + MiniLM)')).toBeVisible();
  expect(page.store.getState().run?.request.firstStage?.method).toBe('bm25+minilm');
});

test('when the encoder breaks in the middle, a fresh worker orders by words, and the page says why', async () => {
  const lost: ErrorInfo = { code: 'worker-lost', message: 'memory ran out', retry: true };
  let orders = 0;
  const link = reversing();
  const page = await renderPage({
    firstStage: {
      ...link,
      order(request) {
        orders += 1;
        if (orders === 1) return Promise.resolve({ ok: false, error: lost });
        return Promise.resolve({ ok: true, value: reversed(request, false) });
      },
    },
  });
  await fillIn(page);
  await expect.element(page.screen.getByText('BM25 alone · 3 passages in 0.4 s')).toBeVisible();
  await expect
    .element(page.screen.getByText('MiniLM can’t be used, so the order goes by words alone. (memory ran out)'))
    .toBeVisible();
});

test('of a list in another language the page says that its models read English, and a run starts from shared words without waiting', async () => {
  const words: InstantClient = {
    ...reversing(),
    order: (request) => Promise.resolve({ ok: true, value: { ...reversed(request, false), otherLanguage: true } }),
  };
  // The encoder never comes: whoever waited for it would wait for a minute.
  const page = await renderPage({ firstStage: { ...words, load: () => new Promise(() => {}) }, patienceMs: 60_000 });
  await fillIn(page);
  await expect.element(page.screen.getByText(/do not look English, and the models of this page read English/u)).toBeVisible();
  await expect.element(page.screen.getByRole('button', { name: 'Save instant order (TREC run)' })).toBeVisible();
  await page.screen.getByRole('button', { name: 'Rank', exact: true }).click();
  await expect.poll(() => page.store.getState().run?.request.firstStage?.method).toBe('bm25');
  expect(page.store.getState().firstStage.late).toBeNull();
});

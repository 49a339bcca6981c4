// The ways into every view of the built page that need no model: for pictures and for the accessibility tests. Controls are found by their class, not by
// their words, so that the ways are the same in every language.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').BrowserContext} BrowserContext */
/** @typedef {'en' | 'fa' | 'ru' | 'zh'} Language */

const STREAMS = fileURLToPath(new URL('../test/fixtures/streams/', import.meta.url));
const EXPERIMENTS = fileURLToPath(new URL('../test/fixtures/experiments/', import.meta.url));
const CSV = [
  'id,title,passage,score',
  'tea-1,Green tea,"Steep green tea at 80 degrees for two minutes, or it turns bitter.",0.71',
  'tea-2,Black tea,Black tea takes boiling water and four minutes.,0.64',
  'tea-3,Cold brew,Leave the leaves in cold water overnight.,0.52',
  'tea-4,Kettles,A kettle with a thermostat stops at the temperature that you set.,0.40',
].join('\n');
const BROKEN =
  '{"query": "how hot must water be for green tea", "candidates": [{"doc": {"text": "Steep at 80 degrees."}, "score": high}]}';
const QUERY = 'how hot must water be for green tea';

/**
 * A stored run as the file that the page exports.
 * @param {string} name of test/fixtures/streams
 */
export function logFile(name) {
  const lines = readFileSync(`${STREAMS}${name}.jsonl`, 'utf8').trim().split('\n');
  const file = {
    type: 'glassrank-run-log',
    schema: 1,
    app: { name: 'glassrank', version: '0.0.0' },
    exportedAt: '2026-01-02T03:04:05.000Z',
    hashes: null,
    events: lines.map((line) => JSON.parse(line)),
  };
  return { name: `${name}.json`, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(file)) };
}

/**
 * A fresh page of the app in a language; the context's storage stays. Runs are shown in Study, where all that is known of them stands, unless `look` says otherwise.
 * @param {BrowserContext} context
 * @param {{ url: string, language: Language, model?: string, look?: 'watch' | 'study' }} where
 */
export async function openFresh(context, { url, language, model = 'test-tiny', look = 'study' }) {
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.addInitScript(
    (chosen) => localStorage.setItem('glassrank.preferences', JSON.stringify({ ...chosen, shortcuts: true, keepRuns: true })),
    { language, look },
  );
  await page.goto(`${url}?model=${model}`);
  await page.locator('.query-box').waitFor();
  return page;
}

/** @param {Page} page @param {string} name */
export async function openLog(page, name) {
  await page.locator('input[type=file][multiple]').setInputFiles(logFile(name));
  await page.locator('.timeline-scrubber').waitFor();
}

/** From Study to the one screen of a run. @param {Page} page */
async function watch(page) {
  await page.locator('.look-switch input').first().check();
  await page.locator('[data-look="watch"]').waitFor();
}

/** Moves the replay to one of the log's events. @param {Page} page @param {string} name of test/fixtures/streams @param {number} index */
export async function moveTo(page, name, index) {
  const { events } = JSON.parse(logFile(name).buffer.toString('utf8'));
  await page.locator('.timeline-scrubber').fill(String(events[index].at));
}

/** @param {Page} page @param {{ query: string, passages: string }} input */
async function fill(page, { query, passages }) {
  await page.locator('.query-box').fill(query);
  await page.locator('.passages-box').fill(passages);
}

/** @param {Page} page @param {string} fold */
async function unfold(page, fold) {
  await page.locator(`${fold} > summary`).first().click();
  await page.locator(`${fold}[open]`).first().waitFor();
}

/** @param {Page} page */
async function keepTwo(page) {
  await openLog(page, 'recorded-kettle');
  await unfold(page, '.history');
  await page.locator('.history .fold-body > p > button').first().click();
  await page.locator('.kept-run').first().waitFor();
  await page.locator('.input-panel, .input-summary').first().waitFor();
  await dropLog(page, 'recorded-bees');
  await page.locator('.history .fold-body > p > button').first().click();
  await page.locator('.kept-run').nth(1).waitFor();
}

/** Drops a stored run onto the page. @param {Page} page @param {string} name */
async function dropLog(page, name) {
  const file = logFile(name);
  const asked = await page.locator('.asked').first().textContent();
  await page.evaluate(
    ({ text, called }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], called, { type: 'application/json' }));
      document.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    },
    { text: file.buffer.toString('utf8'), called: file.name },
  );
  await page.waitForFunction((before) => document.querySelector('.asked')?.textContent !== before, asked);
}

/** Asks for a model whose files the server answers in a given way. @param {Page} page @param {'never' | 'missing'} how */
async function loadModel(page, how) {
  await page.route('**/models/test-tiny/**', (route) => (how === 'never' ? undefined : route.fulfill({ status: 404, body: '' })));
  await fill(page, { query: QUERY, passages: 'Steep green tea at 80 degrees.\n\nBlack tea takes boiling water.' });
  await page.locator('.button-rank').first().click();
}

/** Every view by its name: what to do on a fresh page to see it. */
export const VIEWS = Object.freeze({
  /** @param {Page} page */
  idle: async (page) => page.locator('.samples').waitFor(),
  /** @param {Page} page */
  async problems(page) {
    await fill(page, { query: QUERY, passages: BROKEN });
    await page.locator('.problems .problem').first().waitFor();
  },
  /** @param {Page} page */
  async table(page) {
    await fill(page, { query: QUERY, passages: CSV });
    await page.locator('.table-mapper').waitFor();
  },
  /** @param {Page} page */
  async loading(page) {
    await loadModel(page, 'never');
    await page.locator('.load-panel').waitFor();
  },
  /** @param {Page} page */
  async error(page) {
    await loadModel(page, 'missing');
    await page.locator('.notice-error').waitFor();
  },
  /** @param {Page} page */
  async settings(page) {
    await unfold(page, '#settings');
  },
  /** @param {Page} page */
  async thinking(page) {
    await openLog(page, 'recorded-kettle');
    await moveTo(page, 'recorded-kettle', 40);
  },
  /** @param {Page} page */
  async done(page) {
    await openLog(page, 'recorded-kettle');
  },
  /** @param {Page} page */
  async watchedReading(page) {
    await VIEWS.reading(page);
    await watch(page);
  },
  /** @param {Page} page */
  async watchedThought(page) {
    await VIEWS.thinking(page);
    await watch(page);
  },
  /** @param {Page} page */
  async watchedWindows(page) {
    await openLog(page, 'two-windows-repaired');
    await moveTo(page, 'two-windows-repaired', 60);
    await watch(page);
  },
  /** @param {Page} page */
  async watchedDone(page) {
    await openLog(page, 'recorded-kettle');
    await watch(page);
  },
  /** @param {Page} page */
  async reading(page) {
    await openLog(page, 'read-kettle');
    await moveTo(page, 'read-kettle', 7);
    await page.locator('[data-reading="now"]').waitFor();
  },
  /** @param {Page} page */
  async read(page) {
    await openLog(page, 'read-kettle');
    await unfold(page, '.row-parts');
    await unfold(page, '.run-roles');
  },
  /** @param {Page} page */
  async repaired(page) {
    await openLog(page, 'two-windows-repaired');
  },
  /** @param {Page} page */
  async cursor(page) {
    await openLog(page, 'two-windows-repaired');
    await moveTo(page, 'two-windows-repaired', 60);
    await unfold(page, '.timeline-figures');
  },
  /** @param {Page} page */
  async charts(page) {
    await openLog(page, 'two-windows-repaired');
    await unfold(page, '.charts-fold');
    // Charts are drawn where they can be seen; rows that are drawn late push them down.
    await page.locator('.charts-fold .charts-frame').scrollIntoViewIfNeeded();
    await page.locator('.charts-fold .rank-chart svg').first().waitFor();
  },
  /** @param {Page} page */
  async limits(page) {
    await openLog(page, 'two-windows-repaired');
    await unfold(page, '.limits > details');
  },
  /** @param {Page} page */
  async exports(page) {
    await openLog(page, 'recorded-kettle');
    await unfold(page, '.export-menu');
  },
  /** @param {Page} page */
  async history(page) {
    await keepTwo(page);
  },
  /** @param {Page} page */
  async compare(page) {
    await keepTwo(page);
    for (const box of await page.locator('.kept-run > input').all()) await box.check();
    await page.locator('.kept-runs + p > button').click();
    await page.locator('.compared').waitFor();
  },
  /** A published prompt with a strategy of its own. @param {Page} page */
  async method(page) {
    await unfold(page, '#settings');
    await page.locator('#settings select').first().selectOption('rank-k');
    await page.locator('#settings option[value=pairwise]').first().waitFor({ state: 'attached' });
  },
  /** What `npm run evaluate` wrote, opened in Compare. @param {Page} page */
  async experiment(page) {
    await page.locator('header .view-switch button').nth(1).click();
    await page.locator('.compare-import input[type=file]').setInputFiles(`${EXPERIMENTS}methods-cranfield.jsonl`);
    await page.locator('.compare-table').first().waitFor();
  },
  /** A lesson whose guess is given, so that its stage can be moved. @param {Page} page */
  async lesson(page) {
    await page.locator('.view-switch button').nth(3).click();
    await page.locator('.lesson-guess input').first().check();
    await page.locator('.lesson-guess button').click();
    await page.locator('.stage-rows[data-movable]').waitFor();
  },
  /** @param {Page} page */
  async lenses(page) {
    await openLog(page, 'recorded-kettle');
    await page.locator('header .view-switch button').nth(2).click();
    await page.locator('.lens').waitFor();
  },
  /** The page of models, with every model of the list unfolded. @param {Page} page */
  async models(page) {
    await page.goto(new URL('models.html', page.url()).href);
    await page.locator('.models-machine').waitFor();
    await page.locator('.models-room').waitFor();
    await unfold(page, '.models-catalogue > details');
  },
  /** Recorded runs, two of them side by side. @param {Page} page */
  async gallery(page) {
    await page.locator('header .view-switch button').last().click();
    await page.locator('.gallery-beside button').first().click();
    await page.locator('.gallery-trace').nth(1).waitFor();
  },
  /** @param {Page} page */
  async glossary(page) {
    await openLog(page, 'recorded-kettle');
    await unfold(page, '.agreement');
    await page.locator('.agreement .terms button').first().click();
    await page.locator('dialog.glossary[open]').waitFor();
  },
  /** @param {Page} page */
  async help(page) {
    await page.locator('.header-facts > button').first().click();
    await page.locator('dialog[open]').waitFor();
  },
});

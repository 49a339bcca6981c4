import { cdp, page as browser } from 'vitest/browser';
import { expect, test } from 'vitest';
import '../../../src/ui/styles/compare.css';
import '../../../src/ui/styles/touch.css';
import { renderPage, startOf } from './scripted-page.tsx';
import type { Script } from './scripted-page.tsx';

const TOPICS = ['why is the sky blue at noon and red at dusk', 'how do vaccines train the immune system', 'cost of desalination per cubic metre', 'who painted the ceiling of the Sistine chapel', 'does coffee raise blood pressure', 'symptoms of vitamin D deficiency', 'history of the printing press in Asia', 'best practices for cold starts of serverless functions', 'are electric cars cleaner over their lifetime', 'how tall is the tallest tree', 'what is the boiling point of mercury', 'rules of cricket for beginners'];
const REQUESTS = TOPICS.map((text, q) => JSON.stringify({ query: { qid: `${101 + q}`, text }, candidates: Array.from({ length: 12 }, (_, i) => ({ docid: `msmarco_${q}_${i}`, score: 12 - i, doc: { contents: `Passage ${i} about ${text}: it explains in some detail what is known and cites two sources for it.` } })) })).join('\n');
const QRELS = TOPICS.flatMap((_, q) => [3, 7, 9].map((i, g) => `${101 + q} 0 msmarco_${q}_${(i + q) % 12} ${g + 1}`)).join('\n');
let seed = 7;
const rnd = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
const straight: Script = {
  async *run(run) {
    yield { ...startOf(run), forecast: { calls: [3, 5], promptTokens: [100, 9000], outputTokens: [1, 2000] } } as never;
    const type = run.settings.answerMode === 'first-token' ? 'first' : (run.settings.method?.strategy.type ?? 'sliding');
    const skill = { first: 0.9, sliding: 2.4, single: 1.8, setwise: 2.8, pointwise: 1.4 }[type as 'first'] ?? 1;
    const q = Number(run.request.query.id) - 101;
    const ids = run.request.candidates.map((c) => c.docId);
    const score = new Map(ids.map((id, i) => [id, ([3, 7, 9].some((g) => (g + q) % 12 === i) ? skill : 0) + rnd() * 2 - i * 0.05]));
    const cost = { calls: { first: 2, sliding: 2, single: 1, setwise: 9, pointwise: 12 }[type as 'first'] ?? 2, promptTokens: Math.round((({ first: 900, sliding: 2400, single: 1500, setwise: 7000, pointwise: 3600 } as Record<string, number>)[type] ?? 1) * (1 + rnd() * 0.2)), completionTokens: type === 'first' || type === 'pointwise' ? 0 : 600 };
    for (let i = 0; i < cost.calls; i++) yield { type: 'order-update', window: 0, ranking: ids, from: 'answer' } as never;
    yield { type: 'run-end', outcome: { type: 'complete' }, ranking: ids.toSorted((a, b) => (score.get(b) ?? 0) - (score.get(a) ?? 0)), cost } as never;
  },
};
const OUT = '/work/i7/node_modules/.u2shots';
async function shots(name: string): Promise<void> {
  for (const scheme of ['light', 'dark']) {
    await (cdp() as any).send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
    for (const width of [1280, 390]) {
      await browser.viewport(width, width < 500 ? 3200 : 2500);
      await new Promise((r) => setTimeout(r, 250));
      const wide = document.documentElement.scrollWidth;
      if (wide > width) console.log(`OVERFLOW ${name} ${width}: ${wide}`);
      await browser.screenshot({ element: document.querySelector('.app') as HTMLElement, path: `${OUT}/${name}-${width}-${scheme}.png` });
    }
  }
}
test('shots en', async () => {
  const lang = 'en';
  const p = await renderPage({ ...straight, preferences: { language: lang } });
  p.store.dispatch({ type: 'files-fill', files: [{ name: 'r.jsonl', text: REQUESTS }, { name: 'qrels.txt', text: QRELS }], origin: { type: 'files', names: ['r.jsonl', 'qrels.txt'] } });
  p.store.dispatch({ type: 'page-view-choose', view: 'compare' });
  p.store.dispatch({ type: 'experiment-draft', change: { scope: 'collection' } });
  await expect.poll(() => document.querySelector('.lab-add')).toBeTruthy();
  const add = [...document.querySelectorAll<HTMLButtonElement>('.lab-add button')];
  for (const i of [1, 2, 3, 4]) { add[i]?.click(); await new Promise((r) => setTimeout(r, 50)); }
  await shots(`setup-${lang}`);
  document.querySelector<HTMLButtonElement>('.lab-begin button')?.click();
  await expect.poll(() => p.store.getState().experiment.open?.cells.length, { timeout: 20000 }).toBe(48);
  await expect.poll(() => p.store.getState().experiment.run.type).toBe('idle');
  await shots(`results-${lang}`);
}, 120000);
test('shots fa', async () => {
  const lang = 'fa';
  const p = await renderPage({ ...straight, preferences: { language: lang } });
  p.store.dispatch({ type: 'files-fill', files: [{ name: 'r.jsonl', text: REQUESTS }, { name: 'qrels.txt', text: QRELS }], origin: { type: 'files', names: ['r.jsonl', 'qrels.txt'] } });
  p.store.dispatch({ type: 'page-view-choose', view: 'compare' });
  p.store.dispatch({ type: 'experiment-draft', change: { scope: 'collection' } });
  await expect.poll(() => document.querySelector('.lab-add')).toBeTruthy();
  const add = [...document.querySelectorAll<HTMLButtonElement>('.lab-add button')];
  for (const i of [1, 2, 3, 4]) { add[i]?.click(); await new Promise((r) => setTimeout(r, 50)); }
  await shots(`setup-${lang}`);
  document.querySelector<HTMLButtonElement>('.lab-begin button')?.click();
  await expect.poll(() => p.store.getState().experiment.open?.cells.length, { timeout: 20000 }).toBe(48);
  await expect.poll(() => p.store.getState().experiment.run.type).toBe('idle');
  await shots(`results-${lang}`);
}, 120000);

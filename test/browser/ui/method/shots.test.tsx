import { expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { renderPage } from '../scripted-page.tsx';
import { methodFor, methodLog } from '../../../support/method-log.ts';
import type { RunEvent } from '../../../../src/protocol/run-event.ts';

const OUT = '/work/i7/node_modules/.u1-shots';

async function shoot(name: string): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 250));
  for (const input of document.querySelectorAll('input')) {
    if (input.type === 'checkbox' || input.type === 'radio') input.toggleAttribute('checked', input.checked);
    else if (input.type !== 'file') input.setAttribute('value', input.value);
  }
  for (const area of document.querySelectorAll('textarea')) area.textContent = area.value;
  for (const select of document.querySelectorAll('select')) for (const option of select.options) option.toggleAttribute('selected', option.selected);
  const styles = [...document.querySelectorAll('style')].map((style) => style.outerHTML).join('');
  const root = document.documentElement;
  const html = `<!doctype html><html lang="${root.lang}" dir="${root.dir}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">${styles}<body>${document.body.innerHTML}</body></html>`;
  await commands.writeFile(`${OUT}/${name}.html`, html);
}

const passages = Array.from(
  { length: 12 },
  (_, i) => `${i + 1}. Passage number ${i + 1} about the sky and why it is blue at noon.`,
).join('\n');

async function openPage(language: 'en' | 'fa' | 'ru' | 'zh' = 'en') {
  const scripted = await renderPage({ preferences: { language } });
  scripted.store.dispatch({ type: 'input-fill', query: 'why is the sky blue', passages, origin: null });
  const fold = scripted.screen.container.querySelector<HTMLDetailsElement>('#settings');
  if (fold !== null) fold.open = true;
  return scripted;
}

test('settings own', async () => {
  const { screen } = await openPage();
  await shoot('settings-own');
  await screen.unmount();
});
test('settings rank1', async () => {
  const { screen, store } = await openPage();
  store.dispatch({ type: 'load-begin', loadId: 'x', thenRun: false });
  const m = await import('../scripted-page.tsx');
  store.dispatch({ type: 'load-end', loadId: 'x', result: { ok: true, value: m.MODEL } });
  const method = methodFor('rank-k', { strategy: { type: 'setwise', sort: 'heap', children: 3, top: 10 } });
  store.dispatch({
    type: 'method-choose',
    method: { ...method, scaling: { ...method.scaling, samples: 3, earlyStop: { sentences: 3, top: 3 } } },
    answerMode: 'free',
  });
  await shoot('settings-rank-k');
  store.dispatch({ type: 'method-choose', method: methodFor('rank1'), answerMode: 'constrained' });
  await shoot('settings-rank1');
  await screen.unmount();
});
test('settings fa', async () => {
  const { screen, store } = await openPage('fa');
  store.dispatch({ type: 'method-choose', method: methodFor('rearank'), answerMode: 'constrained' });
  await shoot('settings-fa');
  await screen.unmount();
});
test('editor', async () => {
  const { screen } = await openPage();
  await screen.getByRole('button', { name: 'Make an editable copy' }).click();
  const box = screen.getByLabelText('How it is shown');
  await box.fill('[{identifier}] {txt}');
  await shoot('editor');
  await screen.unmount();
});
test('editor scores', async () => {
  const { screen, store } = await openPage();
  store.dispatch({ type: 'method-choose', method: methodFor('grouprank'), answerMode: 'constrained' });
  await screen.getByRole('button', { name: 'Make an editable copy' }).click();
  await new Promise((resolve) => setTimeout(resolve, 100));
  document.querySelector('.preset-dialog')?.scrollTo(0, 3000);
  await shoot('editor-scores');
  await screen.unmount();
});

async function openRun(log: readonly RunEvent[], open = true) {
  const scripted = await renderPage({});
  scripted.store.dispatch({ type: 'log-open', log, origin: { type: 'file', name: 'x.json' } });
  await new Promise((resolve) => setTimeout(resolve, 200));
  if (open) {
    const folds = [...scripted.screen.container.querySelectorAll<HTMLDetailsElement>('details.window-trace')].slice(0, 3);
    for (const fold of folds) fold.open = true;
    await new Promise((resolve) => setTimeout(resolve, 100));
    for (const fold of scripted.screen.container.querySelectorAll<HTMLDetailsElement>('.window-trace details, .run-cost'))
      fold.open = true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return scripted;
}

test('run first token ties', async () => {
  const method = methodFor('first', { strategy: { type: 'single' } });
  const log = await methodLog({
    count: 6,
    method,
    settings: { answerMode: 'first-token' },
    believe: () => [-3, -1, -1, -5, -2, -2],
  });
  const { screen } = await openRun(log);
  await shoot('run-first');
  await screen.unmount();
});
test('run samples free', async () => {
  const base = methodFor('rank-k', { strategy: { type: 'single' }, parser: 'rank-k' });
  const answers = ['[2] > [1] > [3] > [4]', '[1] > [2] = [3] > [4]', 'In short: [4], [4], [9]'];
  const log = await methodLog({
    count: 4,
    method: { ...base, scaling: { ...base.scaling, samples: 3 } },
    says: (call) => ['<think>', 'In 2019 [3] said it. Still [1] is more direct than [2].', '</think>', answers[call] ?? ''],
    settings: { answerMode: 'free' },
  });
  const { screen } = await openRun(log);
  await shoot('run-samples');
  await screen.unmount();
});
test('run waits and cut', async () => {
  const base = methodFor('rank-k', { strategy: { type: 'single' } });
  const says = (call: number): readonly string[] =>
    call === 0
      ? ['<think>', 'First [2] says it best.', '</think>']
      : call === 1
        ? [
            ' But [1] explains the',
            ' scattering too. Also',
            ' [3] is',
            ' not about the',
            ' sky at all so',
            ' I',
            ' would',
            ' go',
            ' on',
            ' and',
            ' on',
            ' for',
            ' ever',
          ]
        : ['[1] > [2] > [3]'];
  const log = await methodLog({
    count: 3,
    method: { ...base, scaling: { ...base.scaling, waits: 1 } },
    says,
    settings: { thoughtTokens: 10 },
  });
  const { screen } = await openRun(log);
  await shoot('run-waits');
  await screen.unmount();
});
test('run pointwise and pairwise', async () => {
  const { screen } = await openRun(await methodLog({ count: 8, method: methodFor('qwen3-reranker') }));
  await shoot('run-pointwise');
  await screen.unmount();
  const pair = methodFor('instruct-direct', { strategy: { type: 'pairwise', sort: 'heap', top: 3 } });
  const second = await openRun(await methodLog({ count: 6, method: pair, settings: { answerMode: 'first-token' } }));
  await shoot('run-pairwise');
  await second.screen.unmount();
});
test('ok', () => expect(1).toBe(1));

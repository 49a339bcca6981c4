import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { OURS, renderSettings } from './settings-page.tsx';
import type { SettingsPage } from './settings-page.tsx';
import { SHIPPED_PRESET } from '../../../../src/core/preset/shipped.ts';

const forecastOf = ({ container }: SettingsPage['screen']): string => container.querySelector('.forecast')?.textContent ?? '';

test('the model’s own prompt is the default, and no method is in the settings', async () => {
  const { screen, state } = await renderSettings();
  await expect.element(screen.getByLabelText('Prompt', { exact: true })).toHaveValue('');
  expect(state().settings).toEqual({});
  await expect.poll(() => forecastOf(screen)).toContain('Forecast 3 calls · tokens are known once the model is loaded');
});

test('a published prompt brings its strategy and parser, and a model that is not one of its own is told so', async () => {
  const { screen, state } = await renderSettings({ model: OURS });
  await screen.getByLabelText('Prompt', { exact: true }).selectOptions('rank-k');
  const { method, answerMode } = state().settings;
  expect(method).toMatchObject({
    preset: { id: 'rank-k' },
    strategy: { type: 'sliding', size: 20, stride: 10 },
    parser: 'rank-k',
  });
  expect(answerMode).toBe('locked');
  await expect.element(screen.getByText(/This model was not trained with this prompt/u)).toBeVisible();
  await screen.getByLabelText('Prompt', { exact: true }).selectOptions('glassrank-1');
  await expect.element(screen.getByText(/This model was not trained/u)).not.toBeInTheDocument();
  await screen.getByLabelText('Prompt', { exact: true }).selectOptions('');
  expect('method' in state().settings).toBe(false);
});

test('a prompt with reading scores lets one choose how passages are read, and what the score weighs', async () => {
  const { screen, state } = await renderSettings({ model: OURS });
  await screen.getByLabelText('Prompt', { exact: true }).selectOptions('glassrank-1');
  await expect.element(screen.getByText('Reading scores')).not.toBeInTheDocument();
  await screen.getByLabelText('Prompt', { exact: true }).selectOptions('glassrank-2');
  await expect.element(screen.getByLabelText(/^In one go/u)).toBeChecked();
  await screen.getByLabelText('Weight of the reading').fill('0.8');
  await screen.getByLabelText(/^Each apart/u).click();
  expect(state().settings).toMatchObject({ reading: 'apart', readingWeight: 0.8 });
  await screen.getByLabelText(/^Off/u).click();
  await expect.element(screen.getByLabelText('Weight of the reading')).not.toBeInTheDocument();
});

test('what a prompt cannot do can’t be chosen and says why; the answer mode goes to one that it can', async () => {
  const { screen, state } = await renderSettings();
  await screen.getByLabelText('Prompt', { exact: true }).selectOptions('rank1');
  expect(state().settings.answerMode).toBe('constrained');
  await expect.element(screen.getByLabelText(/^Locked/u)).toBeDisabled();
  await expect.element(screen.getByText(/so quotes cannot be tied to them/u)).toBeVisible();
  const sliding = screen.container.querySelector<HTMLOptionElement>('option[value="sliding"]');
  expect(sliding?.disabled).toBe(true);
  expect(sliding?.textContent).toContain('cannot answer it');
});

test('a strategy’s number out of its range is named beside its field and changes nothing', async () => {
  const { screen, state } = await renderSettings();
  await screen.getByLabelText('Prompt', { exact: true }).selectOptions('rank-k');
  const stride = screen.getByLabelText('Stride');
  await stride.fill('30');
  await expect.element(screen.getByText('A whole number from 1 to 20; until then 10 stays.')).toBeVisible();
  expect(state().settings.method?.strategy).toEqual({ type: 'sliding', size: 20, stride: 10, passes: 1 });
  await stride.fill('4');
  expect(state().settings.method?.strategy).toEqual({ type: 'sliding', size: 20, stride: 4, passes: 1 });
});

test('another strategy over the model’s own prompt becomes a method that keeps the words chosen for passages', async () => {
  const { screen, state } = await renderSettings();
  await screen.getByLabelText('Words per passage').fill('77');
  await screen.getByLabelText('Strategy').selectOptions('pairwise');
  const { method } = state().settings;
  expect(method).toMatchObject({
    preset: { id: SHIPPED_PRESET, cut: { most: 77 } },
    strategy: { type: 'pairwise', sort: 'heap' },
  });
  await screen.getByLabelText('Sorting').selectOptions('all');
  await expect.poll(() => forecastOf(screen)).toContain('380 calls');
});

test('free answers are read by the system’s own parser or ours; waits and early stop are ruled out there', async () => {
  const { screen, state } = await renderSettings();
  await screen.getByLabelText('Prompt', { exact: true }).selectOptions('reasonrank');
  await expect.element(screen.getByLabelText('Reading of free answers')).not.toBeInTheDocument();
  await screen.getByLabelText(/^Free/u).click();
  await expect.element(screen.getByLabelText('Reading of free answers')).toHaveValue('reasonrank');
  await screen.getByLabelText('Reading of free answers').selectOptions('glassrank');
  expect(state().settings.method?.parser).toBe('glassrank');
  await screen.getByText('More tokens for a better order').click();
  await expect.element(screen.getByLabelText('“Wait” marks (a toy)')).toBeDisabled();
  await expect.element(screen.getByLabelText(/^Stop a thought early/u)).toBeDisabled();
});

test('a fold that opened for what is spent stays open when that is taken back, under the hand that does it', async () => {
  const { screen } = await renderSettings();
  await screen.getByLabelText('Prompt', { exact: true }).selectOptions('rank-k');
  const fold = (): HTMLDetailsElement | null => screen.container.querySelector<HTMLDetailsElement>('.method-more');
  await expect.poll(fold).not.toBeNull();
  expect(fold()?.open).toBe(false);
  fold()?.querySelector('summary')?.click();
  const samples = screen.getByLabelText('Samples');
  await samples.fill('3');
  await samples.fill('1');
  await expect.poll(() => new Promise((done) => setTimeout(() => done(fold()?.open), 50))).toBe(true);
  await expect.element(samples).toHaveFocus();
});

test('samples and early stop are part of the method, and samples multiply the calls', async () => {
  const { screen, state } = await renderSettings();
  await screen.getByLabelText('Prompt', { exact: true }).selectOptions('rank-k');
  await screen.getByText('More tokens for a better order').click();
  await screen.getByLabelText('Samples').fill('4');
  await screen.getByLabelText('Fused by').selectOptions('kemeny');
  await screen.getByLabelText(/^Stop a thought early/u).click();
  await screen.getByLabelText('For so many sentences').fill('5');
  expect(state().settings.method?.scaling).toEqual({
    samples: 4,
    fuse: 'kemeny',
    waits: 0,
    earlyStop: { sentences: 5, top: 3 },
    instantOrder: false,
  });
  await expect.poll(() => forecastOf(screen)).toContain('4 calls');
});

test('the engine’s forecast adds tokens to the calls', async () => {
  const forecast = { calls: [3, 3], promptTokens: [2100, 2200], outputTokens: [3, 900] } as const;
  const { screen } = await renderSettings({ model: OURS, forecast });
  await expect
    .poll(() => forecastOf(screen))
    .toContain('Forecast 3 calls · 2,100–2,200 tokens read · at most 900 written · time is known after a first run here');
});

test('a copy is edited at once; what has a problem is named at its field, kept, and not used', async () => {
  const { screen, state } = await renderSettings();
  await screen.getByLabelText('Prompt', { exact: true }).selectOptions('rank-k');
  await screen.getByRole('button', { name: 'Make an editable copy' }).click();
  await expect.element(screen.getByRole('dialog', { name: 'Edit: Rank-K (copy)' })).toBeVisible();
  const shown = screen.getByLabelText('How it is shown');
  const before = state().settings.method?.preset.passage;
  await shown.fill('[{identifier}] {txt}');
  await expect.element(screen.getByText(/\{txt\} means nothing in passage/u)).toBeVisible();
  await expect.element(shown).toHaveAttribute('aria-invalid', 'true');
  expect(state().preferences.ownPresets[0]?.draft?.passage).toBe('[{identifier}] {txt}');
  expect(state().settings.method?.preset.passage).toBe(before);
  await shown.fill('<{identifier}> {text}');
  await expect.element(screen.getByText('Nothing is wrong with it.')).toBeVisible();
  expect(state().settings.method?.preset).toMatchObject({ id: 'rank-k-copy', passage: '<{identifier}> {text}' });
  await userEvent.keyboard('{Escape}');
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument();
});

test('a deleted copy can be brought back', async () => {
  const { screen, state } = await renderSettings();
  await screen.getByRole('button', { name: 'Make an editable copy' }).click();
  await screen.getByRole('button', { name: 'Done' }).click();
  await screen.getByRole('button', { name: 'Delete' }).click();
  expect(state().preferences.ownPresets).toEqual([]);
  expect('method' in state().settings).toBe(false);
  await screen.getByRole('button', { name: 'Undo' }).click();
  expect(state().preferences.ownPresets.map(({ preset }) => preset.id)).toEqual([`${SHIPPED_PRESET}-copy`]);
  await expect.element(screen.getByLabelText('Prompt', { exact: true })).toHaveValue(`${SHIPPED_PRESET}-copy`);
});

test('a prompt leaves as JSON and as a RankLLM template, which says what it cannot say, and both come back', async () => {
  const { screen, saved, state } = await renderSettings();
  await screen.getByLabelText('Prompt', { exact: true }).selectOptions('rankzephyr');
  await screen.getByRole('button', { name: 'as JSON' }).click();
  await screen.getByRole('button', { name: 'as RankLLM YAML' }).click();
  await expect.element(screen.getByText(/Left out, as a template has no place for it/u)).toBeVisible();
  expect(saved.map(({ name }) => name)).toEqual(['rankzephyr.json', 'rankzephyr.yaml']);
  const chooser = screen.container.querySelector<HTMLInputElement>('.preset-files input[type="file"]');
  if (chooser === null) throw new Error('no chooser');
  for (const { name, text } of saved) await userEvent.upload(chooser, new File([text], name));
  await expect.poll(() => state().preferences.ownPresets.length).toBe(2);
  const [json, yaml] = state().preferences.ownPresets.map(({ preset }) => preset);
  expect(json).toMatchObject({ id: 'rankzephyr-2', title: 'RankZephyr' });
  expect(yaml?.messages).toEqual(json?.messages);
  expect(state().settings.method?.preset.id).toBe(yaml?.id);
});

test('a prompt’s file that cannot be read is refused with places, and nothing is lost', async () => {
  const { screen, state } = await renderSettings();
  const chooser = screen.container.querySelector<HTMLInputElement>('.preset-files input[type="file"]');
  if (chooser === null) throw new Error('no chooser');
  await userEvent.upload(chooser, new File(['{ "id": 3 }'], 'mine.json'));
  await expect.element(screen.getByText('“mine.json” could not be read as a prompt.')).toBeVisible();
  await expect.element(screen.getByText(/id must be a text/u)).toBeVisible();
  expect(state().preferences.ownPresets).toEqual([]);
});

test('a file that is larger than any prompt is refused by its size, before anybody reads it', async () => {
  const { screen, state } = await renderSettings();
  const chooser = screen.container.querySelector<HTMLInputElement>('.preset-files input[type="file"]');
  if (chooser === null) throw new Error('no chooser');
  const reads = vi.spyOn(Blob.prototype, 'text');
  await userEvent.upload(chooser, new File(['key: "text"\n'.repeat(300_000)], 'much.yaml'));
  await expect.element(screen.getByText('“much.yaml” could not be read as a prompt.')).toBeVisible();
  await expect.element(screen.getByText(/has 100 kB at most, and this one has 3\.6 MB/u)).toBeVisible();
  expect(reads).not.toHaveBeenCalled();
  reads.mockRestore();
  expect(state().preferences.ownPresets).toEqual([]);
});

test.each(['fa', 'ru', 'zh'] as const)('in %s the settings, the editor and the forecast speak the language', async (language) => {
  const { screen } = await renderSettings({ language });
  const copy = screen.container.querySelectorAll<HTMLButtonElement>('.preset-actions .link')[0];
  copy?.click();
  await expect.element(screen.getByRole('dialog')).toBeVisible();
  const labels = [...document.querySelectorAll('.preset-dialog label, .method > .field > label')].map(
    ({ textContent }) => textContent,
  );
  expect(labels.length).toBeGreaterThan(20);
  expect(labels.filter((label) => /[a-z]{4,}/u.test(label))).toEqual([]);
});

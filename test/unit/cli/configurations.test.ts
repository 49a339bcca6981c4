import { describe, expect, it } from 'vitest';
import { evaluationConfigurations } from '../../../src/cli/configurations.ts';
import type { ConfigurationEntry } from '../../../src/cli/configurations.ts';
import { preset } from '../../../src/core/preset/built-in.ts';
import type { LoadedModel } from '../../../src/engines/engine-client.ts';
import { startSettings } from '../../../src/core/run/settings.ts';

const model: Pick<LoadedModel, 'identity' | 'defaults'> = {
  identity: { id: 'm', manifestSha256: '', library: '', template: 'glassrank-1', engine: '', adapter: '' },
  defaults: startSettings({ priorWeight: 2.5 }),
};
const read = (entry: ConfigurationEntry) => evaluationConfigurations(entry, model);
const made = (entry: ConfigurationEntry) => {
  const result = read(entry);
  if (!result.ok) throw new Error(result.error);
  return result.value;
};
const settingsOf = (entry: ConfigurationEntry) => made(entry)[0]?.settings;
const problemOf = (entry: ConfigurationEntry) => {
  const result = read(entry);
  return result.ok ? null : result.error;
};

describe('a configuration as a person names it', () => {
  it('is the model’s own settings where nothing is named, without a method', () => {
    expect(settingsOf({})).toEqual(model.defaults);
  });

  it('takes the rest of a method from its preset, and the usual numbers of another strategy', () => {
    expect(settingsOf({ settings: { method: { preset: 'rank-k' } } })?.method).toMatchObject({
      preset: preset('rank-k'),
      strategy: preset('rank-k').strategy,
      parser: 'rank-k',
      scaling: { samples: 1 },
    });
    expect(
      settingsOf({ settings: { method: { preset: 'rank-k', strategy: { type: 'top-down', window: 8 } } } })?.method,
    ).toMatchObject({
      strategy: { type: 'top-down', size: 8, cutoff: 10 },
    });
    expect(settingsOf({ settings: { method: { strategy: { type: 'tournament', group: 5 } } } })?.method?.strategy).toMatchObject({
      groupSize: 5,
    });
  });

  it('cuts passages as asked instead of as the preset cuts, from the same end', () => {
    expect(settingsOf({ settings: { method: { preset: 'rank-k', words: 20 } } })?.method?.preset.cut).toEqual({
      unit: 'words',
      most: 20,
      from: 'start',
    });
  });

  it('holds answers without locking thoughts where a preset has none, unless a mode is asked for', () => {
    expect(settingsOf({ settings: { method: { preset: 'rankgpt' } } })?.answerMode).toBe('constrained');
    expect(settingsOf({ settings: { method: { preset: 'glassrank-1' } } })?.answerMode).toBe('locked');
    expect(settingsOf({ settings: { answerMode: 'free', method: { preset: 'rankgpt' } } })?.answerMode).toBe('free');
  });

  it('becomes one configuration for each value of a sweep, with the model’s own method where it has none', () => {
    const swept = made({ name: 'x', sweep: { setting: 'samples', values: [1, 3] } });
    expect(swept.map(({ settings }) => settings.method?.scaling.samples)).toEqual([1, 3]);
    expect(new Set(swept.map(({ id }) => id)).size).toBe(2);
    const strategies = made({ sweep: { setting: 'strategy', values: [{ type: 'single' }, { type: 'setwise', top: 3 }] } });
    expect(strategies.map(({ settings }) => settings.method?.strategy)).toEqual([
      { type: 'single' },
      { type: 'setwise', sort: 'heap', children: 3, top: 3 },
    ]);
  });

  it.each<[ConfigurationEntry, string]>([
    [{ settings: { method: { preset: 'no' } } }, 'There is no preset no; there are glassrank-1, '],
    [{ settings: { method: { strategy: { type: 'no' } } } }, 'There is no strategy no; there are sliding, '],
    [
      { settings: { method: { strategy: { type: 'setwise', stride: 2 } } } },
      'The strategy setwise has no stride; it has sort, children, top.',
    ],
    [{ settings: { method: { strategy: { type: 'single', size: 2 } } } }, 'The strategy single has no size; it has no numbers.'],
    [{ settings: { method: { parser: 'no' } } }, 'There is no parser no; there are glassrank, '],
    [{ settings: { method: { preset: { file: 'x.json', text: '{\n]' } } } }, 'x.json:2:'],
    [{ settings: { method: { preset: { file: 'x.yaml', text: 'method: no\n' } } } }, 'x.yaml:1:'],
  ])('%j: says what is wrong and what there is', (entry, message) => {
    expect(problemOf(entry)).toContain(message);
  });

  it('refuses fields that nothing reads', () => {
    expect(problemOf({ settings: JSON.parse('{"thougthTokens": 3}') as object })).toContain('There is no setting thougthTokens');
    expect(problemOf({ settings: { method: { scaling: JSON.parse('{"sample": 3}') as object } } })).toContain(
      'Scaling has no sample',
    );
    expect(problemOf({ settings: JSON.parse('{"answerMode": "strict"}') as object })).toContain('There is no answer mode strict');
  });
});

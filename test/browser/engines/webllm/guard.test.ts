import { MLCEngine } from '@mlc-ai/web-llm';
import { beforeAll, describe, expect, it } from 'vitest';
import { judgeGuard, LOGIT_BOUND, MOST_TIES, precisionOf, prefillChunkOf, promptsFor } from '../../../../bench/judge-guard.mjs';
import { readAdapter, whyNotRunnable } from '../../../../bench/library-needs.mjs';
import { recordGuard } from '../../../../bench/record-guard.mjs';
import type { Golden, Recorded } from '../../../../bench/record-guard.mjs';
import golden from '../../../fixtures/guard/test-tiny.json' with { type: 'json' };
import { deep } from '../../../support/profile.ts';

/** The golden file is torch's: `python -m models.verify public/models/test-tiny DEQUANTIZED --write test/fixtures/guard/test-tiny.json`. */
const torch: Golden = golden;
const folderUrl = new URL(`/models/${torch.model}/`, location.href).href;

interface Manifest {
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
}
const manifest = (await (await fetch(`${folderUrl}manifest.json`)).json()) as Manifest;
const libraries = manifest.files.flatMap(({ name }) => (name.endsWith('.wasm') ? [name] : []));
const adapter = await readAdapter();

it('the golden file is of the weights and the tokenizer that ship', () => {
  const shipped = Object.fromEntries(manifest.files.map(({ name, sha256 }) => [name, sha256]));
  expect(shipped).toMatchObject(torch.weights);
});

it('the adapter runs a library for CPUs and one for GPUs at least', () => {
  if (adapter === null) throw new Error('no WebGPU adapter');
  const runnable = libraries.filter((library) => whyNotRunnable(library, adapter) === null);
  expect(runnable.some((library) => library.startsWith('software'))).toBe(true);
  expect(runnable).toContain('gpu.wasm');
});

describe('judging one prompt', () => {
  const [prompt] = torch.prompts;
  if (prompt === undefined) throw new Error('the golden file is empty');
  const bound = LOGIT_BOUND.f32;
  /** What a library equal to torch would record. */
  const equal: Recorded = {
    promptTokens: prompt.promptTokens,
    idsSha256: prompt.idsSha256,
    best: [...prompt.tokens],
    sampled: [...prompt.tokens],
    first: [...prompt.first.values],
    last: [...prompt.last.values],
    finite: true,
    prefillPerSecond: 1,
    decodePerSecond: 1,
    text: '',
  };
  const third = prompt.first.ids[2] ?? Number.NaN;
  const tie = { ...prompt, gaps: prompt.gaps.with(0, bound / 2) };
  const takes = (token: number | undefined): Recorded => ({ ...equal, best: equal.best.with(0, token ?? Number.NaN) });

  it('finds nothing in what is equal', () => {
    expect(judgeGuard({ prompt, recorded: equal, bound })).toEqual({ ties: 0, difference: 0, problems: [] });
  });

  it('lets a tie be either of torch’s two best tokens and no third', () => {
    expect(judgeGuard({ prompt: tie, recorded: equal, bound })).toMatchObject({ ties: 1, problems: [] });
    expect(judgeGuard({ prompt: tie, recorded: takes(prompt.second[0]), bound })).toMatchObject({ ties: 1, problems: [] });
    expect(judgeGuard({ prompt: tie, recorded: takes(third), bound }).problems).toHaveLength(1);
    expect(judgeGuard({ prompt, recorded: takes(prompt.second[0]), bound }).problems).toHaveLength(1);
  });

  it.each<[string, Recorded]>([
    ['a token missing', { ...equal, best: equal.best.slice(1), sampled: equal.sampled.slice(1) }],
    ['a token too many', { ...equal, best: [...equal.best, 5] }],
    ['a sampler that takes another token than the best', { ...equal, sampled: equal.sampled.with(2, third) }],
    ['a logit that is no number', { ...equal, finite: false }],
    ['logits that were not recorded', { ...equal, last: [] }],
    ['NaN where torch has a logit', { ...equal, first: equal.first.with(3, Number.NaN) }],
    ['a logit beyond the bound', { ...equal, first: equal.first.with(-1, (equal.first.at(-1) ?? 0) - 1.01 * bound) }],
    ['other prompt tokens', { ...equal, idsSha256: '' }],
  ])('finds %s', (_what, recorded) => {
    expect(judgeGuard({ prompt, recorded, bound }).problems).not.toEqual([]);
  });

  it('a library with a prefill chunk that the golden file has no prompts for is refused, not passed', () => {
    expect(() => promptsFor(torch, 77)).toThrow(/prefill chunks .* the library's is 77/);
  });
});

/**
 * The library that this machine's adapter is for is held to all twenty prompts. Those for GPUs are slow where the CPU is the GPU: here they are held to
 * two of different kinds, and to all in the deep profile and on a real GPU (`npm run test:gpu`).
 */
const FEW = ['a chunk and one', 'every special token'];
const promptsOf = (library: string, all: Golden['prompts']): Golden['prompts'] =>
  deep || library.startsWith('software') ? all : all.filter(({ name }) => FEW.includes(name));

describe.each(libraries)('%s against torch', { timeout: 900_000 }, (library) => {
  const why = adapter === null ? 'there is no adapter' : whyNotRunnable(library, adapter);
  if (why !== null) {
    it.skip(`left out: ${why}`, () => {});
    return;
  }
  const bound = LOGIT_BOUND[precisionOf(library)];
  let prompts: Golden['prompts'] = [];
  let recorded: readonly Recorded[] = [];
  beforeAll(async () => {
    prompts = promptsOf(
      library,
      promptsFor(torch, prefillChunkOf(new Uint8Array(await (await fetch(folderUrl + library)).arrayBuffer()))),
    );
    ({ recorded } = await recordGuard({ MLCEngine, folderUrl, libraryUrl: folderUrl + library, prompts }));
  }, 900_000);
  const judge = (change: (prompt: Golden['prompts'][number]) => Golden['prompts'][number] = (prompt) => prompt) =>
    recorded.map((one, index) => {
      const prompt = prompts[index];
      if (prompt === undefined) throw new Error('more was recorded than asked for');
      return { name: prompt.name, ...judgeGuard({ prompt: change(prompt), recorded: one, bound }) };
    });

  it('writes the same tokens, and its logits are within the bound', () => {
    const judged = judge();
    expect(judged).toHaveLength(deep || library.startsWith('software') ? 20 : FEW.length);
    const ties = judged.reduce((sum, one) => sum + one.ties, 0);
    const difference = Math.max(...judged.map((one) => one.difference));
    console.log(
      `${library}: largest logit difference ${difference.toFixed(5)} (bound ${bound}), ${ties} ties of ${8 * judged.length} positions`,
    );
    expect(judged.filter(({ problems }) => problems.length > 0)).toEqual([]);
    expect(ties).toBeLessThanOrEqual(MOST_TIES[precisionOf(library)]);
  });

  it('is found wrong on every prompt when one token of torch were another', () => {
    const other = judge((prompt) => ({
      ...prompt,
      tokens: prompt.tokens.with(3, prompt.tokens[3] === 0 ? 1 : 0),
      gaps: prompt.gaps.with(3, 1),
    }));
    expect(other.filter(({ problems }) => problems.length === 0)).toEqual([]);
  });

  it('is found wrong on every prompt when one logit of torch were twice the bound off', () => {
    const moved = judge(({ last, ...prompt }) => {
      const [value = Number.NaN] = last.values.slice(-1);
      return { ...prompt, last: { ...last, values: last.values.with(-1, value + 2 * bound) } };
    });
    expect(moved.filter(({ problems }) => problems.length === 0)).toEqual([]);
  });
});

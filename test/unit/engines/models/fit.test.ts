import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../../src/engines/models/catalogue.ts';
import { FIRST_STAGE } from '../../../../src/engines/models/facts.ts';
import {
  bestVariant,
  canRun,
  demandOf,
  embeddedDemand,
  fitOn,
  measuredTogether,
  memoryToHold,
  nearestFitting,
  recommend,
  usableBufferBytes,
} from '../../../../src/engines/models/fit.ts';
import type { Demand, Machine, MeasuredMemory, Recommendation } from '../../../../src/engines/models/fit.ts';
import { cases } from '../../../support/profile.ts';

const GB = 1e9;
const GIB = 2 ** 30;
const large: Machine = {
  software: false,
  features: ['shader-f16'],
  maxBufferBytes: 4 * GIB,
  maxBindingBytes: 4 * GIB,
  memory: null,
};
const holding = (bytes: number, isAll = true): Machine => ({ ...large, memory: { bytes, isAll } });
const model = (name: string): ReturnType<typeof catalogue>[number] => {
  const found = catalogue().find((one) => one.name === name);
  if (found === undefined) throw new Error(`${name} is not offered`);
  return found;
};
const demands: readonly Demand[] = [
  embeddedDemand(),
  ...catalogue().flatMap(({ variants }) => variants.map((variant) => demandOf(variant, 4096))),
];

describe('whether a machine can hold a model', () => {
  it('nothing runs without WebGPU', () => {
    for (const demand of demands) expect(fitOn(null, demand)).toEqual({ fits: 'no', why: { code: 'no-gpu' } });
  });

  it('16-bit code needs an adapter that has it; the 32-bit quantization runs without', () => {
    const old = { ...large, features: [] };
    const [half, single] = model('Qwen3-4B').variants.map((variant) => fitOn(old, demandOf(variant, 4096)));
    expect(half).toEqual({ fits: 'no', why: { code: 'feature', feature: 'shader-f16' } });
    expect(single).toEqual({ fits: 'unmeasured' });
    expect(bestVariant(old, model('Qwen3-4B'), 4096).variant.quantization).toBe('q4f32_1');
    expect(bestVariant(large, model('Qwen3-4B'), 4096).variant.quantization).toBe('q4f16_1');
  });

  it('an adapter that offers less than a gibibyte is used for the least that WebGPU guarantees, as WebLLM asks', () => {
    expect(usableBufferBytes({ maxBufferBytes: 2 * GIB, maxBindingBytes: 2 * GIB })).toBe(GIB);
    expect(usableBufferBytes({ maxBufferBytes: 2 * GIB, maxBindingBytes: GIB - 4 })).toBe(2 ** 27);
    const small = { ...large, maxBufferBytes: 2 ** 28, maxBindingBytes: 2 ** 27 };
    const { fit } = bestVariant(small, model('Qwen3-8B'), 4096);
    expect(fit).toEqual({ fits: 'no', why: { code: 'buffer', needed: (151_936 * 4096) / 2, offered: 2 ** 27 } });
    // Qwen3-0.6B's embedding has 78 MB.
    expect(bestVariant(small, model('Qwen3-0.6B'), 4096).fit).toEqual({ fits: 'unmeasured' });
  });

  it('an upload decides on memory: held is enough, refused is not, and not tried is said', () => {
    const [variant] = model('Qwen3-4B').variants;
    if (variant === undefined) throw new Error('Qwen3-4B has no quantization');
    const demand = demandOf(variant, 4096);
    const whole = memoryToHold(demand);
    expect(whole).toBeGreaterThan(demand.memoryBytes);
    expect(fitOn(holding(whole), demand)).toEqual({ fits: 'measured' });
    expect(fitOn(holding(whole - 1), demand)).toEqual({
      fits: 'no',
      why: { code: 'memory', needed: whole, measured: whole - 1 },
    });
    expect(fitOn(holding(whole - 1, false), demand)).toEqual({ fits: 'unmeasured' });
    // A longer context takes more.
    expect(fitOn(holding(whole), demandOf(variant, 16_384))).toMatchObject({ fits: 'no', why: { code: 'memory' } });
  });

  it('on a processor all runs slowly', () => {
    expect(fitOn({ ...large, software: true }, demandOf(model('Qwen3-4B').variants[0] as never, 4096))).toEqual({ fits: 'slow' });
  });

  it('the nearest that fits is of the same kind, where one is', () => {
    const named = (name: string, memoryBytes: number, kind: string): Demand => ({
      id: name,
      features: [],
      memoryBytes,
      largestBufferBytes: null,
      kind,
    });
    const others = [named('small', GB, 'one'), named('other', 2 * GB, 'two'), named('large', 9 * GB, 'one')];
    expect(nearestFitting(holding(3 * GB), named('wanted', 8 * GB, 'one'), others)?.id).toBe('small');
    expect(nearestFitting(holding(3 * GB), named('wanted', 8 * GB, 'three'), others)?.id).toBe('other');
    // Nothing smaller fits: the smallest that does.
    expect(nearestFitting(holding(3 * GB), named('wanted', GB / 2, 'three'), others)?.id).toBe('small');
    expect(nearestFitting(holding(GB / 2), named('wanted', GB, 'one'), others)).toBe(null);
  });

  it('two uploads together know the most that was held', () => {
    const reached = { bytes: 2 * GB, isAll: false };
    const full = { bytes: 5 * GB, isAll: true };
    expect(measuredTogether(null, reached)).toEqual(reached);
    expect(measuredTogether(reached, full)).toEqual(full);
    expect(measuredTogether(full, reached)).toEqual(full);
    expect(measuredTogether({ bytes: 3 * GB, isAll: true }, full)).toEqual(full);
  });
});

describe('the model that is recommended', () => {
  const name = (one: Recommendation): string => (one.type === 'catalogue' ? `${one.model.name} (${one.reason})` : one.type);

  it('is the built-in one without WebGPU, and where graphics code runs on the processor', () => {
    expect(recommend(null, catalogue(), 4096)).toMatchObject({ type: 'embedded', reason: 'processor' });
    expect(recommend({ ...large, software: true }, catalogue(), 4096)).toMatchObject({ type: 'embedded', reason: 'software' });
  });

  it('is the smallest that clearly beats its first stage while memory is not known, and the best that an upload held after that', () => {
    expect(name(recommend(large, catalogue(), 4096))).toBe('Qwen3-4B (unmeasured)');
    expect(name(recommend(holding(4 * GB), catalogue(), 4096))).toBe('Qwen3-4B (measured)');
    expect(name(recommend(holding(8 * GB), catalogue(), 4096))).toBe('Qwen3-8B (measured)');
  });

  it('is the built-in one where only models fit that hardly beat the order they are given, and that is said with figures', () => {
    const said = recommend(holding(2.5 * GB), catalogue(), 4096);
    expect(said).toMatchObject({
      type: 'embedded',
      reason: 'small',
      best: { name: 'Qwen3-1.7B', figure: 0.6412 },
      short: { name: 'Qwen3-4B', why: { code: 'memory', measured: 2.5 * GB } },
    });
    expect(0.6412 - FIRST_STAGE).toBeLessThan(0.01);
  });
});

const arbitraryMemory: fc.Arbitrary<MeasuredMemory | null> = fc.option(
  fc.record({ bytes: fc.integer({ min: 0, max: 12 * GB }), isAll: fc.boolean() }),
);
const arbitraryMachine: fc.Arbitrary<Machine | null> = fc.option(
  fc.record({
    software: fc.boolean(),
    features: fc.subarray(['shader-f16', 'subgroups']),
    maxBufferBytes: fc.constantFrom(2 ** 28, 2 ** 29, GIB, 4 * GIB),
    maxBindingBytes: fc.constantFrom(2 ** 27, 2 ** 28, GIB, 4 * GIB),
    memory: arbitraryMemory,
  }),
  { freq: 20 },
);
const arbitraryContext = fc.constantFrom(4096, 8192, 16_384);
const runs = { numRuns: cases(2000) };

describe('on any machine', () => {
  it('the nearest model to one that does not fit fits, and there is one wherever any fits', () => {
    fc.assert(
      fc.property(arbitraryMachine, fc.constantFrom(...demands), (machine, demand) => {
        const nearest = nearestFitting(machine, demand, demands);
        if (nearest === null) expect(demands.filter((one) => canRun(fitOn(machine, one)))).toEqual([]);
        else expect(canRun(fitOn(machine, nearest))).toBe(true);
        if (canRun(fitOn(machine, demand))) expect(nearest?.memoryBytes).toBe(demand.memoryBytes);
      }),
      runs,
    );
  });

  it('what is recommended fits, and beats the first stage clearly or comes with the page', () => {
    fc.assert(
      fc.property(arbitraryMachine, arbitraryContext, (machine, contextTokens) => {
        const said = recommend(machine, catalogue(), contextTokens);
        // Without a GPU the built-in one runs on the processor.
        expect(machine === null || canRun(fitOn(machine, embeddedDemand()))).toBe(said.type !== 'instant');
        if (said.type !== 'catalogue') return;
        expect(fitOn(machine, said.fitted.demand)).toEqual({ fits: said.reason });
        expect(said.best.figure).toBeGreaterThan(FIRST_STAGE + 0.02);
      }),
      runs,
    );
  });

  it('more memory never makes a model unfit, nor the recommendation worse', () => {
    const figure = (said: Recommendation): number =>
      said.type === 'catalogue' ? said.best.figure : said.type === 'embedded' ? 0 : -1;
    fc.assert(
      fc.property(
        arbitraryMachine,
        fc.integer({ min: 0, max: 12 * GB }),
        fc.integer({ min: 0, max: 4 * GB }),
        arbitraryContext,
        (machine, bytes, more, contextTokens) => {
          if (machine === null) return;
          const [less, greater] = [bytes, bytes + more].map((held): Machine => ({
            ...machine,
            memory: { bytes: held, isAll: true },
          }));
          for (const demand of demands)
            if (canRun(fitOn(less ?? null, demand))) expect(canRun(fitOn(greater ?? null, demand))).toBe(true);
          expect(figure(recommend(greater ?? null, catalogue(), contextTokens))).toBeGreaterThanOrEqual(
            figure(recommend(less ?? null, catalogue(), contextTokens)),
          );
        },
      ),
      runs,
    );
  });
});

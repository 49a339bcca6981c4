import { describe, expect, it } from 'vitest';
import { errorInfo } from '../../../src/core/errors.ts';
import { connectAutomatic } from '../../../src/engines/automatic.ts';
import { createEngineMemory, isWorthComparing, quickest, timeEngine, windowSeconds } from '../../../src/engines/engine-choice.ts';
import type { EngineMemory } from '../../../src/engines/engine-choice.ts';
import type { AdapterSummary, EngineClient, EngineSpeed, LoadedModel, LoadEvent } from '../../../src/engines/engine-client.ts';

const SOFTWARE = { vendor: 'google', architecture: 'swiftshader', software: true } as AdapterSummary;
const GPU = { vendor: 'acme', architecture: 'gen-7', software: false } as AdapterSummary;

/** An engine that reads and writes so many tokens a second by a clock of its own. */
interface Scripted {
  readonly read: number;
  readonly write: number;
  readonly fails?: true;
  readonly bytes?: number;
  readonly model?: Partial<LoadedModel>;
}

function machine({ gpu, processor, adapter = SOFTWARE }: { gpu: Scripted; processor: Scripted; adapter?: AdapterSummary }) {
  let clock = 0;
  const steps: string[] = [];
  const kept = new Map<string, readonly EngineSpeed[]>();
  const memory: EngineMemory = {
    recall: (subject) => kept.get(subject) ?? null,
    keep: (subject, measured) => void kept.set(subject, measured),
    forget: (subject) => void kept.delete(subject),
  };
  const engine =
    (name: 'gpu' | 'processor', { read, write, fails, bytes = 80e6, model = {} }: Scripted) =>
    (): EngineClient => {
      let alive = true;
      steps.push(`start ${name}`);
      return {
        probe: async () => ({ ok: true, value: name === 'gpu' ? adapter : { threads: 1, cores: 2, isolated: false } }),
        async load(_id, onEvent) {
          steps.push(`load ${name}`);
          onEvent?.({ type: 'load-start', files: 1, bytes });
          onEvent?.({ type: 'engine-start' });
          if (fails) return { ok: false, error: errorInfo('engine-failed', `${name} failed`) };
          const where = name === 'gpu' ? { adapter } : {};
          return { ok: true, value: { identity: { id: name }, ...where, ...model } as LoadedModel };
        },
        run: () => {
          throw new Error('not asked');
        },
        forecast: async () => ({ ok: true, value: null }),
        async likelihoods({ requests, onAnswer, signal }) {
          for (const [place, { messages }] of requests.entries()) {
            if (signal?.aborted === true) return { ok: true, value: { answers: [], cancelled: true } };
            const computedTokens = place < 2 ? Math.ceil((messages[0]?.content.length ?? 0) / 4) : 1;
            clock += (1000 * computedTokens) / (place < 2 ? read : write);
            onAnswer?.({ logProbs: [-1], promptTokens: computedTokens, computedTokens }, place);
          }
          return { ok: true, value: { answers: [], cancelled: false } };
        },
        get alive() {
          return alive;
        },
        end() {
          if (alive) steps.push(`end ${name}`);
          alive = false;
        },
      };
    };
  const connect = (wanted: 'automatic' | 'gpu' | 'processor' = 'automatic') =>
    connectAutomatic({
      wanted,
      connectGpu: engine('gpu', gpu),
      connectProcessor: engine('processor', processor),
      compare: { now: () => clock, memory, machine: 'this one' },
    });
  return { connect, steps, kept };
}

const loaded = async (client: EngineClient, onEvent?: (event: LoadEvent) => void): Promise<LoadedModel> => {
  const result = await client.load('m', onEvent);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};

describe('an engine that is timed', () => {
  it('is timed by reading a text and writing behind it, within about a second', async () => {
    for (const [read, write] of [
      [30, 6],
      [20, 18],
      [2000, 90],
    ] as const) {
      let clock = 0;
      const asked: number[] = [];
      const speed = await timeEngine(
        {
          async likelihoods({ requests, onAnswer, signal }) {
            for (const place of requests.keys()) {
              if (signal?.aborted === true) break;
              const computedTokens = place === 1 ? 24 : 1;
              clock += (1000 * computedTokens) / (place === 1 ? read : write);
              asked.push(computedTokens);
              onAnswer?.({ logProbs: [0], promptTokens: 1, computedTokens }, place);
            }
            return { ok: true, value: { answers: [], cancelled: false } };
          },
        },
        () => clock,
      );
      expect(speed?.readTokensPerSecond).toBeCloseTo(read, 6);
      expect(speed?.writeTokensPerSecond).toBeCloseTo(write, 6);
      // No more than one token behind the second that is over.
      expect(clock).toBeLessThan(1000 + 24_000 / read + 2000 / write);
      expect(asked.length).toBeGreaterThanOrEqual(3);
    }
  });

  it('has no speed where it does not answer', async () => {
    const likelihoods: EngineClient['likelihoods'] = async () => ({ ok: false, error: errorInfo('engine-failed', 'no') });
    expect(await timeEngine({ likelihoods }, () => 0)).toBe(null);
  });
});

describe('which of two engines runs a model', () => {
  it.each([
    ['the processor', { read: 30, write: 4 }, { read: 22, write: 20 }, 'processor'],
    ['the graphics code', { read: 40, write: 20 }, { read: 12, write: 17 }, 'gpu'],
  ] as const)('on an adapter in software is timed, and %s wins where it is quicker', async (_who, gpu, processor, wins) => {
    const { connect, steps } = machine({ gpu, processor });
    const client = connect();
    const model = await loaded(client);
    expect(model.identity.id).toBe(wins);
    expect(model.engines?.reason).toBe('measured');
    const [one, other] = model.engines?.measured ?? [];
    expect(one).toMatchObject({ engine: 'gpu' });
    expect(one?.readTokensPerSecond).toBeCloseTo(gpu.read, 6);
    expect(other?.writeTokensPerSecond).toBeCloseTo(processor.write, 6);
    expect(steps.filter((step) => step.startsWith('end'))).toEqual([`end ${wins === 'gpu' ? 'processor' : 'gpu'}`]);
    expect(client.alive).toBe(true);
  });

  it('is remembered: the next load starts one alone, and says when it was timed', async () => {
    const { connect, steps } = machine({ gpu: { read: 30, write: 4 }, processor: { read: 22, write: 20 } });
    await loaded(connect());
    steps.length = 0;
    const model = await loaded(connect());
    expect(model.engines?.reason).toBe('measured-earlier');
    expect(steps).toEqual(['start gpu', 'end gpu', 'start processor', 'load processor']);
  });

  it('is not timed where somebody has chosen', async () => {
    for (const wanted of ['gpu', 'processor'] as const) {
      const { connect, steps } = machine({ gpu: { read: 30, write: 4 }, processor: { read: 22, write: 20 } });
      expect((await loaded(connect(wanted))).engines).toBe(undefined);
      expect(steps).toEqual([`start ${wanted}`, `load ${wanted}`]);
    }
  });

  it('is not timed on a graphics processor that is quick, and is on one that its own timing shows to be slow', async () => {
    const choice = (decode: number): NonNullable<LoadedModel['choice']> => ({
      library: 'gpu.wasm',
      reason: 'measured',
      measured: [{ library: 'gpu.wasm', prefillTokensPerSecond: 60, decodeTokensPerSecond: decode, verdict: 'right' }],
    });
    const quick = machine({
      gpu: { read: 1, write: 1, model: { choice: choice(60) } },
      processor: { read: 1, write: 1 },
      adapter: GPU,
    });
    await loaded(quick.connect());
    expect(quick.steps).toEqual(['start gpu', 'load gpu']);
    const slow = machine({
      gpu: { read: 60, write: 4, model: { choice: choice(4) } },
      processor: { read: 22, write: 20 },
      adapter: GPU,
    });
    expect((await loaded(slow.connect())).identity.id).toBe('processor');
    expect(slow.steps).toContain('load processor');
    expect(isWorthComparing({ adapter: GPU })).toBe(false);
    expect(isWorthComparing({})).toBe(false);
  });

  it('is the one that works where the other does not, and nothing is remembered of that', async () => {
    const gpuFails = machine({ gpu: { read: 1, write: 1, fails: true }, processor: { read: 1, write: 1 } });
    const model = await loaded(gpuFails.connect());
    expect(model.identity.id).toBe('processor');
    expect(gpuFails.kept.size).toBe(0);
    const processorFails = machine({ gpu: { read: 1, write: 1 }, processor: { read: 1, write: 1, fails: true } });
    expect((await loaded(processorFails.connect())).identity.id).toBe('gpu');
    const both = machine({ gpu: { read: 1, write: 1, fails: true }, processor: { read: 1, write: 1, fails: true } });
    expect(await both.connect().load('m')).toMatchObject({ ok: false, error: { message: 'gpu failed' } });
  });

  it('never holds a large model twice: the first gives its memory back, and loads again where it won', async () => {
    const { connect, steps } = machine({ gpu: { read: 90, write: 60, bytes: 900e6 }, processor: { read: 9, write: 6 } });
    expect((await loaded(connect())).identity.id).toBe('gpu');
    expect(steps).toEqual([
      'start gpu',
      'load gpu',
      'end gpu',
      'start processor',
      'load processor',
      'end processor',
      'start gpu',
      'load gpu',
    ]);
  });

  it('tells the bytes of one load: the second reads what has come', async () => {
    const { connect } = machine({ gpu: { read: 30, write: 4 }, processor: { read: 22, write: 20 } });
    const events: string[] = [];
    await loaded(connect(), ({ type }) => void events.push(type));
    expect(events).toEqual(['load-start', 'engine-start', 'engine-start']);
  });

  it('ends both engines where it is ended in the middle', async () => {
    const { connect, steps } = machine({ gpu: { read: 30, write: 4 }, processor: { read: 22, write: 20 } });
    const client = connect();
    await client.load('m', ({ type }) => {
      if (type === 'engine-start' && steps.includes('load processor')) client.end();
    });
    expect(steps.filter((step) => step.startsWith('end')).toSorted()).toEqual(['end gpu', 'end processor']);
    expect(client.alive).toBe(false);
  });
});

describe('what is remembered', () => {
  it('is read again as it was kept, the newest sixteen, and nothing that is unsound', () => {
    const texts = new Map<string, string>();
    const storage = {
      getItem: (key: string) => texts.get(key) ?? null,
      setItem: (key: string, text: string) => void texts.set(key, text),
    };
    const memory = createEngineMemory(() => storage);
    const speed = (engine: EngineSpeed['engine'], read: number): EngineSpeed => ({
      engine,
      readTokensPerSecond: read,
      writeTokensPerSecond: 5,
    });
    for (let one = 0; one < 20; one += 1) memory.keep(`s${one}`, [speed('gpu', one + 1)]);
    expect(memory.recall('s19')).toEqual([speed('gpu', 20)]);
    expect(memory.recall('s3')).toBe(null);
    memory.forget('s19');
    expect(memory.recall('s19')).toBe(null);
    const [key = ''] = texts.keys();
    for (const unsound of ['{', '[]', '[["s19", []]]', '[["s19", [{"engine": "other"}]]]', '7']) {
      texts.set(key, unsound);
      expect(memory.recall('s19')).toBe(null);
    }
    const refusing = createEngineMemory(() => {
      throw new DOMException('denied');
    });
    refusing.keep('s', [speed('gpu', 1)]);
    expect(refusing.recall('s')).toBe(null);
  });

  it('is decided by the seconds of a window of 500 tokens read and 100 written', () => {
    const slowWriter: EngineSpeed = { engine: 'gpu', readTokensPerSecond: 30, writeTokensPerSecond: 5 };
    const even: EngineSpeed = { engine: 'processor', readTokensPerSecond: 20, writeTokensPerSecond: 20 };
    expect(windowSeconds(slowWriter)).toBeCloseTo(36.67, 2);
    expect(quickest([slowWriter, even])).toBe('processor');
    expect(quickest([])).toBe(null);
  });
});

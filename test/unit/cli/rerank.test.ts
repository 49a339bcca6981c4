import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandWorld, ModelPlace } from '../../../src/cli/world.ts';
import { checkLog } from '../../../src/core/log/check.ts';
import type { Chat } from '../../../src/core/run/from-chat.ts';
import { SETTINGS } from '../../../src/core/run/settings.ts';
import { commandWorld } from '../../support/command-world.ts';
import {
  ASK,
  LIST,
  SERVER,
  backwards,
  eventsOf,
  glassrank,
  identifiersOf,
  rankingOf,
  serving,
  typed,
} from '../../support/rerank-command.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'glassrank-rerank-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('glassrank rerank --instant', () => {
  it('ranks a list from standard input by words where there is no encoder, and says so', async () => {
    const { code, printed, warned } = await glassrank(['--instant', ...ASK], typed(LIST));
    expect(code).toBe(0);
    expect(printed.split('\n').slice(0, 3)).toEqual([
      'q1  limescale in a kettle',
      '1  ↑1  p2  vinegar dissolves limescale in a kettle',
      expect.stringMatching(/^2/),
    ]);
    expect(printed).toContain('\nby BM25 alone\n');
    expect(warned).toContain('Words alone (BM25) order the list, as the sentence encoder is not there');
    expect(warned).toContain('--encoder CLONE/public/models/all-minilm-l6-v2-int8');
  });

  it('ranks as the page does with the encoder, and says who ranked', async () => {
    const { code, printed, warned } = await glassrank(['--instant', ...ASK, '--format', 'trec'], {
      ...typed(LIST),
      encoderFolder: 'public/models/all-minilm-l6-v2-int8',
    });
    expect({ code, first: rankingOf(printed)[0] }).toEqual({ code: 0, first: 'p2' });
    expect(printed).toContain(' glassrank-instant\n');
    expect(warned).not.toContain('Words alone');
  }, 60_000);

  it('takes no method, as no model is asked', async () => {
    const { code, warned } = await glassrank(['--instant', '--preset', 'rankgpt'], typed(LIST));
    expect(code).toBe(1);
    expect(warned).toContain('--preset has no use here');
  });

  it('tells ties by a shared rank', async () => {
    const { printed } = await glassrank(['--instant', '--encoder', 'none', '--query', 'nothing of it'], typed('- a\n- b\n'));
    expect(printed).toContain('1=  =  p1  a\n1=  =  p2  b');
  });
});

describe('glassrank rerank --server', () => {
  it('ranks by the model’s answers and tells what they cost', async () => {
    const { code, printed } = await glassrank([...SERVER, ...ASK, '--start-from', 'given'], typed(LIST));
    expect(code).toBe(0);
    expect(printed).toMatch(/^q1 {2}limescale in a kettle\n1 {2}↑2 {2}p3 .*\n2 {3}= {2}p2 .*\n3 {2}↓2 {2}p1 /);
    expect(printed).toMatch(/by scripted: 1 call, [\d,]+ tokens read/);
  });

  it('says once that the server is silent, while it connects and while it ranks; --quiet says nothing', async () => {
    const connectModel: CommandWorld['connectModel'] = async (place, onSilence) => {
      onSilence?.(true);
      onSilence?.(false);
      return serving(backwards)(place);
    };
    const { code, warned } = await glassrank([...SERVER, ...ASK], { ...typed(LIST), connectModel });
    expect(code).toBe(0);
    expect(warned.match(/Nothing has come from the server for ten seconds/gu)).toHaveLength(1);
    const quiet = await glassrank([...SERVER, ...ASK, '--quiet'], { ...typed(LIST), connectModel });
    expect(quiet.warned).not.toContain('ten seconds');
  });

  it('prints the run’s events, one JSON line each, as a sound log', async () => {
    const { code, printed } = await glassrank([...SERVER, ...ASK, '--json'], typed(LIST));
    const events = eventsOf(printed);
    expect(code).toBe(0);
    expect(events[0]).toMatchObject({ type: 'run-start', seq: 0 });
    expect(checkLog(events)).toMatchObject({ flaw: null, unknown: [] });
    expect(events.at(-1)).toMatchObject({ type: 'run-end', outcome: { type: 'complete' } });
  });

  it('hands on preset, strategy and every setting by its name', async () => {
    const place: ModelPlace[] = [];
    const options =
      '--preset rankgpt --strategy sliding --window 2 --stride 1 --thought-tokens 7 --temperature 0.5 --seed 9 --prior-weight 0'.split(
        ' ',
      );
    const { code, printed } = await glassrank(
      [
        '--server',
        'localhost:9/v1',
        '--model',
        'M',
        '--key-env',
        'KEY',
        '--context',
        '4096',
        '--encoder',
        'none',
        ...ASK,
        ...options,
        '--json',
      ],
      {
        ...typed(LIST),
        environment: { KEY: 'secret' },
        connectModel: (asked) => {
          place.push(asked);
          return serving(backwards)(asked);
        },
      },
    );
    expect(code).toBe(0);
    expect(place).toEqual([
      {
        type: 'server',
        address: 'localhost:9/v1',
        model: 'M',
        key: 'secret',
        contextTokens: 4096,
        jsonSchema: false,
        requests: null,
      },
    ]);
    const [start] = eventsOf(printed);
    expect(start).toMatchObject({
      settings: {
        thoughtTokens: 7,
        temperature: 0.5,
        seed: 9,
        priorWeight: 0,
        answerMode: 'free',
        method: { preset: { id: 'rankgpt' }, strategy: { type: 'sliding', size: 2, stride: 1 } },
      },
    });
    expect(printed).not.toContain('secret');
  });

  it('knows a flag for every setting of the table', async () => {
    const { printed } = await glassrank(['--help']);
    for (const name of Object.keys(SETTINGS))
      expect(printed).toContain(`--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
  });

  it('takes the temperature that the model’s makers recommend unless another is named', async () => {
    const connectModel = serving(backwards, { temperature: 0.6 });
    const temperatureOf = async (...args: readonly string[]): Promise<unknown> => {
      const { printed } = await glassrank([...SERVER, ...ASK, '--json', ...args], { ...typed(LIST), connectModel });
      const [start] = eventsOf(printed);
      return start?.type === 'run-start' ? start.settings.temperature : null;
    };
    expect(await temperatureOf()).toBe(0.6);
    expect(await temperatureOf('--temperature', '0')).toBe(0);
  });

  it('starts from the given order where passages have scores, else from the instant order', async () => {
    const silent: Chat = () => 'no order at all';
    const connectModel = serving(silent);
    const given = await glassrank([...SERVER, 'test/fixtures/collection', '--queries', '1', '--json'], { connectModel });
    expect(eventsOf(given.printed)[0]).not.toHaveProperty('request.firstStage');
    const instant = await glassrank([...SERVER, ...ASK, '--json'], { ...typed(LIST), connectModel });
    expect(eventsOf(instant.printed)[0]).toMatchObject({
      request: { firstStage: { method: 'bm25', ranking: ['p2', 'p1', 'p3'] } },
    });
    const words = await glassrank([...SERVER, 'test/fixtures/collection', '--queries', '1', '--start-from', 'bm25', '--json'], {
      connectModel,
    });
    expect(eventsOf(words.printed)[0]).toMatchObject({ request: { firstStage: { method: 'bm25' } } });
  });

  it('asks several queries at once and prints them in their own order', async () => {
    let asking = 0;
    let most = 0;
    const slow: Chat = async (messages) => {
      asking += 1;
      most = Math.max(most, asking);
      // The later a query, the sooner its answer.
      await new Promise((resolve) => void setTimeout(resolve, 30 - 10 * asking));
      asking -= 1;
      return backwards(messages, { signal: { aborted: false } as AbortSignal, temperature: 0, maxTokens: 1 }) as string;
    };
    const { code, printed } = await glassrank([...SERVER, 'test/fixtures/collection', '--parallel', '3', '--format', 'trec'], {
      connectModel: serving(slow),
    });
    expect({ code, most }).toEqual({ code: 0, most: 3 });
    expect([
      ...new Set(
        printed
          .trim()
          .split('\n')
          .map((line) => line.split(' ')[0]),
      ),
    ]).toEqual(['1', '2', '3']);
  });

  it('leaves out what is below the depth, and says so', async () => {
    const { printed, warned } = await glassrank([...SERVER, ...ASK, '--depth', '2', '--format', 'trec'], typed(LIST));
    expect(rankingOf(printed)).toHaveLength(2);
    expect(warned).toContain('q1: 1 passages below the first 2 are left out.');
  });
});

describe('exit codes of glassrank rerank', () => {
  it.each([
    ['nothing ranks', [], 'Say what ranks: --instant'],
    ['both rank', ['--instant', ...SERVER], 'cannot stand beside --server'],
    ['an unknown option', ['--instant', '--deep', '3'], "Unknown option '--deep'"],
    ['a bad number', ['--instant', '--queries', 'few'], '--queries takes a whole number from 1 on, got few.'],
    ['an unknown format', ['--instant', '--format', 'xml'], '--format is list, report, report-markdown,'],
    ['an unknown preset', [...SERVER, ...ASK, '--preset', 'rankbert'], 'There is no preset rankbert; there are'],
    ['a strategy without that number', [...SERVER, ...ASK, '--strategy', 'single', '--group', '3'], 'The strategy single has no'],
    [
      'a setting out of its range',
      [...SERVER, ...ASK, '--window-size', '500'],
      'windowSize must be a whole number from 2 to 100, got 500',
    ],
    [
      'the same setting twice',
      [...SERVER, ...ASK, '--window', '5', '--window-size', '6'],
      '--window-size and --window are the same setting',
    ],
    ['no address', ['--server', 'ftp://x'], '--server takes an address such as http://127.0.0.1:8080'],
    ['a key that is not there', [...SERVER, '--key-env', 'NO_SUCH_KEY'], 'the environment has no NO_SUCH_KEY'],
    ['no query', ['--instant'], 'The passages have no query. Add it: --query'],
    ['no such file', ['--instant', ...ASK, '/no/such/file'], 'There is no file or folder /no/such/file.'],
    ['html without its page', ['--instant', ...ASK, '--format', 'html'], '--app CLONE/dist'],
  ])('1: %s', async (_, args, said) => {
    const { code, printed, warned } = await glassrank(args, typed(LIST));
    expect(warned).toContain(said);
    expect({ code, printed }).toEqual({ code: 1, printed: '' });
  });

  it('1: nothing to read, at a terminal', async () => {
    const { code, warned } = await glassrank(['--instant', ...ASK]);
    expect(code).toBe(1);
    expect(warned).toContain('name files or folders, or pipe passages in');
  });

  it('1: an input without passages, with the place of what could not be read', async () => {
    const { code, warned } = await glassrank(['--instant', ...ASK], typed('{"query": "a", "candidates": ['));
    expect(code).toBe(1);
    expect(warned).toContain('Line 1, column 31: Not valid JSON');
    expect(warned).toContain('There is nothing to rank.');
  });

  it('1: with --strict, an input with problems, before anything is ranked', async () => {
    const run = '1 Q0 a 1 2 x\n1 Q0 gone 2 1 x\n';
    writeFileSync(path.join(folder, 'x.run'), run);
    writeFileSync(path.join(folder, 'corpus.jsonl'), '{"_id": "a", "text": "alpha"}\n');
    writeFileSync(path.join(folder, 'queries.jsonl'), '{"_id": "1", "text": "which"}\n');
    const strict = await glassrank(['--instant', '--encoder', 'none', '--strict', folder]);
    expect(strict).toMatchObject({ code: 1, printed: '' });
    expect(strict.warned).toContain('The corpus lacks gone');
    expect((await glassrank(['--instant', '--encoder', 'none', folder])).code).toBe(0);
  });

  it('2: the server does not answer', async () => {
    const { code, printed, warned } = await glassrank([...SERVER, ...ASK], {
      ...typed(LIST),
      connectModel: commandWorld().connectModel,
    });
    expect({ code, printed }).toEqual({ code: 2, printed: '' });
    expect(warned).toContain('nothing answers at http://127.0.0.1:1. Is the server running');
  });

  it('2: the model fails on the way; what stood is written, and the other queries are ranked', async () => {
    let asked = 0;
    const failing: Chat = (messages) => {
      asked += 1;
      if (asked === 1) throw new Error('out of paper');
      return identifiersOf(messages).join(' > ');
    };
    const { code, printed, warned } = await glassrank([...SERVER, 'test/fixtures/collection', '--format', 'trec'], {
      connectModel: serving(failing),
    });
    expect(code).toBe(2);
    expect(warned).toContain('1: out of paper.');
    expect(printed).toMatch(/^1 Q0 \S+ 1 \d+ glassrank-scripted\+failed/);
    expect(printed).toMatch(/^2 Q0 \S+ 1 \d+ glassrank-scripted$/m);
  });

  it('2: three failures in a row end it, and what was not begun is told', async () => {
    const requests = Array.from({ length: 5 }, (_, place) => ({
      query: { qid: `q${place}`, text: 'x' },
      candidates: ['a', 'b'].map((docid) => ({ docid, score: 1, doc: { text: docid } })),
    }));
    const { code, warned } = await glassrank(SERVER, {
      ...typed(JSON.stringify(requests)),
      connectModel: serving(() => {
        throw new Error('gone');
      }),
    });
    expect(code).toBe(2);
    expect(warned.match(/: gone\./g)).toHaveLength(3);
    expect(warned).toContain('Not begun: 2 of 5 queries.');
  });

  it('3: stopped on the way; what stood so far is written, and says so', async () => {
    let stop = (): void => {};
    let asked = 0;
    const stopping: Chat = (messages) => {
      asked += 1;
      if (asked === 2) {
        stop();
        return new Promise<string>(() => {});
      }
      return backwards(messages, { signal: { aborted: false } as AbortSignal, temperature: 0, maxTokens: 1 });
    };
    let listening = 0;
    const { code, printed, warned } = await glassrank(
      [...SERVER, ...ASK, '--start-from', 'given', '--window', '2', '--stride', '1', '--format', 'trec'],
      {
        ...typed(LIST),
        connectModel: serving(stopping),
        onStop(heard) {
          listening += 1;
          stop = heard;
          return () => (listening -= 1);
        },
      },
    );
    expect({ code, listening, asked }).toEqual({ code: 3, listening: 0, asked: 2 });
    expect(rankingOf(printed)).toEqual(['p1', 'p3', 'p2']);
    expect(printed).toContain('+cancelled');
    expect(warned).toContain('q1: cancelled');
  });

  it('3: stopped while the server is being reached', async () => {
    const { code, warned } = await glassrank([...SERVER, ...ASK], {
      ...typed(LIST),
      connectModel: () => new Promise(() => {}),
      onStop(heard) {
        setTimeout(heard, 5);
        return () => {};
      },
    });
    expect(code).toBe(3);
    expect(warned).toContain('Stopped before anything was ranked.');
  });

  it('4: with --strict, an answer was repaired, truncated or could not be read; without, 0, and it is said all the same', async () => {
    const mute = serving(() => 'I would rather not.');
    const strict = await glassrank([...SERVER, ...ASK, '--strict'], { ...typed(LIST), connectModel: mute });
    expect(strict.code).toBe(4);
    expect(strict.printed).toContain('no order could be read');
    const lax = await glassrank([...SERVER, ...ASK], { ...typed(LIST), connectModel: mute });
    expect(lax.code).toBe(0);
    expect(lax.printed).toContain('no order could be read');
  });
});

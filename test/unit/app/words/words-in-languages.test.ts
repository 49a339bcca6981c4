import { describe, expect, test } from 'vitest';
import type { FirstStageAnswer } from '../../../../src/instant/api.ts';
import { docId } from '../../../../src/core/request.ts';
import type { RankRequest } from '../../../../src/core/request.ts';
import { EMPTY_LOAD } from '../../../../src/app/features/run/load.ts';
import { viewAt } from '../../../../src/core/log/cursor.ts';
import type { Language, Words } from '../../../../src/app/words/index.ts';
import { packs, SCRIPTS, TRANSLATED } from '../../../support/packs.ts';
import { readStream } from '../../core/read/read-stream.ts';

const request: RankRequest = {
  query: { id: 'q', text: 'x' },
  candidates: ['a', 'b'].map((id) => ({ docId: docId(id), text: '1' })),
};
const answer: FirstStageAnswer = {
  order: { method: 'bm25+minilm', ranking: [docId('a')], scores: [], windowFrom: [] },
  ms: 412,
  device: 'wasm',
  cut: [docId('a')],
};
const instant = { answer, current: true, final: true } as const;
const file = { file: 'm', bytes: 23e6, loadedBytes: 12e6, source: 'network', done: false, replaced: false } as const;
const encoders = [
  { type: 'waiting' },
  { type: 'loading', load: EMPTY_LOAD },
  { type: 'loading', load: { ...EMPTY_LOAD, files: [file], totalBytes: 23e6 } },
  { type: 'failed', error: { code: 'quota', message: '', retry: true } },
] as const;
const encoder = { id: 'e', manifestSha256: '', note: null, workers: 2, loadMs: 1200 } as const;
const missing = (code: 'no-webgpu' | 'device-too-small') =>
  ({ type: 'missing', error: { code, message: '', retry: false } }) as const;
const measured = { library: 'gpu.wasm', prefillTokensPerSecond: 2310, decodeTokensPerSecond: 8.4, verdict: 'right' } as const;
const [two, stopped] = ['two-windows-repaired', 'stopped-in-second-window'].map(readStream);
const views = [two?.slice(0, -30) ?? [], two ?? [], stopped ?? []].map((log) => viewAt(log, { type: 'live' }));

/** Every message of the catalogues of this room, said with true values. */
function everythingIn(language: Language): readonly (string | null)[] {
  const { format, outcome, firstStage, library, header, settings, status, notices } = packs[language];
  return [
    format.bytes(12),
    format.roughly(2000),
    format.roughly(40_000),
    format.roughly(300_000),
    format.seconds(400),
    ...([1, 2, 5] as const).flatMap((count) => [
      format.passages(count),
      format.windows(count),
      format.places(count),
      format.tokens(count),
      format.words(count),
      format.files(count),
      format.workers(count),
    ]),
    ...(
      [
        { type: 'complete' },
        { type: 'repaired', missing: [1, 2], duplicate: [3], unknown: ['[9]'] },
        { type: 'truncated', settled: 2 },
        { type: 'unparsed', reason: 'the thought was not finished' },
        { type: 'unparsed', reason: 'the model wrote no answer' },
        { type: 'unparsed', reason: 'the answer names no passage' },
      ] as const
    ).flatMap((one) => [outcome.window(one, 4).tag, outcome.window(one, 4).sentence]),
    ...(['closed', 'forced', 'skipped', 'open', 'none'] as const).map((end) => outcome.thoughtEnd(end, 192)),
    ...([0, 2] as const).flatMap((done) => [
      outcome.run({ type: 'complete' }, { done, total: 3 }),
      outcome.run({ type: 'cancelled' }, { done, total: 3 }),
      outcome.run({ type: 'failed', error: { code: 'quota', message: '', retry: true } }, { done, total: 3 }),
    ]),
    ...views.map((view) => status.run(view)).filter((text) => text !== ''),
    firstStage.method('given', request),
    firstStage.method('bm25', request),
    firstStage.instantOrder(answer, request),
    ...encoders.flatMap((one) => [firstStage.encoder(one), firstStage.encoderFact(one)]),
    firstStage.encoderFact({ type: 'ready', encoder: { ...encoder, device: 'wasm' } }),
    firstStage.encoderFact({ type: 'ready', encoder: { ...encoder, device: 'webgpu' } }),
    firstStage.barred({ probe: missing('no-webgpu'), instant, request }),
    firstStage.barred({ probe: missing('device-too-small'), instant: null, request }),
    firstStage.cut(answer),
    firstStage.instantStatus(instant, request),
    ...views.flatMap((view) =>
      view === null ? [] : ([null, 'bm25', 'given'] as const).map((late) => firstStage.startedFrom(view, late)),
    ),
    ...(['only', 'asked', 'measured', 'measured-earlier'] as const).map((reason) =>
      library.choice({ library: 'gpu.wasm', reason, measured: [measured, measured] }),
    ),
    ...(['right', 'unchecked', 'wrong', 'failed'] as const).map((verdict) => library.measured({ ...measured, verdict })),
    library.calibration({ library: 'gpu.wasm', index: 0, count: 2, step: 'start' }),
    ...(['off', 'loading', 'ready'] as const).map((standing) => header.model({ title: '1', standing })),
    header.sizeOnce(1e6),
    settings.fields.thoughtTokens.hint(null),
    settings.fields.thoughtTokens.hint(4000),
    settings.unfit({ whole: true, min: 2, max: 20, kept: 10 }),
    notices.softwareMore('llvmpipe'),
  ];
}

describe.each(TRANSLATED)('%s', (language) => {
  test('every message is in the language’s own script, and no two languages say the same', () => {
    const said = everythingIn(language);
    const english = everythingIn('en');
    expect(said.length).toBe(english.length);
    expect(said.filter((text) => text === null || !SCRIPTS[language].test(text))).toEqual([]);
    expect(said.filter((text, index) => text === english[index])).toEqual([]);
  });
});

test('what a log holds in English stays as it is where nobody has a translation for it', () => {
  expect(packs.ru.outcome.window({ type: 'unparsed', reason: 'a reason of later versions' }, 3).sentence).toContain(
    '(a reason of later versions)',
  );
});

test('Russian counts have their three forms', () => {
  const { windows, passages, tokens } = packs.ru.format;
  expect([1, 2, 5, 11, 21, 22, 112, 1000].map(windows)).toEqual([
    '1 окно',
    '2 окна',
    '5 окон',
    '11 окон',
    '21 окно',
    '22 окна',
    '112 окон',
    '1\u00A0000 окон',
  ]);
  expect([passages(3), tokens(101)]).toEqual(['3 фрагмента', '101 токен']);
});

test('numbers, sizes and times are written as the language writes them', () => {
  const each = (say: (words: Words['format']) => string): readonly string[] =>
    (['en', 'fa', 'ru', 'zh'] as const).map((language) => say(packs[language].format));
  expect(each((words) => words.number(1234))).toEqual(['1,234', '۱٬۲۳۴', '1\u00A0234', '1,234']);
  expect(each((words) => words.bytes(1_760_000))).toEqual(['1.8 MB', '۱٫۸ مگابایت', '1,8 МБ', '1.8 MB']);
  expect(each((words) => words.clock(61_999))).toEqual(['1:01', '۱:۰۱', '1:01', '1:01']);
  expect(each((words) => words.rate(8.44))).toEqual(['8.4', '۸٫۴', '8,4', '8.4']);
  expect(each((words) => words.rate(84.4))).toEqual(['84', '۸۴', '84', '84']);
  expect(each((words) => words.list(['1', '2', '3']))).toEqual(['1, 2 and 3', '1، 2 و 3', '1, 2 и 3', '1、2和3']);
});

test('a bracketed number keeps its brackets where the text around it runs from right to left', () => {
  expect(packs.fa.format.identifiers([2, 5])).toBe('\u2066[2]\u2069 و \u2066[5]\u2069');
});

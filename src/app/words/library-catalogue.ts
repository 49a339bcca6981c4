import type { LibraryChoice, MeasuredLibrary } from '../../engines/engine-client.ts';
import type { LoadView } from '../features/run/load.ts';
import { formatWords } from './format-catalogue.ts';
import type { FormatWords } from './format-catalogue.ts';
import type { Catalogue } from './use-words.ts';

/** Everything said of the model's libraries and how one was chosen. */
export interface LibraryWords {
  /** Why this library runs. */
  readonly choice: (choice: LibraryChoice) => string;
  /** "gpu.wasm: reads 2,310 and writes 84 tokens/s, output as expected". One that is not used says why. */
  readonly measured: (one: MeasuredLibrary) => string;
  /** "Measuring gpu-f16.wasm (2 of 3)…" */
  readonly calibration: (step: NonNullable<LoadView['calibration']>) => string;
}

interface Messages {
  readonly only: string;
  readonly asked: string;
  readonly fastest: (count: string) => string;
  readonly onlyWorking: string;
  readonly now: string;
  readonly earlier: string;
  readonly comma: string;
  readonly speeds: (reads: string, writes: string) => string;
  readonly right: string;
  readonly unchecked: string;
  readonly wrong: string;
  readonly failed: string;
  readonly starting: (library: string) => string;
  readonly measuring: (library: string) => string;
  readonly counter: (place: string, count: string) => string;
  readonly note: (note: string) => string;
}

function build(format: FormatWords, say: Messages): LibraryWords {
  return {
    choice({ reason, measured }) {
      if (reason === 'only') return say.only;
      if (reason === 'asked') return say.asked;
      const running = measured.filter(({ verdict }) => verdict === 'right' || verdict === 'unchecked').length;
      const among = running > 1 ? say.fastest(format.number(running)) : say.onlyWorking;
      return `${among}${say.comma}${reason === 'measured' ? say.now : say.earlier}`;
    },
    measured({ library, verdict, note, prefillTokensPerSecond, decodeTokensPerSecond }) {
      const speeds = say.speeds(format.rate(prefillTokensPerSecond), format.rate(decodeTokensPerSecond));
      const used = verdict === 'right' || verdict === 'unchecked';
      const what = used ? `${speeds}${say.comma}${say[verdict]}` : say[verdict];
      return `${library}: ${what}${note === undefined ? '' : say.note(note)}`;
    },
    calibration({ library, index, count, step }) {
      const what = step === 'start' ? say.starting(library) : say.measuring(library);
      return `${what}${say.counter(format.number(index + 1), format.number(count))}`;
    },
  };
}

export const libraryWords: Catalogue<LibraryWords> = {
  en: build(formatWords.en, {
    only: 'the only one that fits this graphics processor',
    asked: 'asked for in the page’s address',
    fastest: (count) => `fastest of ${count}`,
    onlyWorking: 'the only one that works',
    now: 'measured at this load',
    earlier: 'measured earlier on this graphics processor',
    comma: ', ',
    speeds: (reads, writes) => `reads ${reads} and writes ${writes} tokens/s`,
    right: 'output as expected',
    unchecked: 'output not checked',
    wrong: 'not used, its output is wrong here',
    failed: 'not used, it failed',
    starting: (library) => `Starting ${library}`,
    measuring: (library) => `Measuring ${library}`,
    counter: (place, count) => ` (${place} of ${count})…`,
    note: (note) => ` (${note})`,
  }),
  fa: build(formatWords.fa, {
    only: 'تنها کتابخانه‌ای که با این پردازندهٔ گرافیکی سازگار است',
    asked: 'در نشانی صفحه خواسته شده',
    fastest: (count) => `سریع‌ترین از میان ${count} تا`,
    onlyWorking: 'تنها کتابخانه‌ای که کار می‌کند',
    now: 'سنجیده در همین بارگذاری',
    earlier: 'پیش‌تر روی همین پردازندهٔ گرافیکی سنجیده شده',
    comma: '، ',
    speeds: (reads, writes) => `${reads} توکن در ثانیه می‌خواند و ${writes} توکن در ثانیه می‌نویسد`,
    right: 'خروجی همان است که باید',
    unchecked: 'خروجی بررسی نشده',
    wrong: 'به کار نمی‌رود، خروجی‌اش اینجا نادرست است',
    failed: 'به کار نمی‌رود، خطا داد',
    starting: (library) => `راه‌اندازی \u2066${library}\u2069`,
    measuring: (library) => `سنجش \u2066${library}\u2069`,
    counter: (place, count) => ` (${place} از ${count})…`,
    note: (note) => ` (\u2068${note}\u2069)`,
  }),
  ru: build(formatWords.ru, {
    only: 'единственная, которая подходит этому графическому процессору',
    asked: 'указана в адресе страницы',
    fastest: (count) => `самая быстрая из ${count}`,
    onlyWorking: 'единственная рабочая',
    now: 'измерено при этой загрузке',
    earlier: 'измерено ранее на этом графическом процессоре',
    comma: ', ',
    speeds: (reads, writes) => `читает ${reads} и пишет ${writes} токенов/с`,
    right: 'вывод верный',
    unchecked: 'вывод не проверен',
    wrong: 'не используется, здесь её вывод неверен',
    failed: 'не используется, произошёл сбой',
    starting: (library) => `Запускается ${library}`,
    measuring: (library) => `Измеряется ${library}`,
    counter: (place, count) => ` (${place} из ${count})…`,
    note: (note) => ` (${note})`,
  }),
  zh: build(formatWords.zh, {
    only: '唯一适合此图形处理器的库',
    asked: '由页面地址指定',
    fastest: (count) => `${count} 个中最快`,
    onlyWorking: '唯一可用的库',
    now: '本次加载时测得',
    earlier: '此前在此图形处理器上测得',
    comma: '，',
    speeds: (reads, writes) => `每秒读 ${reads} 个、写 ${writes} 个词元`,
    right: '输出符合预期',
    unchecked: '输出未核对',
    wrong: '不使用，其输出在此处有误',
    failed: '不使用，运行失败',
    starting: (library) => `正在启动 ${library}`,
    measuring: (library) => `正在测量 ${library}`,
    counter: (place, count) => `（第 ${place} 个，共 ${count} 个）…`,
    note: (note) => `（${note}）`,
  }),
};

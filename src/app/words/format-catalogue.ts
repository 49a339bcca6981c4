import { counted } from './counted.ts';
import type { PluralForms } from './counted.ts';
import type { Catalogue, Language } from './use-words.ts';

/** Numbers, sizes, times and counts as people of a language write them. */
export interface FormatWords {
  /** With the language's digits and grouping. */
  readonly number: (value: number) => string;
  /** With exactly that many decimals. */
  readonly fixed: (value: number, decimals: number) => string;
  /** A rate: one decimal below 10, none above. */
  readonly rate: (value: number) => string;
  /** A share of 1 in whole per cent. */
  readonly percent: (share: number) => string;
  /** Powers of 1000, as browsers and shops count. */
  readonly bytes: (bytes: number) => string;
  /** Milliseconds as m:ss. */
  readonly clock: (ms: number) => string;
  /** Milliseconds as seconds: "0.4 s", "0.01 s", "< 0.01 s". */
  readonly seconds: (ms: number) => string;
  /** A rough span of milliseconds, rounded so that it does not flicker: "about 40 s". */
  readonly roughly: (ms: number) => string;
  /** "a, b and c". */
  readonly list: (items: readonly string[]) => string;
  /** Identifiers as the model sees them: [2], [5] and [9]. */
  readonly identifiers: (identifiers: readonly (number | string)[]) => string;
  readonly passages: (count: number) => string;
  readonly windows: (count: number) => string;
  readonly places: (count: number) => string;
  readonly tokens: (count: number) => string;
  readonly words: (count: number) => string;
  readonly files: (count: number) => string;
  readonly workers: (count: number) => string;
}

interface Parts {
  readonly byteUnits: readonly [bytes: string, kilobytes: string, megabytes: string, gigabytes: string];
  readonly second: string;
  readonly fewSeconds: string;
  readonly aboutSeconds: string;
  readonly aboutMinutes: string;
  readonly comma: string;
  readonly and: string;
  /** Around a bracketed number, where the text around it runs from right to left. */
  readonly isolate: readonly [before: string, after: string];
  readonly counts: Readonly<Record<'passages' | 'windows' | 'places' | 'tokens' | 'words' | 'files' | 'workers', PluralForms>>;
}

function build(language: Language, parts: Parts): FormatWords {
  const whole = new Intl.NumberFormat(language);
  const twoDigits = new Intl.NumberFormat(language, { minimumIntegerDigits: 2 });
  const share = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const number = (value: number): string => whole.format(value);
  const formats: Intl.NumberFormat[] = [];
  const fixed = (value: number, decimals: number): string =>
    (formats[decimals] ??= new Intl.NumberFormat(language, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    })).format(value);
  const [byte, kilobyte, megabyte, gigabyte] = parts.byteUnits;
  const list = (items: readonly string[]): string =>
    items.length < 2 ? items.join('') : `${items.slice(0, -1).join(parts.comma)}${parts.and}${items.at(-1) ?? ''}`;
  return {
    number,
    fixed,
    rate: (value) => fixed(value, value < 10 ? 1 : 0),
    percent: (value) => share.format(value),
    bytes(bytes) {
      if (bytes < 1000) return `${number(bytes)} ${byte}`;
      if (bytes < 1_000_000) return `${fixed(bytes / 1000, 0)} ${kilobyte}`;
      if (bytes < 1_000_000_000) return `${fixed(bytes / 1_000_000, bytes < 10_000_000 ? 1 : 0)} ${megabyte}`;
      return `${fixed(bytes / 1_000_000_000, bytes < 10_000_000_000 ? 1 : 0)} ${gigabyte}`;
    },
    clock(ms) {
      const seconds = Math.max(0, Math.floor(ms / 1000));
      return `${number(Math.floor(seconds / 60))}:${twoDigits.format(seconds % 60)}`;
    },
    seconds: (ms) => (ms < 5 ? `< ${fixed(0.01, 2)} ${parts.second}` : `${fixed(ms / 1000, ms < 95 ? 2 : 1)} ${parts.second}`),
    roughly(ms) {
      const seconds = ms / 1000;
      if (seconds < 8) return parts.fewSeconds;
      if (seconds < 90) return parts.aboutSeconds.replace('#', number(Math.ceil(seconds / 5) * 5));
      return parts.aboutMinutes.replace('#', number(Math.ceil(seconds / 60)));
    },
    list,
    identifiers: (identifiers) =>
      list(
        identifiers
          .map((identifier) => (String(identifier).startsWith('[') ? String(identifier) : `[${identifier}]`))
          .map((tag) => `${parts.isolate[0]}${tag}${parts.isolate[1]}`),
      ),
    passages: counted(language, parts.counts.passages),
    windows: counted(language, parts.counts.windows),
    places: counted(language, parts.counts.places),
    tokens: counted(language, parts.counts.tokens),
    words: counted(language, parts.counts.words),
    files: counted(language, parts.counts.files),
    workers: counted(language, parts.counts.workers),
  };
}

const PLAIN = ['', ''] as const;

export const formatWords: Catalogue<FormatWords> = {
  en: build('en', {
    byteUnits: ['B', 'kB', 'MB', 'GB'],
    second: 's',
    fewSeconds: 'a few seconds',
    aboutSeconds: 'about # s',
    aboutMinutes: 'about # min',
    comma: ', ',
    and: ' and ',
    isolate: PLAIN,
    counts: {
      passages: { one: '# passage', other: '# passages' },
      windows: { one: '# window', other: '# windows' },
      places: { one: '# place', other: '# places' },
      tokens: { one: '# token', other: '# tokens' },
      words: { one: '# word', other: '# words' },
      files: { one: '# file', other: '# files' },
      workers: { one: '# worker', other: '# workers' },
    },
  }),
  fa: build('fa', {
    byteUnits: ['بایت', 'کیلوبایت', 'مگابایت', 'گیگابایت'],
    second: 'ثانیه',
    fewSeconds: 'چند ثانیه',
    aboutSeconds: 'حدود # ثانیه',
    aboutMinutes: 'حدود # دقیقه',
    comma: '، ',
    and: ' و ',
    isolate: ['\u2066', '\u2069'],
    counts: {
      passages: { other: '# متن' },
      windows: { other: '# پنجره' },
      places: { other: '# جایگاه' },
      tokens: { other: '# توکن' },
      words: { other: '# واژه' },
      files: { other: '# پرونده' },
      workers: { other: '# رشتهٔ پس‌زمینه' },
    },
  }),
  ru: build('ru', {
    byteUnits: ['Б', 'кБ', 'МБ', 'ГБ'],
    second: 'с',
    fewSeconds: 'несколько секунд',
    aboutSeconds: 'около # с',
    aboutMinutes: 'около # мин',
    comma: ', ',
    and: ' и ',
    isolate: PLAIN,
    counts: {
      passages: { one: '# фрагмент', few: '# фрагмента', many: '# фрагментов', other: '# фрагмента' },
      windows: { one: '# окно', few: '# окна', many: '# окон', other: '# окна' },
      places: { one: '# место', few: '# места', many: '# мест', other: '# места' },
      tokens: { one: '# токен', few: '# токена', many: '# токенов', other: '# токена' },
      words: { one: '# слово', few: '# слова', many: '# слов', other: '# слова' },
      files: { one: '# файл', few: '# файла', many: '# файлов', other: '# файла' },
      workers: {
        one: '# фоновый поток',
        few: '# фоновых потока',
        many: '# фоновых потоков',
        other: '# фонового потока',
      },
    },
  }),
  zh: build('zh', {
    byteUnits: ['字节', 'kB', 'MB', 'GB'],
    second: '秒',
    fewSeconds: '几秒',
    aboutSeconds: '约 # 秒',
    aboutMinutes: '约 # 分钟',
    comma: '、',
    and: '和',
    isolate: PLAIN,
    counts: {
      passages: { other: '# 个段落' },
      windows: { other: '# 个窗口' },
      places: { other: '# 个位置' },
      tokens: { other: '# 个词元' },
      words: { other: '# 个词' },
      files: { other: '# 个文件' },
      workers: { other: '# 个后台线程' },
    },
  }),
};

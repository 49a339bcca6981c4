import { counted, format } from './format.ts';
import type * as en from '../en/ranking.ts';

const answeredIn = counted({ other: 'در # متن پاسخ دارد' });

export const ranking: typeof en.ranking = {
  titles: {
    ranking: 'رتبه‌بندی',
    instant: 'ترتیب فوری',
    firstStage: 'ترتیب مرحلهٔ نخست',
    given: 'متن‌ها به ترتیب داده‌شده',
    empty: 'فهرست',
    tentative: 'رتبه‌بندی موقت',
  },
  notes: {
    undecided: 'ترتیب مرحلهٔ نخست: هنوز چیزی قطعی نیست',
    passages: 'موقت: بر پایهٔ آنچه تاکنون خوانده شده است',
    'first-token': 'موقت: ترتیبی که نخستین توکن می‌دهد',
    reasoning: 'موقت: به ترتیبی که استدلال از آن‌ها نام می‌برد',
    answer: 'موقت: پاسخ تا جایی که نوشته شده است',
  },
  committed: (done, windows) => `قطعی: ${done} از ${windows}`,
  working: (passages) => `${passages} · ترتیب فوری در حال محاسبه است…`,
  asGiven: (passages) => `${passages} به ترتیب داده‌شده`,
  saveInstant: 'ذخیرهٔ ترتیب فوری (TREC run)',
  saveLog: 'ذخیرهٔ گزارش (JSON)',
  saveLogHint: 'همهٔ رویدادها با طرح، نسخه‌ها و هش‌ها',
  saveTrec: 'ذخیرهٔ TREC run',
  inputChanged: 'ورودی پس از این اجرا تغییر کرده است.',
  showInput: 'نمایش متن‌ها چنان‌که اکنون خوانده می‌شوند',
  back: 'بازگشت به آخرین رتبه‌بندی',
  empty: 'متن‌های شما اینجا می‌آیند، نخست به ترتیبی فوری بر پایهٔ واژه‌ها و معنایشان. هنگام استدلال مدل جابه‌جا می‌شوند.',
  emptyLabel: 'فهرست را چگونه بخوانیم',
  solid: ['پُر با قاب', 'جایگاهش قطعی است'],
  seeThrough: ['خالی با خط‌چین', 'مدل هنوز با آن کار دارد؛ جایگاهش شاید عوض شود'],
  startFrom: 'شروع از',
  startFromNames: { instant: 'ترتیب فوری', given: 'ترتیب داده‌شده', score: 'امتیازهای داده‌شده', bm25: 'تنها BM25' },
  instantFailed: () => 'ترتیب فوری محاسبه نشد.',
  otherLanguage:
    'این متن‌ها انگلیسی به نظر نمی‌رسند، و مدل‌های این صفحه انگلیسی می‌خوانند. پس ترتیب تنها بر پایهٔ واژه‌های مشترک (BM25) یا امتیازهایی است که با آن‌ها آمد، و به آنچه مدل زبانی از آن‌ها درمی‌یابد نباید اعتماد کرد.',
  loadAgain: 'بارگذاری دوبارهٔ MiniLM',
  queryWords: 'آنچه پاسخ می‌دهد به',
  answeredIn: (word, passages) => `«${word}»: ${answeredIn(passages)}`,
  legend: { quote: 'نقل‌شده در استدلال', term: 'به واژه‌ای از پرسش پاسخ می‌دهد' },
  follows: 'فهرست با تصمیم‌های مدل جابه‌جا می‌شود.',
  held: 'تا وقتی در فهرست هستید، فهرست ثابت می‌ماند.',
  others: ({ first, last }) =>
    `جایگاه‌های ${format.number(first)} تا ${format.number(last)} در این پنجره داوری نمی‌شوند. نشان دادن`,
  waiting: counted({ other: '# تغییر در انتظار' }),
  show: 'اکنون نشان بده',
};

export const row: typeof en.row = {
  answers: (word, similar) => (similar === null ? `واژهٔ پرسش «${word}»` : `پاسخ به «${word}»، شباهت ${similar}`),
  place: (rank) => `جایگاه ${format.number(rank)}`,
  stays: (rank) => `در جای ${format.number(rank)} می‌ماند`,
  from: (rank) => `از ${format.number(rank)}`,
  up: 'بالاتر',
  down: 'پایین‌تر',
  tied: 'هم‌رتبه',
  number: format.number,
  standings: {
    given: '',
    instant: '',
    waiting: 'هنوز نوبتش نرسیده',
    judging: 'در حال خوانده شدن',
    tentative: 'موقت',
    settled: 'تا اینجا قطعی',
    unjudged: 'داوری نشده',
  },
  tagHint: 'شمارهٔ این متن در پرامپت',
  tagNamedHint: 'نمایش جایی که استدلال از آن نام می‌برد',
  inWindow: (window) => `در پنجرهٔ ${format.number(window)}`,
  reading: { next: 'بعد خوانده می‌شود', now: 'در حال خواندن', read: 'خوانده شد' },
  relevance: (share) => `احتمال آری ${format.fixed(share, 2)}`,
  scored: (score) => `امتیاز داده‌شده \u2068${score}\u2069`,
  score: (score) => `امتیاز \u2068${score}\u2069`,
  docIdHint: 'شناسهٔ سند',
  openHint: 'باز کردن پرونده در همین‌جا',
  mentions: counted({ other: '# بار در استدلال نام برده شده' }),
  mentionHint: 'نمایش این اشاره در استدلال',
  fold: 'بستن',
  unfold: 'متن کامل',
  cut: (read, words) => `مدل ${format.number(read)} واژه از ${format.number(words)} واژه را خوانده است: نزدیک‌ترین بخش به پرسش.`,
  neutralised: counted({ other: '# نشانهٔ شبیه شمارهٔ متن یا برچسب کنترلی در پرامپت بی‌اثر شد.' }),
};

export const judged: typeof en.judged = {
  title: 'سنجش با داوری‌ها',
  order: 'ترتیب',
  before: 'مرحلهٔ نخست',
  now: 'اکنون',
  tentative: 'موقت',
  afterWindow: (window) => `پس از پنجرهٔ ${window}`,
  perWindow: 'پنجره به پنجره',
  change: (signed) => `(\u2066${signed}\u2069)`,
  reach: ({ held, relevant, unjudged }) =>
    `فهرست ${held} سند مرتبط از ${relevant} سند را دارد؛ ${unjudged} متن آن داوری ندارد و نامرتبط شمرده می‌شود.`,
  unknownQuery: (qid) => `داوری‌ها پرسش «\u2068${qid}\u2069» را ندارند، پس کیفیت آن دانسته نیست.`,
  agreement: ({ tau, rbo }) => `همخوانی با مرحلهٔ نخست: تاو کندال \u2066${tau}\u2069، RBO \u2066${rbo}\u2069`,
  agreementIs:
    'می‌گوید ترتیب چقدر از نقطهٔ آغاز دور شده، نه اینکه چقدر خوب است. تاو همهٔ جفت‌ها را می‌سنجد: ۱ همان ترتیب و ۱− وارونهٔ آن است. همپوشانی رتبه‌محور (p = ۰٫۹) به بالای فهرست وزن بیشتری می‌دهد: ۱ همان ترتیب است و ده جایگاه نخست ۸۶٪ وزن را دارند.',
};

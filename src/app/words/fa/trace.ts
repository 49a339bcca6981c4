import type * as en from '../en/trace.ts';
import { headOf, shareOf } from '../phrases.ts';
import { counted, format } from './format.ts';

export const trace: typeof en.trace = {
  title: 'استدلال',
  honesty: 'متنی که مدل نوشته است؛ گزارش وفاداری از چگونگی تصمیم آن نیست.',
  locked: 'نقل‌قول‌های آن تنها می‌توانند از خود متن‌ها رونوشت شوند.',
  preparing: 'آماده‌سازی پنجرهٔ نخست…',
  onlyWindow: 'یک پنجره',
  window: ({ number, total }) => `پنجرهٔ ${format.number(number)} از ${format.number(total)}`,
  places: ({ first, last }) => `جایگاه‌های ${format.number(first)} تا ${format.number(last)}`,
  phases: { reading: 'در حال خواندن', thinking: 'در حال اندیشیدن', answering: 'در حال پاسخ' },
  brokenOff: 'نیمه‌کاره',
  brokenOffSentence: 'این پنجره نیمه‌کاره ماند. چیزی از آن برداشته نشد.',
  readingPrompt: (tokens) => `پایان خواندن ورودی: مدل ${format.tokens(tokens)} را می‌خواند. در این بخش نمی‌توان آن را نگه داشت.`,
  thought: 'اندیشه',
  thoughtKeys: 'اندیشه؛ کلیدهای جهت از متنی به متن دیگر می‌روند',
  leftBefore: (characters) => `تا اندیشه نوشته می‌شود، ${characters} نویسهٔ پیش از این کشیده نمی‌شود.`,
  leftAfter: (characters) => `${characters} نویسهٔ دیگر کشیده نمی‌شود تا صفحه از کار نماند؛ گزارش ذخیره‌شده همه را دارد.`,
  drawMore: 'بیشتر نشان بده',
  passagesNamed: counted({ other: '# متن را نام می‌برد' }),
  kinds: { passage: 'متن', comparison: 'مقایسه', 'change-of-mind': 'تغییر نظر', conclusion: 'نتیجه' },
  verbatim: 'عین متن',
  verbatimBest: 'عین متن، بهترین شاهد',
  verbatimWeak: 'عین متن، ولی نه نزدیک‌ترین جا به پاسخ',
  verbatimEmpty: 'عین متن، ولی هیچ‌چیز در آن به واژه‌ای از پرسش پاسخ نمی‌دهد',
  quoteMarks: {
    title: 'نشانه‌های پس از نقل‌قول',
    '✓': 'واژه‌به‌واژه در متن است، و در نزدیک‌ترین جای آن به پرسش',
    '≈': 'واژه‌به‌واژه در متن است، ولی بهترین شاهد آن نیست',
    '=': 'واژه‌به‌واژه در متن است؛ جای بهترین شاهد این‌جا دانسته نیست',
    '✗': 'در آنچه به مدل داده شد نیست',
  },
  notFound: 'یافت نشد',
  unknownNumber: 'هیچ متنی در این پنجره این شماره را ندارد',
  chip: ({ rank, start }) => `جایگاه ${format.number(rank)}: ${start}`,
  answer: 'پاسخ',
  usage: ({ read, readRate, written, writtenRate }) =>
    `${format.tokens(read)} با سرعت ${format.rate(readRate)} در ثانیه خوانده و ${format.number(written)} با سرعت ${format.rate(writtenRate)} در ثانیه نوشته شد`,
  forced: ({ forced, written }) =>
    `از ${format.number(written)} توکن نوشته‌شده، ${format.number(forced)} توکن ناگزیر بود: قالب جای گزینشی نمی‌گذاشت، پس به‌جای نوشتن یکی‌یکی، دسته‌دسته خوانده شد.`,
  skip: 'رد کردن اندیشه',
  skipResults: {
    closing: 'خواستید از اندیشه بگذرد: با توکن بعدی بسته شد و پاسخ در پی آن می‌آید.',
    over: 'خواستید از اندیشه بگذرد، اما اندیشه پیش‌تر پایان یافته بود.',
    'free-mode': 'خواستید از اندیشه بگذرد، اما پاسخ آزاد راهنمایی ندارد که آن را ببندد. تنها راه، توقف است.',
  },
  notices: 'در راه مدل',
  consistency: 'سنجش پاسخ با استدلال',
  contradiction: 'استدلال {better} را پیش از {worse} می‌گذارد، پاسخ برعکس.',
  contradictionUnread: 'استدلال {better} را پیش از {worse} می‌گذارد؛ پاسخی خوانده نشد و ترتیب برعکس ماند.',
  concluded: '{passage} در نتیجهٔ استدلال هست، اما در پاسخ نیست.',
  concludedUnread: '{passage} در نتیجهٔ استدلال هست؛ پاسخی خوانده نشد.',
  moved: ({ from, to }) =>
    `{passage} از جایگاه ${format.number(from)} به ${format.number(to)} بالا رفت، بی‌آنکه استدلال نامی از آن ببرد.`,
  agrees: counted({ other: 'پاسخ هر # جفتی را که استدلال مرتب کرده است نگه می‌دارد.' }),
  agreesUnread: counted({
    other: 'پاسخی خوانده نشد؛ فهرست اتفاقاً هر # جفتی را که استدلال مرتب کرده است نگه می‌دارد.',
  }),
  nothingToCheck: 'استدلال هیچ دو متنی را مرتب نمی‌کند، پس چیزی برای سنجش پاسخ نیست.',
  caveat: 'با قاعده‌هایی بر واژه‌ها یافته شده است؛ ممکن است جمله‌ای نادرست فهمیده شود.',
  showSentence: 'نمایش جمله',
  showEarlier: 'نمایش جملهٔ پیشین',
  more: (count) => `نمایش ${format.number(count)} مورد دیگر`,
  fewer: 'نمایش کمتر',
};

export const calls: typeof en.calls = {
  call: ({ number, total }) => `فراخوان ${format.number(number)}${total === null ? '' : ` از ${format.number(total)}`}`,
  head: headOf(format, {
    asks: {
      order: (passages) => `ترتیب ${passages}`,
      best: (passages) => `بهترین از ${passages}`,
      pair: (passages) => `مقایسهٔ ${passages}`,
      select: (passages, take) => `${take} بهترین از ${passages}`,
      relevance: (passages) => `ربط ${passages}`,
      scores: (passages) => `امتیاز ${passages}`,
    },
    places: (places, count) => `${count === 1 ? 'جایگاه' : 'جایگاه‌های'} ${places}`,
  }),
  sample: ({ number, of }) => `نمونهٔ ${format.number(number)} از ${format.number(of)}`,
  likelihoods: { labels: 'احتمال نخست نام برده شدن هر متن', words: 'احتمال پاسخ آری' },
  whole: 'همهٔ پاسخ خوانده شد.',
  unwritten: 'پاسخی نوشته نشد: احتمال‌ها تعیین می‌کنند.',
  read: ({ read, computed }) => `${format.tokens(read)} خوانده شد؛ ${format.number(computed)} تای آنها تازه محاسبه شد.`,
  mass: (share) => `سهم‌ها تنها میان همین برچسب‌هاست؛ با هم ${shareOf(format, share)} از آنچه مدل می‌نوشت هستند.`,
  yes: (share) => `احتمال آری ${format.fixed(share, 3)}`,
  scores: 'امتیازهای داده‌شده',
  noScore: 'هیچ',
  cut: 'اینجا بریده شد: پاسخ بی آنچه در پی می‌آید داده شد.',
  wait: 'اینجا «Wait» گذاشته شد',
  notes: 'آنچه این خواننده بی‌صدا کرد',
  fused: (samples, rule) =>
    `${format.number(samples)} نمونه با ${{ borda: 'شمارش بوردا', kemeny: 'قاعدهٔ کمنی', 'reciprocal-rank': 'وارون رتبه' }[rule]} یک ترتیب شدند.`,
  agreement: (tau) => `میانگین هم‌خوانی آنها τ کندال ${tau} است (۱ = همان ترتیب، ۰ = بی‌ربط).`,
  noAgreement: 'هم‌خوانی تعریف نمی‌شود: نمونه‌ای هیچ دو متنی را از هم جدا نکرد.',
  passage: 'متن',
  meanRank: 'میانگین رتبه',
  ranks: 'بهترین تا بدترین',
  deviation: 'پراکندگی',
  readings: 'سامانه‌های دیگر در این پاسخ چه می‌خواندند',
  readingsHint: 'همان خروجی با قاعده‌های هر سامانه خوانده شده است. شماره‌ها از ورودی همین فراخوان‌اند؛ = یعنی هم‌رتبه.',
  reader: 'خوانندهٔ',
  order: 'ترتیب',
  outcome: 'سرانجام',
  told: 'آنچه بی‌صدا شد',
  used: 'به‌کاررفته',
  same: 'هیچ',
};

export const limits: typeof en.limits = {
  title: 'محدودیت‌ها',
  hint: 'به مدل چه داده شد، چه بریده شد، چه ترمیم شد',
  window: ({ number, total }) => `پنجرهٔ ${format.number(number)} از ${format.number(total)}`,
  meter: 'ظرفیت متن مدل',
  meterWords: ({ used, context }) =>
    `${format.number(used)} از ${format.tokens(context)} پر است یا برای اندیشه و پاسخ نگه داشته شده است (${format.percent(used / context)})`,
  prompt: 'ورودی',
  instructions: 'دستورها',
  query: 'پرسش',
  passages: 'متن‌ها',
  template: 'قالب گفت‌وگو',
  joined: 'توکن‌های کمتر در پیوند دو بخش',
  thoughtRoom: 'جا برای اندیشه',
  answerRoom: 'جا برای پاسخ',
  free: 'باقی‌مانده',
  context: 'ظرفیت',
  notCounted: 'این گزارش بدون شمار توکن بخش‌های ورودی نوشته شده است؛ تنها کل ورودی شمرده شد.',
  shrunk: ({ asked, kept }) => `همهٔ متن‌ها با ${format.words(asked)} جا نمی‌شدند، پس از هر یک دست بالا ${format.words(kept)} ماند.`,
  cuts: 'بریده از متن‌ها',
  repairs: 'ترمیم‌شده در پاسخ',
  sent: 'ورودی درست همان‌گونه که فرستاده شد',
  noPrompt: 'این گزارش ورودی را در بر ندارد.',
  part: 'بخش',
  tokens: 'توکن',
  passage: (identifier) => `متن \u2066[${identifier}]\u2069`,
  sentWhole: (tokens) => `روی هم ${format.tokens(tokens)}.`,
  templateNote: (tokens) => `قالب گفت‌وگو ${format.tokens(tokens)} پیرامون این متن می‌گذارد.`,
};

export const cuts: typeof en.cuts = {
  nothingCut: (passages) => `هیچ: ${format.passages(passages)} همگی کامل در ورودی هستند.`,
  cut: ({ kept, all, before, after }) =>
    `از {passage}، ${format.number(kept)} از ${format.words(all)} ماند؛ ${format.number(before)} پیش و ${format.number(after)} پس از آن بریده شد.`,
  reasons: ({ reason, words }) =>
    ({
      'passage-words': `علت: بلندتر از ${format.words(words)} که تنظیمات برای هر متن روا می‌دارد.`,
      context: 'علت: همهٔ متن‌های پنجره باید در ظرفیت مدل جا می‌شدند.',
      unknown: 'علت را این گزارش نمی‌گوید: بدون شمار واژه‌هایی که جا می‌شدند نوشته شده است.',
    })[reason],
  neutralised: counted({
    other: '{passage} # نشانه داشت که به شمارهٔ متن یا برچسب کنترل می‌ماند؛ در ورودی بی‌اثر شد.',
  }),
  showCut: 'نمایش آنچه بریده شد',
  wordsBefore: (count) => `بریده از پیش، ${format.words(count)}`,
  wordsKept: (count) => `مانده، ${format.words(count)}`,
  wordsAfter: (count) => `بریده از پس، ${format.words(count)}`,
};

export const repairs: typeof en.repairs = {
  nothingRepaired: 'هیچ: مدل اندیشه‌اش را به پایان برد و هر متن را یک بار نوشت.',
  notOver: 'تا اینجا هیچ؛ پنجره هنوز تمام نشده است.',
  missing: 'جامانده از پاسخ: {passages}. با ترتیب پیشین پس از دیگران می‌مانند.',
  duplicate: 'بیش از یک بار نام برده شد: {passages}. نخستین جایگاه به شمار می‌آید.',
  unknown: (written) => `نام برده شد، اما در این پنجره نیست: ${written}. کنار گذاشته شد.`,
  unfinished: ({ settled, of }) =>
    `پاسخ پس از ${format.number(settled)} از ${format.places(of)} بریده شد. بقیه ترتیب پیشین را دارند.`,
  forced: (tokens) => `اندیشه در پایان سهم ${format.tokens(tokens)} به‌اجبار بسته شد.`,
  skipped: 'اندیشه بسته شد، زیرا پاسخ را خواستید.',
  openThought: 'اندیشه هرگز بسته نشد، پس ترتیبی از آن برداشته نشد.',
  notSkipped: {
    over: 'هنگامی خواستید از اندیشه بگذرد که پایان یافته بود.',
    'free-mode': 'خواستید از اندیشه بگذرد؛ در پاسخ آزاد چیزی نمی‌تواند آن را ببندد.',
  },
};

export const rowReason: typeof en.rowReason = {
  why: 'چرا',
  whyHint: 'نمایش این جمله در استدلال',
  silent: 'استدلال از آن سخنی نمی‌گوید.',
  pending: 'استدلال هنوز به آن نرسیده است.',
  by: {
    judged: 'دربارهٔ همین متن داوری می‌کند',
    comparison: 'آن را با متن‌های دیگر می‌سنجد',
    conclusion: 'از نتیجه‌گیری',
    mentioned: 'تنها از آن نام می‌برد',
  },
  earlier: (window) => `از پنجرهٔ ${format.number(window)}؛ پنجرهٔ بعدی از آن سخنی نمی‌گوید`,
  against: (rank) => `جایگاه ${format.number(rank)}، هرچند استدلال می‌گوید:`,
  though: 'هرچند استدلال می‌گوید:',
  denied: 'استدلال این را نیز می‌گوید:',
};

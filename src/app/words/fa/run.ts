import { counted, format } from './format.ts';
import { ofBounds, range, timeOf } from '../phrases.ts';
import { firstStageIn, libraryIn, outcomeIn, statusIn } from '../sentences.ts';
import type * as en from '../en/run.ts';

export const run: typeof en.run = {
  label: 'اجرا',
  rank: 'رتبه‌بندی',
  stop: 'توقف',
  stopping: 'در حال توقف…',
  skip: 'رد کردن اندیشه',
  skipAsked: 'بستن اندیشه درخواست شد…',
  skipResults: {
    closing: 'اندیشه بسته شد؛ اکنون نوبت پاسخ است.',
    over: 'اندیشه پیش‌تر پایان یافته بود.',
    'free-mode': 'پاسخ آزاد راهنمایی ندارد که اندیشه را ببندد. «توقف» اجرا را پایان می‌دهد.',
  },
  waiting: 'در انتظار ترتیب فوری…',
  loading: 'مدل بارگذاری می‌شود…',
  ready: 'آماده.',
  instantOnly: 'کاری نمانده است: فهرست به ترتیب آنی است و مدلی قرار نیست بخواند.',
  barred: 'مدل استدلال اینجا اجرا نمی‌شود؛ فهرست ترتیب فوری را نشان می‌دهد.',
  unreadable: 'متن‌ها هنوز خوانده نمی‌شوند؛ خط‌های نشان‌دار را ببینید.',
  lacks: {
    query: 'پرسش را بنویسید.',
    passages: 'متن‌ها را بیفزایید.',
    'second-passage': 'متن دومی بیفزایید: یک متن به‌تنهایی مرتب است.',
  },
  loadFirst: 'نخست مدل بارگذاری می‌شود.',
  loadFirstBytes: (bytes) => `نخست مدل بارگذاری می‌شود: ${format.bytes(bytes)} پرونده از همین سایت، تنها یک بار.`,
  stopAsked: ({ done, total }) =>
    done === 0
      ? 'در حال توقف؛ هنوز هیچ پنجره‌ای قطعی نشده است، پس ترتیب آغازین می‌ماند.'
      : `در حال توقف؛ ${format.number(done)} از ${format.windows(total)} قطعی شده است و می‌ماند.`,
  engineReplaced:
    'پردازندهٔ گرافیکی سرگرم ورودی بود و نمی‌شد آن را نگه داشت: موتور عوض شد و مدل را دوباره از حافظهٔ نهان بارگذاری می‌کند.',
  kept: ({ done, total, spans }) =>
    `نگه داشته شد: جایگاه‌های ${format.list(spans)}، از ${format.number(done)} از ${format.windows(total)}. جایگاه‌هایی که هیچ پنجره‌ای به آن‌ها نرسید ترتیب آغازین را دارند.`,
  keptNothing: 'هیچ پنجره‌ای به پایان نرسید، پس فهرست همان‌گونه است که آغاز شد.',
  now: 'اکنون',
  preparing: 'آماده‌سازی',
  readingPrompt: (tokens) => `پایان خواندن ورودی، ${format.tokens(tokens)}`,
  readingPassage: ({ place, of }) => `خواندن متن ${format.number(place)} از ${format.number(of)}`,
  readingLeft: (ms) => `${format.roughly(ms)} دیگر`,
  thinking: 'در حال اندیشیدن',
  answering: 'در حال پاسخ',
  notice: ({ code, attempt, of, waitMs, status }) => {
    const what = {
      busy: 'کارساز مشغول بود',
      unreachable: 'کارساز پاسخ نداد',
      'broke-off': 'پاسخ گسست و از همان‌جا پی گرفته شد',
      repeated: 'پاسخ متنی را دو بار نام برد و از همان‌جا دوباره خواسته شد',
    }[code];
    const how = status === undefined ? '' : ` (\u2066HTTP ${status}\u2069)`;
    const next = waitMs > 0 ? `، تلاش بعدی پس از ${format.seconds(waitMs)}` : '';
    return `${what}${how}: بار ${format.number(attempt)} از بیشینهٔ ${format.number(of)}${next}.`;
  },
  windows: 'پنجره',
  ofWindows: ({ done, total }) => `${format.number(done)} از ${format.number(total)}`,
  elapsed: 'گذشته',
  took: 'زمان برد',
  rate: 'توکن در ثانیه',
  rateGuessed: 'از درازای متن برآورد شده است؛ پس از پایان یک پنجره دقیق می‌شود',
  rateCounted: 'شمارش موتور در آخرین پنجره',
  left: 'زمان مانده',
  timeLeft: (ms) => `${format.roughly(ms)} مانده`,
  budgetPerRun: (ms) => `همهٔ اندیشه‌های فهرستی به درازای فهرست پیشین: دست بالا ${format.roughly(ms)}.`,
};

export const load: typeof en.load = {
  title: 'بارگذاری مدل',
  thenRun: 'همین که آماده شود رتبه‌بندی خودبه‌خود آغاز می‌شود.',
  cancel: 'لغو بارگذاری',
  fetching: 'دریافت و بررسی پرونده‌ها',
  checked: 'پرونده‌ها بررسی شد',
  bytesOf: ({ loaded, total }) => `${format.bytes(loaded)} از ${format.bytes(total)}`,
  bytesLabel: 'بایت‌های مدل',
  sources: ({ network, cache }) => `${format.bytes(network)} از شبکه، ${format.bytes(cache)} از حافظهٔ نهان این مرورگر`,
  compiling: 'کامپایل شیدرها و پر کردن حافظهٔ گرافیکی',
  engineLabel: 'راه‌اندازی موتور',
  measuring:
    'چند کتابخانهٔ این مدل با این پردازندهٔ گرافیکی سازگارند. اینکه کدام تندتر است یک بار، حدود دو ثانیه، سنجیده و به خاطر سپرده می‌شود.',
  filesDone: ({ done, total }) => `${format.number(done)} از ${format.files(total)}`,
  file: 'پرونده',
  bytes: 'اندازه',
  from: 'از',
  source: { network: 'شبکه', cache: 'حافظهٔ نهان' },
  replaced: 'شبکه (رونوشت آسیب‌دیده جایگزین شد)',
};

export const settings: typeof en.settings = {
  title: 'تنظیمات',
  changed: 'تغییر کرده',
  fields: {
    windowSize: { label: 'پنجره', hint: 'متن‌هایی که مدل یک‌جا می‌بیند؛ فهرست‌های بلندتر از پایان به آغاز خوانده می‌شوند' },
    windowStride: { label: 'گام', hint: 'شمار جایگاه‌هایی که هر پنجره از پنجرهٔ پیش جلوتر می‌رود' },
    thoughtTokens: {
      label: 'سقف اندیشه',
      hint: (ms) =>
        `بیشترین توکن در هر پنجره${ms === null ? '' : `، ${format.roughly(ms)} به سنجش همین‌جا`}؛ با ۰ بی‌درنگ پاسخ می‌دهد`,
    },
    passageWords: { label: 'واژه در هر متن', hint: 'از متن‌های بلندتر بخشی که به پرسش نزدیک‌تر است نگه داشته می‌شود' },
    priorWeight: {
      label: 'اعتماد به مرحلهٔ نخست',
      hint: 'جایی که مدل مطمئن نیست، امتیازهای آن چه اندازه اثر دارند؛ ۰ ترتیب را به مدل می‌سپارد و پاسخ آزاد هرگز از آن اثر نمی‌گیرد',
    },
    readingWeight: {
      label: 'وزن خواندن',
      hint: 'وزن امتیازی که مدل در پایان هر متن می‌خواند؛ وزن ترتیب فوری ۱ است',
    },
    temperature: { label: 'دما', hint: 'با ۰ همیشه محتمل‌ترین توکن برداشته می‌شود؛ از ۰ تا ۲' },
    rerankDepth: { label: 'مدل می‌خواند', hint: 'دست بالا این شمار متن از سر فهرست؛ بقیه سر جای خود می‌ماند' },
    seed: { label: 'بذر', hint: 'همهٔ گزینش‌های تصادفی را تعیین می‌کند' },
  },
  choices: {
    reading: {
      label: 'امتیاز خواندن',
      words: {
        list: { name: 'یک‌باره', hint: 'همهٔ فهرست یک بار خوانده می‌شود؛ امتیاز هر متن از متن‌های پیش از آن خبر دارد' },
        apart: {
          name: 'هر یک جدا',
          hint: 'هر متن تنها خوانده می‌شود تا ترتیب فهرست اثری نداشته باشد؛ اگر پس از آن چیزی نوشته شود خواندن دو برابر زمان می‌برد',
        },
        off: { name: 'خاموش', hint: 'امتیازی خوانده نمی‌شود' },
      },
    },
  },
  answer: 'پاسخ',
  modes: {
    locked: { name: 'قفل‌شده', hint: 'فقط ترتیب کامل، و نقل‌قول‌ها جمله‌های کامل‌اند که از همان متنی که نام می‌برند رونوشت می‌شوند' },
    constrained: { name: 'مقید', hint: 'فقط ترتیب کامل؛ نقل‌قول ممکن است ساختگی باشد و بررسی می‌شود' },
    free: { name: 'آزاد', hint: 'متن خود مدل، که خوانده و ترمیم می‌شود' },
    'first-token': { name: 'نخستین توکن', hint: 'چیزی نوشته نمی‌شود؛ احتمال نخست نام برده شدن هر متن ترتیب را می‌دهد' },
    reading: { name: 'فقط خواندن', hint: 'چیزی نوشته نمی‌شود؛ آنچه در پایان متن‌ها خوانده شد همراه ترتیب فوری آن‌ها را مرتب می‌کند' },
  },
  reset: 'بازگشت به پیش‌فرض‌های مدل',
  unfit: ({ whole, min, max, kept }) =>
    `${whole ? 'عددی درست' : 'عددی'} از ${format.number(min)} تا ${format.number(max)}؛ تا آن هنگام ${format.number(kept)} می‌ماند.`,
};

export const forecast: typeof en.forecast = {
  title: 'پیش‌بینی',
  calls: ofBounds(format, counted({ other: '# فراخوان' })),
  promptTokens: ofBounds(format, counted({ other: 'خواندن # توکن' })),
  outputTokens: (most) => `نوشتن حداکثر ${format.number(most)}`,
  time: timeOf(format, (least, most) => `${least} تا ${most} به سنجش همین‌جا`),
  tokensLater: 'شمار توکن پس از بارگیری مدل دانسته می‌شود',
  timeLater: 'زمان پس از نخستین اجرا در اینجا دانسته می‌شود',
  needsList: 'برای دیدن هزینهٔ اجرا متن بیفزایید.',
  ranWith: ({ prompt, strategy }) => `دستور: «\u2068${prompt}\u2069». راهبرد: ${strategy}.`,
  cost: 'هزینهٔ اجرا',
  figures: { calls: 'فراخوان‌ها', promptTokens: 'توکن خوانده', outputTokens: 'توکن نوشته' },
  predicted: 'پیش‌بینی',
  spent: 'واقعی',
  verdict: 'سنجش',
  verdicts: {
    within: 'طبق پیش‌بینی',
    below: 'کمتر از پیش‌بینی',
    above: 'بیشتر از پیش‌بینی',
    unfinished: 'پیش از آن نیمه‌کاره ماند',
    unpredicted: 'پیش‌بینی نشده',
  },
  outside: 'اجرا بیرون از پیش‌بینی بود.',
  asPredicted: 'اجرا در محدودهٔ پیش‌بینی ماند.',
  bounds: (bounds) => range(format, bounds),
  callsSoFar: ({ done, of }) => `${format.number(done)} از ${range(format, of)}`,
};

export const library: typeof en.library = libraryIn(format, {
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
});

const shownOrder = (method: string | null): string =>
  method === null ? 'این ترتیب داده‌شده است' : `این ترتیب فوری است (${method})`;

export const firstStage: typeof en.firstStage = firstStageIn(format, {
  asGiven: 'ترتیب داده‌شده',
  ownScores: 'امتیازهای داده‌شده',
  alone: (words) => `فقط ${words}`,
  inTime: (passages, time) => `${passages} در ${time}`,
  onGpu: 'روی پردازندهٔ گرافیکی',
  onCpu: 'روی پردازندهٔ اصلی',
  encoderNext: 'MiniLM که معنا را می‌خواند، پس از این بارگذاری می‌شود.',
  encoderStarting: 'MiniLM که معنا را می‌خواند، در حال راه‌اندازی است.',
  encoderLoading: 'MiniLM که معنا را می‌خواند، در حال بارگذاری است.',
  encoderBytes: (loaded, total) => `MiniLM که معنا را می‌خواند، در حال بارگذاری است: ${loaded} از ${total}.`,
  encoderFailed: () => 'از MiniLM نمی‌توان استفاده کرد، پس ترتیب فقط از روی واژه‌هاست.',
  factFailed: 'از MiniLM نمی‌توان استفاده کرد؛ فقط واژه‌ها (BM25)',
  factLoading: 'MiniLM در حال بارگذاری',
  factGpu: (time) => `MiniLM روی پردازندهٔ گرافیکی، آماده پس از ${time}`,
  factCpu: (workers, time) => `MiniLM روی پردازندهٔ اصلی، ${workers}، آماده پس از ${time}`,
  noWebGpu: (method) => `اینجا WebGPU نیست: ${shownOrder(method)}؛ مدل استدلال به WebGPU نیاز دارد.`,
  tooSmall: (method) => `این پردازندهٔ گرافیکی کوچک است: ${shownOrder(method)}؛ مدل استدلال به بزرگ‌تری نیاز دارد.`,
  cut: counted({ other: 'MiniLM از هر تکه ۲۵۶ پاره‌واژه می‌خواند: پایان # متن برای معنا خوانده نشد.' }),
  late: (start) => `ترتیب فوری پس از ۱۰ ثانیه آماده نشد: اجرا با ${start} آغاز شد.`,
  lateGiven: 'ترتیب فوری پس از ۱۰ ثانیه آماده نشد: اجرا با ترتیب داده‌شده آغاز شد.',
  startedAsGiven: 'آغازشده با ترتیب داده‌شده',
  started: (start) => `آغازشده با ترتیب فوری (${start})`,
  status: (method, first) => `ترتیب فوری بر پایهٔ ${method}. نخست: \u2068${first}\u2069`,
});

export const outcome: typeof en.outcome = outcomeIn(format, {
  tags: { complete: 'کامل', repaired: 'ترمیم‌شده', truncated: 'ناتمام', unparsed: 'بدون ترتیب' },
  complete: (passages) => `هر ${passages} مرتب شد.`,
  missing: (identifiers) => `${identifiers} را جا انداخت`,
  duplicate: (identifiers) => `${identifiers} را تکرار کرد`,
  unknown: (identifiers) => `${identifiers} را نام برد که در این پنجره نیست`,
  answer: (deeds) => `پاسخ ${deeds}.`,
  missingRule: ' متن‌های جاافتاده با همان ترتیب پیشین پشت سر بقیه می‌مانند.',
  truncated: (places) => `سقف توکن پس از ${places} به پایان رسید. بقیه ترتیب پیشین خود را نگه می‌دارند.`,
  unparsed: (reason) => `ترتیبی خوانده نشد (\u2068${reason}\u2069). پنجره به همان ترتیبی که آمده بود می‌ماند.`,
  reasons: {
    'the answer is neither of the two words': 'پاسخ هیچ‌یک از آن دو واژه نیست',
    'no readable JSON object': 'هیچ شیء JSON خوانایی در آن نیست',
    'the answer is no list in the system’s own form': 'پاسخ فهرستی به شکل خود آن سامانه نیست',
    'no line holds the word Document': 'در هیچ سطری واژهٔ Document نیست',
    'a digit that is no integer': 'رقمی که عدد صحیح نیست',
    'a piece of the list is no number': 'بخشی از فهرست عدد نیست',
    'the thought was not finished': 'اندیشه به پایان نرسید',
    'the model wrote no answer': 'مدل پاسخی ننوشت',
    'the answer names no passage': 'پاسخ هیچ متنی را نام نمی‌برد',
  },
  thoughtEnds: {
    closed: 'اندیشه خودش به پایان رسید.',
    settled: 'اندیشه بسته شد، چون ترتیب آن دیگر تغییر نمی‌کرد؛ پاسخ پس از آن آمد.',
    skipped: 'اندیشه بسته شد چون شما پاسخ را خواستید؛ پاسخ پس از آن آمد.',
    open: 'اندیشه هرگز بسته نشد، پس ترتیبی از آن گرفته نشد.',
    none: 'اندیشه‌ای نوشته نشد.',
  },
  forced: (tokens) => `اندیشه به سقف خود یعنی ${tokens} رسید و به‌اجبار بسته شد؛ پاسخ پس از آن آمد.`,
  runs: {
    done: 'پایان یافت',
    stoppedAtOnce: 'پیش از پایان نخستین پنجره متوقف شد: ترتیب مرحلهٔ نخست',
    failedAtOnce: 'پیش از پایان نخستین پنجره خطا داد: ترتیب مرحلهٔ نخست',
  },
  stopped: (done, windows) => `متوقف شد: ${done} از ${windows} قطعی است`,
  failed: (done, windows) => `خطا داد: پیش از آن ${done} از ${windows} قطعی شده بود`,
});

export const status: typeof en.status = statusIn(format, {
  between: ' ',
  window: ({ done, total, moved }) => `پنجرهٔ ${done} از ${total} تمام شد: ${moved}.`,
  moved: (from, to) => `متنِ جایگاه ${from} اکنون در جایگاه ${to} است`,
  nothingMoved: 'چیزی بالا نیامد',
  ends: { complete: 'رتبه‌بندی پایان یافت.', cancelled: 'رتبه‌بندی متوقف شد.', failed: 'رتبه‌بندی خطا داد.' },
  kept: (done, total) => `${done} از ${total} پنجره نگه داشته شد.`,
  first: (start) => `نخست: \u2068${start}\u2069`,
});

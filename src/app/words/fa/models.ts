import { counted, dateTime, format } from './format.ts';
import type * as en from '../en/models.ts';

const MODELS = counted({ other: '# مدل' });
const FILES_DAMAGED = counted({ other: '# پرونده خراب بود' });

const figure = (value: number): string => format.fixed(value, 3);
/** Names of models and files run from left to right. */
const ltr = (name: string): string => `\u2066${name}\u2069`;

export const page: typeof en.page = {
  title: 'مدل‌ها',
  documentTitle: 'Glassrank: مدل‌ها',
  back: 'بازگشت به میز کار',
  reach: 'مدل‌ها را از جای دیگر می‌گیرد',
  reachMore: [
    'از همهٔ Glassrank تنها این صفحه از نشانی‌های دیگر پرونده می‌خواهد، آن هم تنها برای مدل‌هایی که شما بگویید. پرسش‌ها و متن‌های شما را هرگز نمی‌بیند.',
    'سپس میز کار پرونده‌های ذخیره‌شده را می‌خواند و جز نشانی خودش سراغ هیچ نشانی‌ای نمی‌رود.',
  ],
  drop: 'پوشهٔ مدل را اینجا رها کنید',
};

export const machine: typeof en.machine = {
  title: 'این دستگاه',
  asking: 'پردازندهٔ گرافیکی پرسیده می‌شود…',
  software: 'کد گرافیکی روی پردازندهٔ اصلی اجرا می‌شود',
  shaders16: 'با سایه‌زن ۱۶ بیتی',
  noShaders16: 'بی سایه‌زن ۱۶ بیتی',
  buffers: (bytes) => `بافرهایی تا ${format.bytes(bytes)}`,
  memoryUnknown: 'حافظهٔ گرافیکی: مرورگرها نمی‌گویند',
  memoryHeld: (bytes) => `دست‌کم ${format.bytes(bytes)} حافظهٔ گرافیکی، آزموده`,
  memoryAll: (bytes) => `حدود ${format.bytes(bytes)} حافظهٔ گرافیکی، آزموده`,
  measure: (bytes) => `آزمودن ${format.bytes(bytes)} حافظهٔ گرافیکی`,
  measuring: ({ held, needed }) => `آزمودن حافظهٔ گرافیکی: ${format.bytes(held)} از ${format.bytes(needed)} گرفته شد`,
  measuringLabel: 'حافظهٔ گرافیکی گرفته‌شده',
};

export const recommend: typeof en.recommend = {
  title: 'پیشنهاد برای این دستگاه',
  use: 'رتبه‌بندی با آن',
  useInstant: 'باز کردن میز کار',
  instant: 'بی مدل: ترتیب فوری',
  instantWhy:
    'هیچ مدلی اینجا اجرا نمی‌شود، چون مرورگر پردازندهٔ گرافیکی مناسبی نمی‌دهد. میز کار باز هم فهرست‌ها را بی‌درنگ از روی واژه‌ها و معنا مرتب می‌کند.',
  processor:
    'اینجا پردازندهٔ گرافیکی به کار نمی‌آید. مدلی که همراه صفحه است به جای آن با همان پرونده‌ها روی پردازندهٔ اصلی اجرا می‌شود؛ مدل‌های بزرگ‌تر برای یک پنجره دقیقه‌های بسیار می‌اندیشیدند.',
  software:
    'کد گرافیکی اینجا روی پردازندهٔ اصلی اجرا می‌شود، پس مدلی بزرگ‌تر برای یک پنجره دقیقه‌های بسیار می‌اندیشید. مدلی که همراه صفحه است به‌اندازهٔ کافی کوچک است: برای چهار متن کوتاه حدود نیم دقیقه.',
  small: ({ best, first }) =>
    best === null
      ? 'مدل‌هایی که ترتیب آغازین را آشکارا بهتر می‌کنند چهار میلیارد پارامتر یا بیشتر دارند و اینجا جا نمی‌شوند. این یکی برای رتبه‌بندی آموزش دیده و همراه صفحه است.'
      : `آنچه اینجا جا می‌شود تقریباً سودی ندارد: ${ltr(best.name)} در آزمون‌های منتشرشده به ${figure(best.figure)} می‌رسد و ترتیبی که از آن آغاز می‌کند ${figure(first)} دارد. این یکی برای رتبه‌بندی آموزش دیده، گواه‌هایش را نشان می‌دهد و همراه صفحه است.`,
  short: ({ name, why }) => `${ltr(name)}، کوچک‌ترینی که می‌ارزد: ${why}`,
  better: ({ figure: own, first }) =>
    `در آزمون‌های منتشرشده، بی آنکه برای این کار آموزش دیده باشد، nDCG@10 را از ${figure(first)} (ترتیبی که به آن داده می‌شود) به ${figure(own)} می‌رساند.`,
  smaller: ({ names }) => `کوچک‌ترها نه: ${format.list(names.map(({ name, figure: own }) => `${ltr(name)} ${figure(own)}`))}.`,
  source: `صد متن نخست ${ltr('SPLADE++ ED')}، ${ltr('TREC Deep Learning')} ۲۰۱۹ تا ۲۰۲۳، از کارت مدل ${ltr('first_qwen3_0.6b')}`,
  unmeasured: (bytes) =>
    `${format.bytes(bytes)} حافظهٔ گرافیکی می‌خواهد. مرورگرها نمی‌گویند چقدر هست، پس پیش از دریافت آزموده می‌شود.`,
  measured: (bytes) => `${format.bytes(bytes)} حافظهٔ گرافیکی آزموده شد و بود.`,
  tryAndFetch: (bytes) => (bytes === null ? 'آزمودن حافظه، سپس دریافت' : `آزمودن حافظه، سپس دریافت ${format.bytes(bytes)}`),
  fetch: (bytes) => (bytes === null ? 'دریافت' : `دریافت ${format.bytes(bytes)}`),
};

export const facts: typeof en.facts = {
  thinks: 'می‌اندیشد',
  direct: 'یک‌راست پاسخ می‌دهد',
  thinksAbout: 'پیش از ترتیب، استدلالش را می‌نویسد',
  directAbout: 'ترتیب را بی‌درنگ می‌نویسد؛ دستور عمومی استدلال نمی‌خواهد',
  trained: 'آموزش‌دیده برای رتبه‌بندی',
  licences: { open: 'مجوز آزاد', terms: 'شرایط خودش', research: 'تنها پژوهش' },
  licenceUnknown: 'مجوز: صفحه‌اش را ببینید',
  toFetch: (bytes) => `حدود ${format.bytes(bytes)} برای دریافت`,
  toFetchUnknown: 'اندازه هنگام درخواست گفته می‌شود',
  memory: ({ bytes, tokens }) => `${format.bytes(bytes)} حافظهٔ گرافیکی با ${format.tokens(tokens)}`,
  windows: ({ passages, thought }) =>
    `پنجره‌هایی با ${format.passages(passages)}${thought > 0 ? `، اندیشه تا ${format.tokens(thought)}` : ''}`,
  windowsCut: 'کوتاه‌تر از آنچه دستورش می‌خواهد، تا در این بافت جا شود',
  figure: (value) => `${ltr('nDCG@10')} ${figure(value)}`,
  figureAbout: 'منتشرشده، بی آموزش برای رتبه‌بندی',
  context: (tokens) => `بافت: ${format.tokens(tokens)}`,
  page: 'صفحه‌اش در Hugging Face',
};

export const fits: typeof en.fits = {
  measured: 'جا می‌شود: حافظه‌اش آزموده شد',
  unmeasured: 'از روی حدها جا می‌شوند؛ پیش از دریافت هر یک حافظه آزموده می‌شود.',
  slow: 'اینجا روی پردازندهٔ اصلی اجرا می‌شوند: برای هر پنجره چند دقیقه.',
  why: (why) => {
    switch (why.code) {
      case 'no-gpu':
        return 'پردازندهٔ گرافیکی‌ای اینجا نیست.';
      case 'feature':
        return `قابلیت ${ltr(why.feature)} را می‌خواهد که این پردازندهٔ گرافیکی ندارد.`;
      case 'buffer':
        return `بافری به اندازهٔ ${format.bytes(why.needed)} می‌خواهد؛ این پردازندهٔ گرافیکی به موتور ${format.bytes(why.offered)} می‌دهد.`;
      case 'memory':
        return `${format.bytes(why.needed)} حافظهٔ گرافیکی می‌خواهد؛ ${format.bytes(why.measured)} گرفته شد.`;
    }
  },
  nearest: (name) => `نزدیک‌ترینی که جا می‌شود: ${ltr(name)}.`,
};

export const shelf: typeof en.shelf = {
  title: 'در این مرورگر',
  reading: 'آنچه ذخیره شده خوانده می‌شود…',
  none: 'جز آنچه همراه صفحه است هنوز چیزی ذخیره نشده.',
  builtIn: 'همراه صفحه است',
  use: 'رتبه‌بندی با آن',
  added: (iso) => `ذخیره‌شده در ${dateTime(iso)}`,
  lastUsed: (iso) => (iso === null ? 'هنوز به کار نرفته' : `آخرین کاربرد ${dateTime(iso)}`),
  from: (host) => `از ${ltr(host)}`,
  fromFolder: (name) => `از پوشهٔ ${ltr(name)}`,
  fromFile: (name) => `از پروندهٔ ${name}`,
  notWhole: 'کامل نیست: پرونده‌ای خراب یا گم است، پس به کار نمی‌رود.',
  unreadable: (id) => `${ltr(id)}: یادداشت آن خوانده نمی‌شود`,
  unreadableNext: 'پاکش کنید و از نو دریافت کنید.',
  check: 'بررسی و ترمیم',
  checkedWhole: 'بررسی شد: همهٔ پرونده‌ها همان‌اند که ذخیره شدند.',
  checkedDamaged: (files) => `${FILES_DAMAGED(files.length)}: ${files.map(ltr).join('، ')}.`,
  repaired: 'دوباره دریافت شد و همه‌چیز کامل است.',
  remove: 'پاک کردن',
  removeSure: ({ name, bytes }) => `${ltr(name)} (${format.bytes(bytes)}) پاک شود؟ برای کاربرد دوباره باید از نو دریافت شود.`,
  removeYes: 'پاک شود',
  removeNo: 'بماند',
  begun: (bytes) => `آغازشده: ${format.bytes(bytes)} اینجاست`,
  begunFolder: 'برای ادامه، پوشه‌اش را دوباره باز کنید.',
  goOn: 'ادامه',
  hashes: 'پرونده‌ها و جمع‌های وارسی',
  file: 'پرونده',
  bytes: 'بایت',
  checkedBy: {
    manifest: 'به گفتهٔ فهرست خودش',
    hub: 'به گفتهٔ مخزن',
    'first-use': 'همان که نخست دریافت شد، از آن پس ثابت',
  },
};

export const storage: typeof en.storage = {
  used: ({ used, free }) => `این سایت ${format.bytes(used)} ذخیره کرده؛ حدود ${format.bytes(free)} دیگر جا می‌شود.`,
  free: (free) => `حدود ${format.bytes(free)} در انبار این مرورگر برای این سایت جا می‌شود.`,
  unknown: 'این مرورگر نمی‌گوید چقدر جا هست.',
  persisted: 'مرورگر آن را تا وقتی پاک نکنید نگه می‌دارد.',
  notPersisted: 'اگر جای دیسک کم شود، مرورگر شاید آن را دور بریزد.',
  ask: 'از مرورگر بخواهید نگهش دارد',
};

export const job: typeof en.job = {
  kinds: { install: 'دریافت', check: 'بررسی', repair: 'ترمیم' },
  label: (name) => `پیشرفت ${ltr(name)}`,
  planning: 'پرسیده می‌شود چه باید دریافت شود…',
  waiting: 'زبانهٔ دیگری سرگرم همین مدل است. وقتی تمام شد، اینجا ادامه می‌یابد.',
  starting: 'نگاه می‌شود چه اینجا هست…',
  bytesOf: ({ loaded, total }) => `${format.bytes(loaded)} از ${format.bytes(total)}`,
  rate: (bytes) => `${format.bytes(bytes)} در ثانیه`,
  left: (seconds) => `${format.roughly(seconds * 1000)} مانده`,
  file: ({ name, done, files }) => `${ltr(name)} (${format.number(done)} از ${format.files(files)} تمام)`,
  filesDone: ({ done, files }) => `${format.number(done)} از ${format.files(files)} تمام`,
  pause: 'درنگ',
  paused: 'ایستاده است. آنچه رسیده نگه داشته شد.',
  goOn: 'ادامه',
  dismiss: 'بستن',
  misfit: (why) => `دریافت نشد. ${why}`,
  anyway: 'با این همه دریافت شود',
  cancel: 'لغو',
  notices: 'آنچه در راه پیش آمد',
  notice: (event) => {
    switch (event.type) {
      case 'waiting':
        return 'در انتظار زبانه‌ای دیگر ماند.';
      case 'file-restart':
        return `${ltr(event.file)} از نو آغاز شد: ${RESTARTS[event.reason]}.`;
      case 'file-retry':
        return `${ltr(event.file)} برید${event.status === null ? '' : ` (${event.status})`}؛ پس از ${format.seconds(event.waitMs)} دوباره خواسته شد.`;
      case 'file-end':
        return event.note === 'repaired' ? `${ltr(event.file)} خراب بود و دوباره دریافت شد.` : null;
      default:
        return null;
    }
  },
  stored: (name) => `${ltr(name)} ذخیره شد.`,
};

const RESTARTS = {
  'no-ranges': 'میزبان پرونده‌ها را تنها یک‌جا می‌دهد',
  changed: 'نزد میزبان عوض شده است',
  unsure: 'چیزی نگفت که همان است',
  hash: 'جمع وارسی‌اش نادرست بود',
};

export const catalogue: typeof en.catalogue = {
  title: 'برای دریافت',
  intro: 'مدل‌هایی که WebLLM کتابخانه‌شان را دارد و به کار بازرتبه‌بندی می‌آیند، از کوچک به بزرگ. از Hugging Face می‌آیند.',
  context: 'بافت',
  contextHint: 'جا برای دستور، متن‌ها و اندیشه با هم؛ حافظه برای آن حساب شده است',
  contextOption: (tokens) => format.tokens(tokens),
  fitting: (count) => `${MODELS(count)} که جا می‌شوند`,
  slow: (count) => `${MODELS(count)} که اینجا کند اجرا می‌شوند`,
  unfit: (count) => `${MODELS(count)} که جا نمی‌شوند، و چرا`,
  fetch: 'دریافت',
  stored: 'ذخیره شده',
  underWay: 'در راه است، بالا را ببینید',
};

export const own: typeof en.own = {
  title: 'مدل خودتان',
  intro:
    'هر مدلی که برای WebLLM آماده شده: پوشه‌ای با mlc-chat-config.json، وزن‌ها و کتابخانهٔ \u2066.wasm\u2069. در docs/MODELS.md آمده که ReasonRank، Rank1، RankZephyr و دیگران چگونه چنین می‌شوند.',
  folder: 'باز کردن پوشه',
  folderHint: 'یا آن را هر جای این صفحه رها کنید. در انبار همین مرورگر رونوشت می‌شود و جای دیگری نمی‌رود.',
  address: 'نشانی',
  addressHint: 'صفحه‌ای در Hugging Face، یا پوشه‌ای روی هر سروری که به این صفحه اجازهٔ خواندن بدهد.',
  fetch: 'دریافت',
};

export * as gguf from './gguf.ts';

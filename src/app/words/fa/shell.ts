import { format } from './format.ts';
import { library } from './run.ts';
import { named } from '../phrases.ts';
import type * as en from '../en/shell.ts';

export const shell: typeof en.shell = {
  language: 'زبان',
  languageMissing: (name) =>
    `واژه‌های \u2068${name}\u2069 دریافت نشد، پس صفحه همین‌گونه می‌ماند. برای تلاش دوباره همان زبان را باز برگزینید.`,
  help: 'صفحه‌کلید',
  shortcuts: 'میان‌برهای صفحه‌کلید',
  shortcutUses: {
    query: 'نوشتن پرسش',
    rank: 'رتبه‌بندی',
    stop: 'ایستاندن اجرا',
    nextRow: 'ردیف بعدی فهرست',
    previousRow: 'ردیف پیشین',
    trace: 'از ردیف به گفتهٔ استدلال دربارهٔ آن',
    windows: 'یک پنجره پس، یک پنجره پیش',
    help: 'این راهنما',
  },
  shortcutsOn: 'این کلیدها به کار روند',
  shortcutsNote: 'هنگام نوشتن در کادرها تنها Esc و Ctrl+Enter کار می‌کنند (یا Cmd+Enter). با Tab و Enter نیز به همه چیز می‌رسید.',
  close: 'بستن',
  charts: 'رتبه‌ها در گذر پنجره‌ها',
  howTitle: 'با فشردن «رتبه‌بندی» چه می‌شود',
  howLabel: 'چگونه کار می‌کند',
  how: [
    'مدل یک بار از همین سایت به مرورگر شما می‌آید و روی دستگاه شما کار می‌کند.',
    'متن‌ها را پنجره به پنجره می‌خواند و یافته‌هایش را با نقل قول می‌نویسد. هر نقل قول وارسی می‌شود.',
    'با یک ترتیب پاسخ می‌دهد. فهرست جابه‌جا می‌شود؛ آنچه بریده، اصلاح یا وادار شد گفته می‌شود.',
  ],
  opened: (origin) => {
    switch (origin.type) {
      case 'file':
        return `بازپخش «\u2068${origin.name}\u2069».`;
      case 'history':
        return `بازپخش از اجراهای پیشین: «\u2068${origin.name}\u2069».`;
      case 'experiment':
        return `پرسش ${origin.qid} با پیکربندی «\u2068${origin.configuration}\u2069»، از آزمایش «\u2068${origin.name}\u2069».`;
      case 'link':
        return 'بازپخش از پیوند هم‌رسانی.';
      case 'gallery':
        return `اجرایی ضبط‌شده از ${origin.model}، از نمایشگاه: روی رایانهٔ شما انجام نشده است.${origin.times === 1 ? '' : ` ${format.number(origin.times)} برابرِ سرعت اجرا پخش می‌شود.`}`;
      case 'lost':
        return 'اجرایی که هنگام ترک صفحه در جریان بود، تا جایی که پیش رفته بود.';
      case 'invocations':
        return 'بازپخش اجرایی از برنامه‌ای دیگر، ساخته از فراخوانی‌های مدل آن.';
    }
  },
  replay: {
    about: ({ version, model, savedAt }) =>
      `اجرایی از Glassrank ${version} با ${model}، ذخیره‌شده در ${savedAt}. این پرونده همه چیزش را دارد و از شبکه چیزی نمی‌خواهد.`,
    empty: 'این قالب خالی بازپخش است. اجرایی را از Glassrank به HTML ذخیره کنید.',
    refused: 'این بازپخش نشان داده نمی‌شود',
  },
};

export const header: typeof en.header = {
  tagline: 'بازرتبه‌بندی که درونش پیداست',
  model: ({ title, standing }) =>
    `\u2068${title}\u2069، ${{ off: 'بارگذاری نشده', loading: 'در حال بارگذاری', ready: 'آماده' }[standing]}`,
  onAdapter: (adapter) => `روی \u2068${adapter}\u2069`,
  asking: 'در جست‌وجوی پردازندهٔ گرافیکی…',
  noWebGpu: 'WebGPU نیست',
  noneFits: 'پردازندهٔ گرافیکی مناسبی نیست',
  engineDown: 'موتور به راه نیفتاد',
  unnamedAdapter: 'پردازندهٔ گرافیکی بی‌نام',
  software: (adapter) => `\u2068${adapter}\u2069 (نرم‌افزاری)`,
  facts: {
    graphics: 'گرافیک',
    instantOrder: 'ترتیب فوری',
    size: 'اندازه',
    loadedIn: 'زمان بارگذاری',
    fromNetwork: 'از شبکه',
    fromCache: 'از حافظهٔ نهان',
    context: 'بافت',
    library: 'کتابخانه',
    measured: 'سنجیده',
    manifest: 'فهرست پرونده‌ها',
  },
  sizeUnknown: 'نامعلوم',
  sizeOnce: (bytes) => `${format.bytes(bytes)}، یک بار از همین سایت دریافت و سپس در حافظهٔ نهان مرورگر نگه داشته می‌شود`,
  libraryChoice: (choice) => `، ${library.choice(choice)}`,
  load: 'بارگذاری مدل',
  privacy: 'چیزی از این دستگاه بیرون نمی‌رود',
  privacyMore: [
    'مدل همین‌جا، در پس‌زمینهٔ این صفحه اجرا می‌شود. پرسش، متن‌ها و نتیجه‌های شما به هیچ‌جا فرستاده نمی‌شود: صفحه فقط به نشانی‌ای که از آن آمده درخواست می‌دهد، و فقط برای پرونده‌های خودش، نمونه‌ها و مدل.',
    'آنچه می‌نویسید در حافظهٔ نشست همین زبانه نگه داشته می‌شود تا با بارگذاری دوبارهٔ صفحه از دست نرود، و با بستن زبانه یا زدن «پاک کردن» می‌رود؛ متنی که برای آن زیاد بلند باشد در همین مرورگر می‌ماند، دست‌بالا تا یک روز پس از بستن زبانه. پرونده‌های مدل در حافظهٔ نهان این مرورگر می‌ماند. برای آزمودن، مدل را بارگذاری کنید، شبکه را قطع کنید و «رتبه‌بندی» را بزنید.',
  ],
  privacyRuns:
    'اجراهای پایان‌یافته با پرسش‌ها و متن‌هایشان در این مرورگر می‌مانند تا پاکشان کنید. «اجراهای پیشین»، زیر فهرست، آنها را نشان می‌دهد و پاک می‌کند و کلیدی دارد که هیچ‌کدام نگه داشته نشود.',
  elsewhere: 'دو صفحهٔ دیگر این سایت به جاهای بیشتری می‌رسند و می‌گویند به کجا:',
  otherModels: 'مدل‌های بیشتر',
  withServer: 'به کار گرفتن سرور',
};

/** Of code that is fetched when it is needed. */
export const parts: typeof en.parts = {
  loading: 'باز می‌شود…',
  missing: 'این بخش از صفحه دریافت نشد.',
  again: 'دوباره امتحان کنید',
  whole:
    'همهٔ کد خود این صفحه اینجاست: از این پس به شبکه نیاز ندارد، مگر برای آنچه هنوز خواسته نشده است: مدل، نمونه، زبانی دیگر، صفحهٔ بازپخش HTML.',
  coming: 'بقیهٔ کد خود این صفحه در راه است. اگر شبکه اکنون قطع شود، برخی از نماهای آن نخواهند بود.',
};

export const views: typeof en.views = {
  label: 'نماها',
  names: { workbench: 'میز کار', compare: 'مقایسه', lenses: 'عدسی‌ها', lessons: 'درس‌ها', gallery: 'نمایشگاه' },
  about: {
    workbench: 'بازرتبه‌بندی یک فهرست و دنبال‌کردن استدلال',
    compare: 'اجرای چند پیکربندی روی یک فهرست یا یک مجموعه',
    lenses: 'نگاه به درون مدل: به چه باور دارد و چه چیزی آن را جابه‌جا می‌کند',
    lessons: 'آموختن بازرتبه‌بندی، هر بار با یک کار کوچک',
    gallery: 'اجراهای ضبط‌شده برای تماشا، از این مدل و مدل‌های بزرگ‌تر',
  },
  loading: 'نما باز می‌شود…',
  busy: {
    compare: 'مقایسه‌ای مدل را به کار دارد: اجرای اینجا پس از پایان پرسش کنونی آن آغاز می‌شود.',
    lenses: 'یک عدسی مدل را به کار دارد: اجرای اینجا پس از پاسخ کنونی آن آغاز می‌شود.',
  },
};

export const look: typeof en.look = {
  label: 'نمایش اجرا',
  names: { watch: 'تماشا', study: 'بررسی' },
  about: {
    watch: 'پرسش، اندیشه و فهرست در یک صفحه',
    study: 'هرچه از اجرا دانسته است: خط زمان، ارقام، محدودیت‌ها و متن درخواست همان‌گونه که فرستاده شد',
  },
};

export const notices: typeof en.notices = {
  steps: { load: 'امتحان دوباره', rank: 'شروع دوباره و رتبه‌بندی', settings: 'باز کردن تنظیمات', models: 'باز کردن صفحهٔ مدل‌ها' },
  technical: 'سطر فنی',
  dismiss: 'بستن',
  software: 'پردازندهٔ گرافیکی به کار نمی‌رود.',
  softwareMore: (architecture) =>
    `این مرورگر کدهای گرافیکی را روی پردازندهٔ اصلی${named(architecture === '' ? '' : `\u2068${architecture}\u2069`)} اجرا می‌کند. همه‌چیز کار می‌کند، اما کند: چهار متن کوتاه حدود نیم دقیقه می‌برد و فهرست‌های بلندتر چند دقیقه.`,
};

export const exporting: typeof en.exporting = {
  title: 'ذخیره و هم‌رسانی',
  saveAs: 'ذخیره به‌صورت',
  kinds: {
    report: { name: 'گزارش (HTML)', about: 'پرونده‌ها با نقل‌قول، صفحه و کاستی‌ها، برای خواندن، فرستادن و چاپ؛ بی اسکریپت' },
    'report-markdown': { name: 'گزارش (Markdown)', about: 'همان، برای ویرایش' },
    'report-text': { name: 'گزارش (متن)', about: 'همان، برای نامه' },
    'documents-csv': { name: 'جدول پرونده‌ها (CSV)', about: 'هر پرونده یک سطر' },
    log: { name: 'گزارش (JSON)', about: 'همه چیز؛ اینجا دوباره باز می‌شود' },
    html: { name: 'بازپخش (HTML)', about: 'یک پرونده که اجرا را بی مدل و بی شبکه نشان می‌دهد' },
    markdown: { name: 'همهٔ اجرا (Markdown)', about: 'ترتیب، استدلال و تنظیم‌ها' },
    csv: { name: 'جدول (CSV)', about: 'هر متن یک ردیف؛ فرمول‌ها بی‌اثر می‌شوند' },
    trec: { name: 'اجرای TREC', about: 'qid Q0 docid rank score tag' },
    'rank-llm-requests': { name: 'درخواست‌های RankLLM', about: 'پرسش و متن‌ها' },
    'rank-llm-results': { name: 'نتیجه‌های RankLLM', about: 'ترتیب و همهٔ فراخوانی‌های مدل' },
  },
  copyText: 'رونوشت گزارش به متن',
  copyLink: 'رونوشت پیوند این اجرا',
  copyLinkAbout: 'اجرا در خود پیوند است؛ چیزی فرستاده نمی‌شود',
  print: 'چاپ',
  importHint: 'برای باز کردن گزارش یا بازپخش، آن را هر جای صفحه رها کنید.',
  notice: (notice, characters, most) => {
    switch (notice.type) {
      case 'text-copied':
        return `گزارش رونوشت شد (${characters} نویسه).`;
      case 'link-copied':
        return `پیوند رونوشت شد (${characters} نویسه).`;
      case 'link-too-large':
        return notice.characters === null
          ? `این اجرا برای پیوند بزرگ است؛ بیشینه ${most} نویسه است.`
          : `پیوند این اجرا ${characters} نویسه می‌شد؛ بیشینه ${most} است.`;
      case 'replay-failed':
        return `بازپخش ذخیره نشد. صفحه را دوباره بارگذاری کنید، یا گزارش را به‌صورت JSON ذخیره کنید.`;
    }
  },
  textShown: 'مرورگر اجازهٔ رونوشت نمی‌دهد. گزارش را خودتان بردارید:',
  linkShown: 'مرورگر اجازهٔ رونوشت نمی‌دهد. پیوند را خودتان بردارید:',
  linkNotWhole: 'برای جا شدن، جابه‌جایی درون پنجره‌ها کنار گذاشته شد؛ ترتیب و متن‌ها کامل‌اند.',
  saveFileInstead: 'به‌جایش بازپخش را پرونده کن',
};

export const broken: typeof en.broken = {
  panel: 'این بخش صفحه کشیده نشد. بقیه کار می‌کند.',
  page: 'صفحه کشیده نشد',
  pageWhat: 'چیزی در آن نشان‌دادنی نیست. چیزی از دست نرفته است.',
  again: 'دوباره',
  saveTyped: 'ذخیرهٔ آنچه نوشته‌اید',
  setAside: 'کنار گذاشتن این اجرا',
  setInputAside: 'کنار گذاشتن آنچه نوشته‌اید',
  saveLog: 'ذخیرهٔ اجرا به صورت فایل',
  setAsideAbout: 'در «اجراهای پیشین» می‌ماند و از آنجا به صورت فایل ذخیره می‌شود.',
};

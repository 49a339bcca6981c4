import { counted, dateTime, format } from './format.ts';
import { logs } from './logs.ts';
import type { HistoryTrouble } from '../../features/history/slice.ts';
import type * as en from '../en/history.ts';

function trouble(found: HistoryTrouble): string {
  const saveAsFile = 'به اجرای روی صفحه دست نخورده است: اگر می‌خواهیدش آن را به‌صورت پرونده ذخیره کنید.';
  switch (found.code) {
    case 'unavailable':
      return `این مرورگر برای این صفحه چیزی نگه نمی‌دارد: پنجره خصوصی است یا ذخیره‌سازی بسته است. صفحه را در پنجره‌ای عادی باز کنید یا ذخیره‌سازی را مجاز کنید. ${saveAsFile}`;
    case 'quota':
      return `مرورگر دیگر جا ندارد. اجراهایی را که نمی‌خواهید پاک کنید و دوباره بکوشید. ${saveAsFile}`;
    case 'blocked':
      return 'زبانهٔ دیگری تاریخچهٔ قدیمی را باز دارد. آن را ببندید و دوباره بکوشید.';
    case 'newer':
      return `تاریخچه را نسخهٔ تازه‌تری نوشته است. این زبانه را دوباره بار کنید. ${saveAsFile}`;
    case 'missing':
      return found.what === 'run'
        ? 'این اجرا دیگر در تاریخچه نیست. شاید در زبانه‌ای دیگر پاک شده است. فهرست را دوباره بار کنید.'
        : 'این آزمایش دیگر در تاریخچه نیست. شاید در زبانه‌ای دیگر پاک شده است. فهرست را دوباره بار کنید یا نتیجه‌هایش را به‌صورت پرونده ذخیره کنید.';
    case 'unreadable-experiment':
      return 'این نسخهٔ صفحه این آزمایش را باز نمی‌کند. می‌توانید پاکش کنید یا با نسخه‌ای که آن را نگه داشته است باز کنید.';
    case 'failed':
      return `ذخیره‌گاه مرورگر کار نکرد (\u2068${found.reason}\u2069). دوباره بکوشید؛ بار کردن دوبارهٔ صفحه شاید کمک کند. ${saveAsFile}`;
    case 'unreadable': {
      const told = found.problem === null ? null : logs.problem(found.problem);
      return `«\u2068${found.name}\u2069» باز نمی‌شود.${told === null ? '' : ` ${told.what}`} می‌توان آن را همین‌جا پاک کرد؛ نسخه‌ای از صفحه که نگهش داشته شاید هنوز آن را باز کند.`;
    }
  }
}

export const history: typeof en.history = {
  title: 'اجراهای پیشین',
  keep: 'اجراهای پایان‌یافته را در این مرورگر نگه دار',
  keepHint: 'تا پاک نکنید روی همین دستگاه می‌مانند.',
  keepThis: 'اجرای نمایش‌داده‌شده را نگه دار',
  empty: 'هیچ اجرایی نگه داشته نشده است.',
  runs: counted({ other: '# اجرا' }),
  usage: (runs, bytes) => `${runs}، ${bytes}`,
  siteUsage: (site, quota) => `این سایت با مدل‌ها ${site} از ${quota} مجاز مرورگر را گرفته است.`,
  when: dateTime,
  outcomes: { complete: 'کامل', cancelled: 'ایستاده', failed: 'ناکام', running: 'پایان‌نیافته' },
  open: (name) => `بازپخش ${name}`,
  name: 'نام',
  rename: 'تغییر نام',
  saveName: 'ذخیرهٔ نام',
  leaveName: 'همین بماند',
  remove: 'پاک کردن',
  removeAll: 'پاک کردن همه',
  removeAllSure: 'همهٔ اجراهای نگه‌داشته پاک شوند؟',
  removeAllYes: 'آری، همه را پاک کن',
  removed: (name) => `حذف شد: «\u2068${name}\u2069».`,
  removedAll: (what) => `حذف شد: ${what}.`,
  bringBack: 'بازگرداندن',
  aside: 'کنار گذاشته',
  asideAbout: 'اینها نشان‌دادنی نبودند. هرکدام را می‌توان به صورت فایل ذخیره و حذف کرد.',
  asideCount: (count) => `${format.number(count)} کنار گذاشته`,
  asideKinds: { run: 'یک اجرا', input: 'آنچه نوشته شده بود' },
  saveAside: 'ذخیره به صورت فایل',
  rowBroken: (name) => `«\u2068${name}\u2069» کشیده نشد. اجراهای دیگر را می‌توان به کار برد.`,
  rowAside: 'وقتی کنار گذاشته شود زیر این فهرست می‌ماند و می‌توان آن را به‌صورت پرونده ذخیره کرد.',
  notKept: 'چیزی نگه داشته نشد: اینجا را ببینید',
  choose: (name) => `مقایسهٔ ${name}`,
  compare: 'مقایسهٔ دو اجرای انتخاب‌شده',
  compareHint: 'دو اجرا را برای دیدن کنار هم انتخاب کنید.',
  trouble,
};

export const compared: typeof en.compared = {
  compared: 'دو اجرا کنار هم',
  close: 'بستن مقایسه',
  otherQuery: 'پرسش‌ها یکی نیستند.',
  otherPassages: 'متن‌ها یکی نیستند.',
  tau: 'تاو کندال',
  rbo: 'هم‌پوشانی وزن‌دار رتبه‌ها (RBO)',
  passage: 'متن',
  rankIn: (name) => `رتبه در ${name}`,
  absent: 'در این اجرا نیست',
  order: 'ترتیب',
  trace: 'نخستین تفاوت نوشته‌های مدل',
  traceSame: 'مدل حرف به حرف یکسان نوشته است.',
  traceAt: ({ window, part }) => `پنجرهٔ ${window}، در ${part === 'reasoning' ? 'اندیشه' : 'پاسخ'}، پس از:`,
  textEnds: 'نوشته اینجا پایان می‌یابد',
  settings: 'تنظیم‌های متفاوت',
  settingsSame: 'همهٔ تنظیم‌ها و مدل یکسان‌اند.',
  setting: 'تنظیم',
  unknown: 'ثبت نشده',
  figures: 'عددها',
  figureNames: {
    outcome: 'پایان',
    passages: 'متن‌ها',
    windows: 'پنجره‌های قطعی',
    mendedWindows: 'پنجره‌های اصلاح‌شده',
    promptTokens: 'توکن‌های خوانده',
    completionTokens: 'توکن‌های نوشته',
    seconds: 'ثانیه',
  },
};

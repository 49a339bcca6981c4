import type * as en from '../en/recovery.ts';
import { format } from './format.ts';

const CAUSES: Readonly<Record<string, string>> = {
  'page-left': 'صفحه ترک شد یا از کار افتاد',
  'gpu-lost': 'پردازندهٔ گرافیکی از دست رفت',
  'out-of-memory': 'حافظهٔ گرافیکی پر شد',
  'worker-lost': 'موتور دیگر پاسخ نداد',
};

const set = (text: string): string => `\u2068${text}\u2069`;

export const recovery: typeof en.recovery = {
  label: 'اجرای نیمه‌کاره',
  failed: ({ done, total }) =>
    total === null
      ? `${format.windows(done)} از این اجرا پایان یافته و نگه داشته شده است.`
      : `${format.number(done)} از ${format.windows(total)} این اجرا پایان یافته و نگه داشته شده است.`,
  lost: (query) => (query === '' ? 'هنگام ترک صفحه اجرایی در جریان بود.' : `هنگام ترک صفحه اجرایی در جریان بود: ${set(query)}`),
  done: ({ done, total }) =>
    total === null
      ? `${format.windows(done)} پایان یافته است. ترتیب تا اینجا:`
      : `${format.number(done)} از ${format.windows(total)} پایان یافته است. ترتیب تا اینجا:`,
  nothingDone: 'هیچ پنجره‌ای از آن پایان نیافته بود، پس فقط می‌توان آن را از نو آغاز کرد.',
  unreadable: 'آنچه از آن نگه داشته شده با این نسخهٔ صفحه خواندنی نیست. فقط می‌توان آن را از نو آغاز کرد.',
  cut: 'آنچه از آن نگه داشته شده از جایی به بعد آسیب دیده است؛ فقط بخش پیش از آن به کار می‌رود.',
  goOn: ({ window, total }) =>
    total === null
      ? `ادامه از پنجرهٔ ${format.number(window)}`
      : `ادامه از پنجرهٔ ${format.number(window)} از ${format.number(total)}`,
  loadsFirst: 'نخست مدل بارگذاری می‌شود. پنجره‌های پایان‌یافته دوباره حساب نمی‌شوند.',
  goesOn: 'پنجره‌های پایان‌یافته دوباره حساب نمی‌شوند.',
  rankAgain: 'دوباره رتبه‌بندی کن',
  show: 'نشان بده تا کجا رسید',
  letGo: 'رهایش کن',
  unkept: ({ code }) =>
    code === 'quota'
      ? 'برای نگه داشتن بیشتر این اجرا جا نیست: اگر صفحه از کار بیفتد، پنجره‌های از این پس از دست می‌روند.'
      : 'این اجرا در حین کار نگه داشته نمی‌شود: اگر صفحه از کار بیفتد، پنجره‌های از این پس از دست می‌روند.',
  crashed: {
    load: ({ model, times }) =>
      `صفحه هنگام بارگذاری ${set(model)} ${format.number(times)} بار پشت سر هم از کار افتاد. چیزی خودبه‌خود بارگذاری نمی‌شود: شاید این دستگاه برای آن کوچک باشد.`,
    run: ({ model, times }) =>
      `صفحه در نخستین پنجرهٔ اجرا با ${set(model)} ${format.number(times)} بار پشت سر هم از کار افتاد. چیزی خودبه‌خود اجرا نمی‌شود: شاید این دستگاه برای آن کوچک باشد.`,
  },
  smaller: (model) => `${set(model)} را بردار که کوچک‌تر است`,
  processor: 'به جای پردازندهٔ گرافیکی از پردازنده استفاده کن',
  smallerWindow: (size) => `هر بار فقط ${format.passages(size)} نشان بده`,
  instantOnly: 'فقط با ترتیب فوری رتبه‌بندی کن',
};

export const resumed: typeof en.resumed = {
  note: ({ after, reason, engine }) =>
    `پس از پنجرهٔ ${format.number(after)} بریده شد (${CAUSES[reason] ?? 'یک خطا'})، سپس از پنجرهٔ ${format.number(after + 1)} ادامه یافت که از نو نوشته شد${engine === null ? '' : `، روی ${set(engine)}`}.`,
};

import type * as en from '../en/model.ts';
import { fitsIn } from '../phrases.ts';
import { dateTime, format } from './format.ts';

export const modelChoice: typeof en.modelChoice = {
  legend: 'مدل',
  embedded: 'همراه همین صفحه است',
  lastUsed: (iso) => `آخرین استفاده ${dateTime(iso)}`,
  notUsed: 'هنوز به کار نرفته',
  licenceUnknown: 'پروانه‌اش گفته نشده',
  lacks: (features) => `اینجا اجرا نمی‌شود: به \u2068${features}\u2069 نیاز دارد که این پردازندهٔ گرافیکی ندارد.`,
  damaged: 'پرونده‌ای از آن آسیب دیده یا گم شده است. «مدل‌های بیشتر» می‌تواند آن را بررسی و تعمیر کند.',
  unreadable: (id) => `شناسنامهٔ \u2068${id}\u2069 خوانده نمی‌شود. «مدل‌های بیشتر» می‌تواند آن را بردارد.`,
  more: 'مدل‌های بیشتر…',
  moreAbout: 'صفحه‌ای را باز می‌کند که مدل‌ها را دریافت، بررسی و پاک می‌کند. آن صفحه نه پرسش شما را می‌بیند و نه متن‌هایتان را.',
  stored: (bytes) => `${format.bytes(bytes)}، در حافظهٔ این مرورگر`,
  loadFirst: (bytes) => `نخست مدل بارگذاری می‌شود: ${format.bytes(bytes)} از حافظهٔ این مرورگر.`,
  gone: ({ id, instead }) => `مدل \u2068${id}\u2069 در این مرورگر ذخیره نیست. به جای آن \u2068${instead}\u2069 برگزیده شد.`,
  openGguf: 'باز کردن یک پروندهٔ ‎.gguf…',
  openGgufAbout:
    'یا آن را روی این صفحه بیندازید: هر مدلی که llama.cpp اجرا می‌کند. در حافظهٔ همین مرورگر رونویسی می‌شود و به جای دیگری نمی‌رود.',
  prompt: 'دستور',
};

export const asked: typeof en.asked = {
  title: 'برگزیده برای این مدل',
  reasons: {
    trained: (prompt) => `\u2068${prompt}\u2069: این مدل با همین دستور آموزش دیده است.`,
    thinks: (prompt) => `\u2068${prompt}\u2069: بهترین دستور همگانی در اینجا برای مدل‌هایی که می‌اندیشند.`,
    direct: (prompt) => `\u2068${prompt}\u2069: بهترین دستور همگانی در اینجا برای مدل‌هایی که نمی‌اندیشند.`,
  },
  temperature: (value) => `دما ${format.fixed(value, 1)}، چنان‌که برای آن سفارش شده است.`,
  fit: fitsIn(format, {
    whole: (most, context) => `یک فراخوان پر، بیشینه حدود ${most} از ${context} بافت آن را می‌گیرد.`,
    cut: (parts, context) => `تا یک فراخوان در بافت ${context} آن جا شود: ${parts}.`,
    passages: (words) => `از هر متن بیشینه ${words}`,
    window: (passages) => `هر بار ${passages}`,
    thought: (tokens) => `اندیشه‌ای با بیشینهٔ ${tokens}`,
    none: (context) => `بافت ${context} آن برای این دستور کوچک است.`,
  }),
};

export const processor: typeof en.processor = {
  fact: (threads) => (threads === 1 ? 'هیچ؛ پردازندهٔ اصلی، یک رشته' : `هیچ؛ پردازندهٔ اصلی، ${format.number(threads)} رشته`),
  on: (threads) => (threads === 1 ? 'روی پردازندهٔ اصلی، یک رشته' : `روی پردازندهٔ اصلی، ${format.number(threads)} رشته`),
  title: 'مدل روی پردازندهٔ اصلی اجرا می‌شود.',
  about: 'پردازندهٔ گرافیکی به کار نمی‌رود. همه چیز کار می‌کند، ولی کندتر.',
  alone: ({ cores }) =>
    `با یکی از ${format.number(cores)} هسته حساب می‌کند، زیرا این سایت از دیگران جدا نشده است. گردانندهٔ سایت می‌تواند با دو سرآیند آن را تغییر دهد.`,
  speed: ({ read, write }) =>
    `سنجیده هنگام بارگذاری: در ثانیه ${format.rate(read)} توکن می‌خواند و ${format.rate(write)} توکن می‌نویسد.`,
  list: (span) => `این فهرست بیشینه ${span} زمان می‌برد.`,
  rounded: ({ scales, of }) => `${format.number(scales)} مقیاس از ${format.number(of)} مقیاس وزن‌هایش برای آن گرد شد.`,
  timed: {
    title: 'سنجیده در اینجا',
    engines: { gpu: 'پردازندهٔ گرافیکی', processor: 'پردازندهٔ اصلی' },
    line: ({ engine, read, write, seconds }) =>
      `${engine}: در ثانیه ${format.rate(read)} توکن می‌خواند و ${format.rate(write)} توکن می‌نویسد؛ یک پنجرهٔ معمول در ${format.roughly(1000 * seconds)}`,
    why: {
      measured: 'تندتر از این دو مدل را اجرا می‌کند.',
      'measured-earlier': 'در بازدید پیشین سنجیده شد؛ تندتر از این دو مدل را اجرا می‌کند.',
    },
  },
  wanted: {
    legend: 'محل اجرا',
    names: {
      automatic: 'هر کدام در اینجا تندتر است',
      gpu: 'تنها پردازندهٔ گرافیکی',
      processor: 'پردازندهٔ اصلی',
    },
  },
};

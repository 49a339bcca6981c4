import { counted, format } from './format.ts';
import type * as en from '../en/limits.ts';

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
  joined: 'صرفه‌جویی در پیوند بخش‌ها',
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

import type * as en from '../en/reading.ts';
import { counted, format } from './format.ts';

export const placeParts: typeof en.placeParts = {
  title: 'جایگاه آن از چه ساخته شده است',
  instant: 'امتیاز فوری',
  instantAs: ({ z, place, given, score }) =>
    `${z}؛ آغاز از جایگاه ${format.number(place)}${given === null ? '' : `، داده‌شده در ${format.number(given)}`}${
      score === null ? '' : `، با امتیاز \u2068${score}\u2069`
    }`,
  reading: 'امتیاز خواندن',
  readingAs: ({ z, score, place, of, tokens, ms }) =>
    `${z === null ? '' : `${z}؛ `}جایگاه ${format.number(place)} از ${format.number(of)} خوانده‌شده (${score} در پایان آن؛ ${format.tokens(tokens)} در ${format.seconds(ms)})`,
  weight: 'وزن خواندن',
  fused: 'روی هم',
  fusedAs: ({ instant, weight, reading, fused, place, of }) =>
    `${instant} و ${weight} × ${reading} می‌شود ${fused}: جایگاه ${format.number(place)} از ${format.number(of)}`,
  bucket: 'در پرامپت',
  bucketAs: (bucket) => `امتیاز مرحلهٔ نخستش آن‌جا ${format.number(bucket)} از ${format.number(9)} بود`,
  prior: 'تکیه',
  priorAs: (logits) => `${logits} (لاجیت) بر شمارهٔ آن در پاسخ، پیش از گزینش مدل`,
  relevance: 'احتمال آری',
  scored: 'امتیاز داده‌شده',
  hint: 'عددهای نشان‌دار از میانگین متن‌هایی که با هم خوانده شدند شمرده می‌شوند، به انحراف معیار.',
};

export const passageReading: typeof en.passageReading = {
  title: 'خوانده‌شده در پایان هر متن',
  list: 'یک‌جا: هر امتیاز متن‌های پیش از خود را می‌شناسد.',
  apart: 'هر متن تنها پس از پرسش، پس ترتیبشان چیزی را تعیین نمی‌کند.',
  place: ({ place, of }) => `جایگاه ${format.number(place)} از ${format.number(of)} بر پایهٔ امتیاز خواندن`,
  bar: 'خواندن',
  unread: 'هنوز خوانده نشده',
  now: 'در حال خواندن',
  leftOut: {
    engine: 'بدون امتیاز خواندن: آنچه این مدل را اجرا می‌کند متن‌به‌متن نمی‌خواند.',
    tokens: 'بدون امتیاز خواندن: واژگان این مدل دو توکنی را که امتیاز از آن‌ها خوانده می‌شود ندارد.',
    joined: 'بدون امتیاز خواندن: توکن‌ساز این مدل پایان متن را به آنچه پس از آن می‌آید می‌چسباند.',
  },
  passages: counted({ other: '# متن برای امتیازش خوانده شد' }),
};

export const writtenAfter: typeof en.writtenAfter = {
  kept: 'پس از خواندن نوشته شده است: پاسخ همان ترتیبی را می‌دهد که خوانده شد. اندیشه و پاسخ چیزی در آن تغییر ندادند.',
  unwritten: 'چیزی نوشته نشد: خواندن ترتیب را می‌دهد.',
  changed: ({ windows, of }) =>
    of === 1
      ? 'پس از خواندن نوشته شده است، و پاسخ ترتیب دیگری جز ترتیب خوانده‌شده است.'
      : `پس از خواندن نوشته شده است. در پنجره‌های ${format.list(windows.map(format.number))} از ${format.windows(of)} پاسخ ترتیب دیگری جز ترتیب خوانده‌شده است.`,
};

export const runRoles: typeof en.runRoles = {
  title: 'چه می‌خواند، چه امتیاز می‌دهد، چه فقط نوشته می‌شود',
  instant: 'ترتیب فوری',
  instantBy: {
    'bm25+minilm':
      'رمزگذاری کوچک (MiniLM) پرسش و همهٔ متن‌ها را تکه‌واژه به تکه‌واژه می‌خواند. نزدیکی آن‌ها به هم و واژه‌های مشترکشان (BM25) امتیازند؛ جمع آن‌ها ترتیبی است که اجرا از آن آغاز می‌شود.',
    bm25: 'تنها واژه‌های مشترک شمرده می‌شوند (BM25): امتیاز. چیزی برای معنا خوانده نشد.',
    given: 'فهرست همان‌گونه که آمد، با امتیازهای خودش یا امتیاز واژه‌هایش (BM25).',
  },
  reading: 'امتیاز خواندن',
  readingOn:
    'مدل زبانی پرسش و سپس متن‌ها را می‌خواند. در پایان هر متن، پیش از آنکه چیزی نوشته شود، یک عدد از آن گرفته می‌شود: امتیاز.',
  readingOff: 'در این اجرا خوانده نشد: ترتیب مدل زبانی همان است که می‌نویسد.',
  order: 'ترتیب',
  orderOn: 'امتیاز فوری و امتیاز خواندن با وزنش جمع می‌شوند. شماره‌های پاسخ بر این جمع تکیه دارند، یا همین خود ترتیب است.',
  orderOff: 'ترتیب پاسخ، برگرفته از آنچه مدل نوشت؛ جایی که پرامپت امتیاز مرحلهٔ نخست را می‌گیرد بر آن تکیه دارد.',
  thought: 'اندیشه و پاسخ',
  thoughtIs:
    'نوشته می‌شود، خوانده نمی‌شود: متنی که مدل پس از خواندن همه‌چیز می‌سازد. نقل‌قول‌هایش سنجیده می‌شود. گزارشی از پیدایش امتیازها نیست.',
};

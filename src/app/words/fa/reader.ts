import type * as en from '../en/reader.ts';

export const reader: typeof en.reader = {
  opening: 'باز کردن پرونده‌ها',
  reading: 'خواندن متن‌ها',
  cancel: 'لغو',
  share: (percent) => `٪${percent}`,
  stopped: 'خواندن لغو شد. متن شما دست‌نخورده است.',
  again: 'بخوان',
};

export const encodings: typeof en.encodings = {
  title: 'رمزگذاری',
  of: (name) => `رمزگذاری ${name}`,
  guessed: (encoding) => `با ${encoding} خوانده شد، از روی شکل متن. اگر درست نمی‌نماید، رمزگذاری دیگری برگزینید.`,
  chosen: (encoding) => `با ${encoding} خوانده شد.`,
};

import type * as en from '../en/opened.ts';
import { format } from './format.ts';

const { number } = format;

const kinds = { quote: 'در استدلال نقل شده', passage: 'مدل آن را خوانده' };

export const opened: typeof en.opened = {
  close: 'بستن',
  text: 'متن پرونده',
  read: ({ read, of }) => `مدل ${number(read)} از ${format.passages(of)} را خواند.`,
  noRun: 'هنوز مدلی آن را نخوانده است.',
  alone:
    'خود پرونده در این صفحه نیست: تنها متن‌هایی از آن که در این اجرا هست دیده می‌شود. برای بقیه، پرونده را دوباره اینجا بیندازید.',
  gone: 'این پرونده دیگر در صفحه نیست.',
  marks: 'نشان‌ها',
  previous: 'نشان پیشین',
  next: 'نشان بعدی',
  markAt: ({ place, of, kind }) => `نشان ${number(place)} از ${number(of)}: ${kinds[kind]}`,
  offMark: (count) => `${number(count)} نشان در این پرونده`,
  noMarks: 'چیزی از آن خوانده یا نقل نشده است.',
  passages: 'متن‌های این پرونده',
  groups: {
    read: (count) => `مدل خوانده: ${number(count)}`,
    waiting: (count) => `هنوز نوبتش نشده: ${number(count)}`,
    'left-out': (count) => `خوانده نشده، ترتیب آنی کنارش گذاشت: ${number(count)}`,
    unread: (count) => `به ترتیب متن: ${number(count)}`,
  },
  rank: (rank) => `رتبهٔ ${number(rank)}`,
  page: (page) => `صفحهٔ ${number(page)}`,
  pageBegins: (page) => `صفحهٔ ${number(page)}`,
  more: (count) => `بیشتر (${number(count)} مانده)`,
  fileNotes: 'آنچه از پرونده اینجا نیست',
};

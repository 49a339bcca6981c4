import { format } from './format.ts';
import type * as en from '../en/documents.ts';

const { number } = format;

const kinds = {
  pdf: 'PDF',
  docx: 'Word',
  odt: 'OpenDocument',
  epub: 'EPUB',
  html: 'صفحهٔ وب',
  mail: 'نامهٔ الکترونیکی',
  markdown: 'Markdown',
  text: 'متن',
};

const some = (named: readonly (number | string)[], count: number): string =>
  `${named.map((one) => (typeof one === 'number' ? number(one) : one)).join('، ')}${count > named.length ? ' …' : ''}`;

export const documents: typeof en.documents = {
  facts: ({ kind, pages, words, passages }) =>
    [kinds[kind], ...(pages === null ? [] : [`${number(pages)} صفحه`]), format.words(words), format.passages(passages)].join(
      '، ',
    ),
  note: (note) => {
    switch (note.code) {
      case 'pages-without-text':
        return `${number(note.count)} صفحه متن ندارد (${some(note.pages, note.count)}): تصویر خوانده نمی‌شود. پرونده را از نویسه‌خوان بگذرانید.`;
      case 'pages-unreadable':
        return `خوانده نشد: ${number(note.count)} صفحه (${some(note.pages, note.count)})؛ آسیب دیده یا بیش از ${number(5)} ثانیه زمان می‌برد.`;
      case 'pages-unread':
        return `از ${number(note.of)} صفحه تنها ${number(note.read)} صفحهٔ نخست خوانده شد. برای بقیه، پرونده را چند پاره کنید.`;
      case 'running-lines':
        return `کنار گذاشته شد: ${number(note.count)} سطر تکراری بالا و پایین صفحه‌ها و شمارهٔ صفحه‌ها.`;
      case 'letters-missing':
        return 'بخشی از حروف نیست: جدول نویسه‌های این پرونده اینجا نیست. آن را با همان برنامه دوباره PDF کنید.';
      case 'furniture':
        return `کنار گذاشته شد: ${format.words(note.words)} از فهرست‌ها، ستون‌های کناری، پانوشت صفحه و بخش‌های پنهان.`;
      case 'attachments':
        return `خوانده نشد: ${number(note.count)} پیوست (${some(note.names, note.count)}). آن‌ها را جدا ذخیره کنید و اینجا بیندازید.`;
      case 'pictures':
        return `${number(note.count)} تصویر خوانده نشد.`;
      case 'chapters-unread':
        return `خوانده نشد: ${number(note.count)} فصل (${some(note.names, note.count)})؛ نیست یا آسیب دیده است.`;
      case 'damaged':
        return 'پرونده آسیب دیده یا ناتمام است. آنچه خواندنی بود اینجاست و بقیه نیست.';
      case 'broken-bytes':
        return `${number(note.count)} نویسهٔ خراب؛ هر کدام � خوانده شد.`;
    }
  },
  notRead: (count) => `خوانده نشد: ${format.files(count)}`,
  refused: (file) => {
    switch (file.type) {
      case 'scan':
        return `${number(file.pages)} صفحهٔ آن تصویر بی‌متن است. آن را از نویسه‌خوان بگذرانید و دوباره اینجا بیندازید.`;
      case 'password':
        return 'با گذرواژه قفل است. بی گذرواژه ذخیره کنید و دوباره اینجا بیندازید.';
      case 'damaged':
        return 'آسیب دیده یا ناتمام است. آن را دوباره بگیرید یا ذخیره کنید.';
      case 'too-large':
        return `خود آن یا بازشده‌اش ${number(file.mebibytes)} MiB است؛ تا ${number(256)} MiB خوانده می‌شود. آن را چند پاره کنید.`;
      case 'too-slow':
        return `خواندن ${file.page === null ? 'آن' : `صفحهٔ ${number(file.page)}`} بیش از اندازه زمان می‌برد. با همان برنامه دوباره ذخیره کنید، یا متن ساده کنید.`;
      case 'foreign':
        return file.format === 'picture'
          ? 'این تصویر است. آن را از نویسه‌خوان بگذرانید و متنش را اینجا بیندازید.'
          : `پرونده‌های ${file.format.toUpperCase()} خوانده نمی‌شود. آن را PDF، Word (DOCX) یا متن ساده کنید.`;
      case 'no-words':
        return 'متنی ندارد.';
      case 'nested':
        return 'این ZIP درون ZIP است. آن را باز کنید و درونش را اینجا بیندازید.';
      case 'rest-unread':
        return 'بقیهٔ آن خوانده نشد، چون یک پرونده‌اش بیش از اندازه زمان برد. بازش کنید، آن پرونده را بردارید و بقیه را اینجا بیندازید.';
      case 'no-reader':
        return 'مرورگر نمی‌گذارد این صفحه رشتهٔ پس‌زمینه بسازد، و پرونده‌ها در آن خوانده می‌شوند. متن ساده کنید و دوباره اینجا بیندازید.';
    }
  },
  dismiss: 'بستن',
  summary: ({ documents: count, passages, read, each }) =>
    `${format.files(count)}، ${format.passages(passages)}.${
      read === null
        ? ''
        : ` همه بی‌درنگ مرتب می‌شوند؛ سپس مدل ${number(read)} تا از آن‌ها را می‌خواند: بهترین‌های هر پرونده، از هر کدام دست بالا ${number(each)} تا.`
    }`,
  listedBy: 'فهرست',
  listedByNames: { passages: 'بر پایهٔ متن', documents: 'بر پایهٔ پرونده' },
  read: (read, all) => (read < all ? `${number(read)} از ${format.passages(all)} خوانده شد` : format.passages(all)),
  place: (rank) => `${number(rank)}.`,
  found: ({ pages, read, of }) =>
    [
      ...(pages.length === 0 ? [] : [`صفحهٔ ${pages.map(number).join('، ')}`]),
      `${number(read)} از ${format.passages(of)} خوانده شد`,
    ].join('؛ '),
};

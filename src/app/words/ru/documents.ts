import { counted, format } from './format.ts';
import type * as en from '../en/documents.ts';

const { number } = format;
const counts = {
  pages: counted({ one: '# страница', few: '# страницы', many: '# страниц', other: '# страницы' }),
  documents: counted({ one: '# документ', few: '# документа', many: '# документов', other: '# документа' }),
  lines: counted({ one: '# строка', few: '# строки', many: '# строк', other: '# строки' }),
  attachments: counted({ one: '# вложение', few: '# вложения', many: '# вложений', other: '# вложения' }),
  pictures: counted({ one: '# изображение', few: '# изображения', many: '# изображений', other: '# изображения' }),
  chapters: counted({ one: '# глава', few: '# главы', many: '# глав', other: '# главы' }),
};

const kinds = {
  pdf: 'PDF',
  docx: 'Word',
  odt: 'OpenDocument',
  epub: 'EPUB',
  html: 'веб-страница',
  mail: 'письмо',
  markdown: 'Markdown',
  text: 'текст',
};

const some = (named: readonly (number | string)[], count: number): string =>
  `${named.map((one) => (typeof one === 'number' ? number(one) : one)).join(', ')}${count > named.length ? ' …' : ''}`;

export const documents: typeof en.documents = {
  facts: ({ kind, pages, words, passages }) =>
    [kinds[kind], ...(pages === null ? [] : [counts.pages(pages)]), format.words(words), format.passages(passages)].join(', '),
  note: (note) => {
    switch (note.code) {
      case 'pages-without-text':
        return `Без текста: ${counts.pages(note.count)} (${some(note.pages, note.count)}). Изображения не читаются; распознайте текст в файле.`;
      case 'pages-unreadable':
        return `Не прочитано: ${counts.pages(note.count)} (${some(note.pages, note.count)}) – повреждены или читаются дольше ${number(5)} секунд.`;
      case 'pages-unread':
        return `Прочитано страниц: ${number(note.read)} из ${number(note.of)}. Разделите файл, чтобы прочитать остальные.`;
      case 'running-lines':
        return `Пропущено: ${counts.lines(note.count)} колонтитулов и номеров страниц.`;
      case 'letters-missing':
        return 'Части букв нет: файл называет их по таблице, которой здесь нет. Сохраните его заново как PDF в исходной программе.';
      case 'furniture':
        return `Пропущено: ${format.words(note.words)} из меню, боковых панелей, подвалов и скрытых частей.`;
      case 'attachments':
        return `Не прочитано: ${counts.attachments(note.count)} (${some(note.names, note.count)}). Сохраните и перетащите их отдельно.`;
      case 'pictures':
        return `Не прочитано: ${counts.pictures(note.count)}.`;
      case 'chapters-unread':
        return `Не прочитано: ${counts.chapters(note.count)} (${some(note.names, note.count)}) – отсутствуют или повреждены.`;
      case 'damaged':
        return 'Файл повреждён или обрывается. Здесь то, что удалось прочитать; остального нет.';
      case 'broken-bytes':
        return `Повреждённых знаков: ${number(note.count)}; каждый прочитан как �.`;
    }
  },
  notRead: (count) => `Не прочитано: ${counts.documents(count)}`,
  refused: (file) => {
    switch (file.type) {
      case 'scan':
        return `В нём ${counts.pages(file.pages)} изображений без текста. Распознайте текст и перетащите файл снова.`;
      case 'password':
        return 'Он закрыт паролем. Сохраните его без пароля и перетащите снова.';
      case 'damaged':
        return 'Он повреждён или обрывается. Получите или сохраните его снова.';
      case 'too-large':
        return `В нём, или в распакованном виде, ${number(file.mebibytes)} МиБ; читается до ${number(256)} МиБ. Разделите его.`;
      case 'too-slow':
        return `${file.page === null ? 'Он' : `Страница ${number(file.page)}`} читается слишком долго. Сохраните его заново в исходной программе или как текст.`;
      case 'foreign':
        return file.format === 'picture'
          ? 'Это изображение. Распознайте текст и перетащите текст.'
          : `Файлы ${file.format.toUpperCase()} не читаются. Сохраните его как PDF, Word (DOCX) или текст.`;
      case 'no-words':
        return 'В нём нет текста.';
      case 'nested':
        return 'Это ZIP внутри ZIP. Распакуйте его и перетащите содержимое.';
      case 'rest-unread':
        return 'Остальное в нём не прочитано: один файл читался слишком долго. Распакуйте, уберите этот файл и перетащите остальные.';
      case 'no-reader':
        return 'Браузер не даёт странице фоновых потоков, а документы читаются в них. Сохраните его как текст и перетащите снова.';
    }
  },
  dismiss: 'Закрыть',
  summary: ({ documents: count, passages, read, each }) =>
    `${counts.documents(count)}, ${format.passages(passages)}.${
      read === null
        ? ''
        : ` Все сразу упорядочены; модель затем читает из них ${number(read)}: лучшие из каждого документа, не больше ${number(each)} из одного.`
    }`,
  listedBy: 'Список',
  listedByNames: { passages: 'по фрагментам', documents: 'по документам' },
  read: (read, all) => (read < all ? `прочитано ${number(read)} из ${number(all)}` : format.passages(all)),
  place: (rank) => `${number(rank)}.`,
  found: ({ pages, read, of }) =>
    [...(pages.length === 0 ? [] : [`стр. ${pages.map(number).join(', ')}`]), `прочитано ${number(read)} из ${number(of)}`].join(
      '; ',
    ),
};

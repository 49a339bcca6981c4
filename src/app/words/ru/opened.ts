import type * as en from '../en/opened.ts';
import { format } from './format.ts';

const { number } = format;

const kinds = { quote: 'процитировано в рассуждении', passage: 'прочитано моделью' };

export const opened: typeof en.opened = {
  close: 'Закрыть',
  text: 'Текст документа',
  read: ({ read, of }) => `Прочитано моделью: ${number(read)} из ${number(of)}.`,
  noRun: 'Модель его ещё не читала.',
  alone:
    'Самого файла на странице нет: показаны те его фрагменты, что есть в этом прогоне. Чтобы увидеть остальное, перетащите файл ещё раз.',
  gone: 'Этого документа на странице больше нет.',
  marks: 'Пометки',
  previous: 'Предыдущая пометка',
  next: 'Следующая пометка',
  markAt: ({ place, of, kind }) => `Пометка ${number(place)} из ${number(of)}: ${kinds[kind]}`,
  offMark: (count) => `Пометок в документе: ${number(count)}`,
  noMarks: 'В нём ещё ничего не прочитано и не процитировано.',
  passages: 'Фрагменты этого документа',
  groups: {
    read: (count) => `Прочитано моделью: ${number(count)}`,
    waiting: (count) => `Ещё не дошла очередь: ${number(count)}`,
    'left-out': (count) => `Не прочитано, оставлено мгновенным порядком: ${number(count)}`,
    unread: (count) => `В порядке текста: ${number(count)}`,
  },
  rank: (rank) => `место ${number(rank)}`,
  page: (page) => `с. ${number(page)}`,
  pageBegins: (page) => `Страница ${number(page)}`,
  more: (count) => `Показать ещё (осталось ${number(count)})`,
  fileNotes: 'Чего из файла здесь нет',
};

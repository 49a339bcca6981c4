import { countedIn, dateTimeIn, formatIn } from '../format.ts';

const LANGUAGE = 'ru';

export const counted = countedIn(LANGUAGE);
export const dateTime = dateTimeIn(LANGUAGE);

export const format = formatIn(LANGUAGE, {
  byteUnits: ['Б', 'кБ', 'МБ', 'ГБ'],
  second: 'с',
  fewSeconds: 'несколько секунд',
  aboutSeconds: 'около # с',
  aboutMinutes: 'около # мин',
  comma: ', ',
  and: ' и ',
  isolate: ['', ''],
  counts: {
    passages: { one: '# фрагмент', few: '# фрагмента', many: '# фрагментов', other: '# фрагмента' },
    windows: { one: '# окно', few: '# окна', many: '# окон', other: '# окна' },
    places: { one: '# место', few: '# места', many: '# мест', other: '# места' },
    tokens: { one: '# токен', few: '# токена', many: '# токенов', other: '# токена' },
    words: { one: '# слово', few: '# слова', many: '# слов', other: '# слова' },
    files: { one: '# файл', few: '# файла', many: '# файлов', other: '# файла' },
    workers: {
      one: '# фоновый поток',
      few: '# фоновых потока',
      many: '# фоновых потоков',
      other: '# фонового потока',
    },
  },
});

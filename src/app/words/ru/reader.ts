import type * as en from '../en/reader.ts';

export const reader: typeof en.reader = {
  opening: 'Файлы открываются',
  reading: 'Фрагменты читаются',
  cancel: 'Отмена',
  share: (percent) => `${percent} %`,
  stopped: 'Чтение отменено. Ваш текст не тронут.',
  again: 'Прочитать',
};

export const encodings: typeof en.encodings = {
  title: 'Кодировка',
  of: (name) => `Кодировка файла ${name}`,
  guessed: (encoding) => `Прочитано как ${encoding}, судя по виду текста. Если выглядит неверно, выберите другую.`,
  chosen: (encoding) => `Прочитано как ${encoding}.`,
};

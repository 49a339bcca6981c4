import type * as en from '../en/recovery.ts';
import { format } from './format.ts';

const CAUSES: Readonly<Record<string, string>> = {
  'page-left': 'страницу покинули или она упала',
  'gpu-lost': 'графический процессор потерян',
  'out-of-memory': 'кончилась графическая память',
  'worker-lost': 'движок перестал отвечать',
};

export const recovery: typeof en.recovery = {
  label: 'Прерванный прогон',
  failed: ({ done, total }) =>
    total === null
      ? `Закончено и сохранено: ${format.windows(done)} этого прогона.`
      : `Закончено и сохранено окон этого прогона: ${format.number(done)} из ${format.number(total)}.`,
  lost: (query) => (query === '' ? 'Когда страницу покинули, шёл прогон.' : `Когда страницу покинули, шёл прогон: ${query}`),
  done: ({ done, total }) =>
    total === null
      ? `Закончено: ${format.windows(done)}. Порядок на этот момент:`
      : `Закончено окон: ${format.number(done)} из ${format.number(total)}. Порядок на этот момент:`,
  nothingDone: 'Ни одно его окно не закончено, поэтому его можно только начать заново.',
  unreadable: 'Сохранённое от него эта версия страницы прочитать не может. Его можно только начать заново.',
  cut: 'Сохранённое от него с некоторого места повреждено; используется только то, что до этого места.',
  goOn: ({ window, total }) =>
    total === null
      ? `Продолжить с окна ${format.number(window)}`
      : `Продолжить с окна ${format.number(window)} из ${format.number(total)}`,
  loadsFirst: 'Сначала загружается модель. Законченные окна заново не вычисляются.',
  goesOn: 'Законченные окна заново не вычисляются.',
  rankAgain: 'Ранжировать снова',
  show: 'Показать, докуда он дошёл',
  letGo: 'Отпустить',
  unkept: ({ code }) =>
    code === 'quota'
      ? 'Места, чтобы сохранять этот прогон дальше, нет: если страница упадёт, окна с этого места будут потеряны.'
      : 'Этот прогон нельзя сохранять на ходу: если страница упадёт, окна с этого места будут потеряны.',
  crashed: {
    load: ({ model, times }) =>
      `Страница падала подряд (${format.number(times)}) при загрузке ${model}. Само ничего не загружается: эта машина, возможно, для неё мала.`,
    run: ({ model, times }) =>
      `Страница падала подряд (${format.number(times)}) в первом окне прогона с ${model}. Само ничего не запускается: эта машина, возможно, для неё мала.`,
  },
  smaller: (model) => `Взять ${model}: она меньше`,
  processor: 'Считать на процессоре вместо графического',
  smallerWindow: (size) => `Показывать за раз только ${format.passages(size)}`,
  instantOnly: 'Ранжировать только мгновенным порядком',
};

export const resumed: typeof en.resumed = {
  note: ({ after, reason, engine }) =>
    `Прерван после окна ${format.number(after)} (${CAUSES[reason] ?? 'ошибка'}), затем продолжен с окна ${format.number(after + 1)}, написанного заново${engine === null ? '' : `, на ${engine}`}.`,
};

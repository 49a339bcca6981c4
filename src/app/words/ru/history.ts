import { counted, dateTime, format } from './format.ts';
import { logs } from './logs.ts';
import type { HistoryTrouble } from '../../features/history/slice.ts';
import type * as en from '../en/history.ts';

function trouble(found: HistoryTrouble): string {
  const saveAsFile = 'Прогон на экране не затронут: сохраните его файлом, если он нужен.';
  switch (found.code) {
    case 'unavailable':
      return `Браузер ничего не хранит для этой страницы: окно приватное или хранение запрещено. Откройте страницу в обычном окне или разрешите хранение. ${saveAsFile}`;
    case 'quota':
      return `В браузере не осталось места. Удалите ненужные прогоны и повторите. ${saveAsFile}`;
    case 'blocked':
      return 'Другая вкладка держит старую историю открытой. Закройте её и повторите.';
    case 'newer':
      return `Историю записала более новая версия страницы. Перезагрузите вкладку. ${saveAsFile}`;
    case 'missing':
      return found.what === 'run'
        ? 'Этого прогона больше нет в истории. Возможно, он удалён в другой вкладке. Загрузите список заново.'
        : 'Этого эксперимента больше нет в истории. Возможно, он удалён в другой вкладке. Загрузите список заново или сохраните результаты файлом.';
    case 'unreadable-experiment':
      return 'Эта версия страницы не может открыть эксперимент. Его можно удалить или открыть той версией, которая его сохранила.';
    case 'failed':
      return `Сбой хранилища браузера (\u2068${found.reason}\u2069). Попробуйте ещё раз; может помочь перезагрузка страницы. ${saveAsFile}`;
    case 'unreadable': {
      const told = found.problem === null ? null : logs.problem(found.problem);
      return `«${found.name}» не открыть.${told === null ? '' : ` ${told.what}`} Его можно удалить здесь; версия страницы, которая его сохранила, возможно, ещё откроет его.`;
    }
  }
}

export const history: typeof en.history = {
  title: 'Прежние прогоны',
  keep: 'Хранить завершённые прогоны в этом браузере',
  keepHint: 'Они остаются на этой машине, пока вы их не удалите.',
  keepThis: 'Сохранить показанный прогон',
  empty: 'Сохранённых прогонов нет.',
  runs: counted({ one: '# прогон', few: '# прогона', many: '# прогонов', other: '# прогона' }),
  usage: (runs, bytes) => `${runs}, ${bytes}`,
  siteUsage: (site, quota) => `Сайт занимает ${site} из ${quota}, отведённых браузером, вместе с моделями.`,
  when: dateTime,
  outcomes: { complete: 'завершён', cancelled: 'остановлен', failed: 'сбой', running: 'не окончен' },
  open: (name) => `Повторить ${name}`,
  name: 'Имя',
  rename: 'Переименовать',
  saveName: 'Сохранить имя',
  leaveName: 'Оставить',
  remove: 'Удалить',
  removeAll: 'Удалить все',
  removeAllSure: 'Удалить все сохранённые прогоны?',
  removeAllYes: 'Да, удалить все',
  removed: (name) => `Удалено: «${name}».`,
  removedAll: (what) => `Удалено: ${what}.`,
  bringBack: 'Вернуть',
  aside: 'Отложено',
  asideAbout: 'Это показать не удалось. Каждую запись можно сохранить файлом и удалить.',
  asideCount: (count) => `отложено: ${format.number(count)}`,
  asideKinds: { run: 'прогон', input: 'введённое' },
  saveAside: 'Сохранить файлом',
  rowBroken: (name) => `«${name}» не удалось показать. Остальными прогонами можно пользоваться.`,
  rowAside: 'Отложенный, он будет стоять под этим списком; там его можно сохранить как файл.',
  notKept: 'что-то не сохранилось: смотрите здесь',
  choose: (name) => `Сравнить ${name}`,
  compare: 'Сравнить два выбранных',
  compareHint: 'Выберите два прогона, чтобы увидеть их рядом.',
  trouble,
};

export const compared: typeof en.compared = {
  compared: 'Два прогона рядом',
  close: 'Закрыть сравнение',
  otherQuery: 'Запросы различаются.',
  otherPassages: 'Фрагменты различаются.',
  tau: 'Тау Кендалла',
  rbo: 'Перекрытие рангов (RBO)',
  passage: 'Фрагмент',
  rankIn: (name) => `Место в ${name}`,
  absent: 'нет в этом прогоне',
  order: 'Порядок',
  trace: 'Первое различие в текстах модели',
  traceSame: 'Модель написала одно и то же, до буквы.',
  traceAt: ({ window, part }) => `Окно ${window}, в ${part === 'reasoning' ? 'рассуждении' : 'ответе'}, после:`,
  textEnds: 'здесь текст кончается',
  settings: 'Различия в настройках',
  settingsSame: 'Все настройки и модель совпадают.',
  setting: 'Настройка',
  unknown: 'не записано',
  figures: 'Показатели',
  figureNames: {
    outcome: 'Итог',
    passages: 'Фрагменты',
    windows: 'Окон решено',
    mendedWindows: 'Окон исправлено',
    promptTokens: 'Токенов прочитано',
    completionTokens: 'Токенов написано',
    seconds: 'Секунды',
  },
};

import type * as en from '../en/model.ts';
import { fitsIn } from '../phrases.ts';
import { dateTime, format } from './format.ts';

export const modelChoice: typeof en.modelChoice = {
  legend: 'Модель',
  embedded: 'поставляется с этой страницей',
  lastUsed: (iso) => `последний раз: ${dateTime(iso)}`,
  notUsed: 'ещё не использовалась',
  licenceUnknown: 'лицензия не указана',
  lacks: (features) => `Здесь не работает: нужно ${features}, а этот графический процессор этого не предлагает.`,
  damaged: 'Один из файлов повреждён или отсутствует. «Другие модели» может его проверить и восстановить.',
  unreadable: (id) => `Запись о ${id} не читается. «Другие модели» может её удалить.`,
  more: 'Другие модели…',
  moreAbout: 'Открывает страницу, которая загружает, проверяет и удаляет модели. Ни запроса, ни фрагментов она не видит.',
  stored: (bytes) => `${format.bytes(bytes)}, в хранилище этого браузера`,
  loadFirst: (bytes) => `Сначала загружается модель: ${format.bytes(bytes)} из хранилища этого браузера.`,
  gone: ({ id, instead }) => `Модели ${id} нет в хранилище этого браузера. Вместо неё выбрана ${instead}.`,
  openGguf: 'Открыть файл .gguf…',
  openGgufAbout:
    'или перетащите его на эту страницу: любая модель, которую исполняет llama.cpp. Она копируется в хранилище этого браузера и больше никуда не уходит.',
  prompt: 'Промпт',
};

export const asked: typeof en.asked = {
  title: 'Выбрано для этой модели',
  reasons: {
    trained: (prompt) => `${prompt}: модель обучена с этим промптом.`,
    thinks: (prompt) => `${prompt}: лучший здесь общий промпт для рассуждающих моделей.`,
    direct: (prompt) => `${prompt}: лучший здесь общий промпт для моделей, которые не рассуждают.`,
  },
  temperature: (value) => `Температура ${format.fixed(value, 1)}, как для неё рекомендуют.`,
  fit: fitsIn(format, {
    whole: (most, context) => `Полный вызов занимает не больше примерно ${most}; контекст модели — ${context}.`,
    cut: (parts, context) => `Чтобы вызов поместился в контекст (${context}): ${parts}.`,
    passages: (words) => `не больше чем ${words} каждого фрагмента`,
    window: (passages) => `за раз ${passages}`,
    thought: (tokens) => `мысль не длиннее чем ${tokens}`,
    none: (context) => `Её контекст (${context}) слишком мал для этого промпта.`,
  }),
};

export const processor: typeof en.processor = {
  fact: (threads) => (threads === 1 ? 'нет; процессор, один поток' : `нет; процессор, потоков: ${format.number(threads)}`),
  on: (threads) => (threads === 1 ? 'на процессоре, один поток' : `на процессоре, потоков: ${format.number(threads)}`),
  title: 'Модель работает на обычном процессоре.',
  about: 'Графический процессор не используется. Всё работает, но медленнее.',
  alone: ({ cores }) =>
    `Считает одно ядро из ${format.number(cores)}: этот сайт не изолирован от других. Владелец сайта может изменить это двумя заголовками.`,
  speed: ({ read, write }) =>
    `Измерено при загрузке: за секунду читает ${format.rate(read)} и пишет ${format.rate(write)} токенов.`,
  list: (span) => `Этот список займёт не больше чем ${span}.`,
  rounded: ({ scales, of }) => `Для него пришлось округлить масштабы весов: ${format.number(scales)} из ${format.number(of)}.`,
  timed: {
    title: 'Измерено здесь',
    engines: { gpu: 'графический процессор', processor: 'обычный процессор' },
    line: ({ engine, read, write, seconds }) =>
      `${engine}: за секунду читает ${format.rate(read)} и пишет ${format.rate(write)} токенов, обычное окно: ${format.roughly(1000 * seconds)}`,
    why: {
      measured: 'Модель работает на более быстром.',
      'measured-earlier': 'Измерено в прошлый раз; модель работает на более быстром.',
    },
  },
  wanted: {
    legend: 'Где работает модель',
    names: {
      automatic: 'на том, что здесь быстрее',
      gpu: 'только на графическом процессоре',
      processor: 'на обычном процессоре',
    },
  },
};

import { counted, dateTime, format } from './format.ts';
import type * as en from '../en/models.ts';

const MODELS = counted({ one: '# модель', few: '# модели', many: '# моделей', other: '# модели' });
const FILES_DAMAGED = counted({
  one: 'Повреждён # файл',
  few: 'Повреждены # файла',
  many: 'Повреждены # файлов',
  other: 'Повреждены # файла',
});

const figure = (value: number): string => format.fixed(value, 3);

export const page: typeof en.page = {
  title: 'Модели',
  documentTitle: 'Glassrank: модели',
  back: 'Назад к рабочему столу',
  reach: 'Загружает модели с других адресов',
  reachMore: [
    'Только эта страница Glassrank запрашивает файлы с других адресов, и только для тех моделей, которые вы велите загрузить. Ваших запросов и фрагментов она не видит.',
    'Рабочий стол затем читает сохранённые файлы. Он обращается только к своему собственному адресу.',
  ],
  drop: 'Отпустите папку модели здесь',
};

export const machine: typeof en.machine = {
  title: 'Этот компьютер',
  asking: 'Запрашивается графический процессор…',
  software: 'графический код исполняет обычный процессор',
  shaders16: 'с 16-битными шейдерами',
  noShaders16: 'без 16-битных шейдеров',
  buffers: (bytes) => `буферы до ${format.bytes(bytes)}`,
  memoryUnknown: 'видеопамять: браузеры не сообщают',
  memoryHeld: (bytes) => `не меньше ${format.bytes(bytes)} видеопамяти, проверено`,
  memoryAll: (bytes) => `около ${format.bytes(bytes)} видеопамяти, проверено`,
  measure: (bytes) => `Проверить ${format.bytes(bytes)} видеопамяти`,
  measuring: ({ held, needed }) => `Проверяется видеопамять: занято ${format.bytes(held)} из ${format.bytes(needed)}`,
  measuringLabel: 'Занято видеопамяти',
};

export const recommend: typeof en.recommend = {
  title: 'Рекомендуется для этого компьютера',
  use: 'Ранжировать с ней',
  useInstant: 'Открыть рабочий стол',
  instant: 'Без модели: мгновенный порядок',
  instantWhy:
    'Здесь не может работать ни одна модель: браузер не даёт подходящего графического процессора. Рабочий стол всё равно сразу упорядочивает списки по словам и смыслу.',
  processor:
    'Графический процессор здесь использовать нельзя. Модель, которая поставляется со страницей, работает вместо него на обычном процессоре, из тех же файлов; более крупные думали бы над одним окном много минут.',
  software:
    'Графический код здесь исполняет обычный процессор, и большая модель думала бы над одним окном много минут. Та, что идёт вместе со страницей, достаточно мала: около полминуты на четыре коротких фрагмента.',
  small: ({ best, first }) =>
    best === null
      ? 'Модели, которые заметно улучшают исходный порядок, имеют от четырёх миллиардов параметров и здесь не помещаются. Эта обучена ранжировать и идёт вместе со страницей.'
      : `То, что здесь помещается, почти ничего не даст: ${best.name} в опубликованных тестах достигает ${figure(best.figure)}, а исходный порядок – ${figure(first)}. Эта обучена ранжировать, показывает основания и идёт вместе со страницей.`,
  short: ({ name, why }) => `${name}, наименьшая из стоящих: ${why}`,
  better: ({ figure: own, first }) =>
    `В опубликованных тестах она поднимает nDCG@10 с ${figure(first)} (порядок, который ей дают) до ${figure(own)}, хотя этому не обучена.`,
  smaller: ({ names }) => `Меньшие – нет: ${format.list(names.map(({ name, figure: own }) => `${name} ${figure(own)}`))}.`,
  source: 'Первая сотня SPLADE++ ED, TREC Deep Learning 2019–2023, по карточке модели first_qwen3_0.6b',
  unmeasured: (bytes) =>
    `Ей нужно ${format.bytes(bytes)} видеопамяти. Сколько её есть, браузеры не сообщают, поэтому это проверяется до загрузки.`,
  measured: (bytes) => `${format.bytes(bytes)} видеопамяти проверены и нашлись.`,
  tryAndFetch: (bytes) =>
    bytes === null ? 'Проверить память и загрузить' : `Проверить память и загрузить ${format.bytes(bytes)}`,
  fetch: (bytes) => (bytes === null ? 'Загрузить' : `Загрузить ${format.bytes(bytes)}`),
};

export const facts: typeof en.facts = {
  thinks: 'думает',
  direct: 'отвечает сразу',
  thinksAbout: 'Пишет рассуждение перед порядком',
  directAbout: 'Пишет порядок сразу; общая инструкция рассуждений не просит',
  trained: 'обучена ранжировать',
  licences: { open: 'открытая лицензия', terms: 'свои условия', research: 'только для исследований' },
  licenceUnknown: 'лицензия: см. её страницу',
  toFetch: (bytes) => `загрузить около ${format.bytes(bytes)}`,
  toFetchUnknown: 'размер станет известен при запросе',
  memory: ({ bytes, tokens }) => `${format.bytes(bytes)} видеопамяти, контекст ${format.tokens(tokens)}`,
  windows: ({ passages, thought }) =>
    `в окне ${format.passages(passages)}${thought > 0 ? `, мысли до ${format.tokens(thought)}` : ''}`,
  windowsCut: 'короче, чем хотела бы её инструкция: иначе не помещается в этот контекст',
  figure: (value) => `nDCG@10 ${figure(value)}`,
  figureAbout: 'Опубликовано; ранжировать не обучена',
  context: (tokens) => `контекст: ${format.tokens(tokens)}`,
  page: 'Её страница на Hugging Face',
};

export const fits: typeof en.fits = {
  measured: 'Помещается: память проверена',
  unmeasured: 'По пределам они помещаются; память проверяется до загрузки.',
  slow: 'Они работают здесь на обычном процессоре: минуты на каждое окно.',
  why: (why) => {
    switch (why.code) {
      case 'no-gpu':
        return 'Графического процессора здесь нет.';
      case 'feature':
        return `Ей нужна возможность ${why.feature}, которой у этого графического процессора нет.`;
      case 'buffer':
        return `Ей нужен буфер ${format.bytes(why.needed)}; этот графический процессор даёт движку ${format.bytes(why.offered)}.`;
      case 'memory':
        return `Ей нужно ${format.bytes(why.needed)} видеопамяти; занять удалось ${format.bytes(why.measured)}.`;
    }
  },
  nearest: (name) => `Ближайшая из подходящих: ${name}.`,
};

export const shelf: typeof en.shelf = {
  title: 'В этом браузере',
  reading: 'Читается, что сохранено…',
  none: 'Пока не сохранено ничего, кроме того, что идёт вместе со страницей.',
  builtIn: 'идёт вместе со страницей',
  use: 'Ранжировать с ней',
  added: (iso) => `сохранена ${dateTime(iso)}`,
  lastUsed: (iso) => (iso === null ? 'ещё не использовалась' : `последний раз ${dateTime(iso)}`),
  from: (host) => `с ${host}`,
  fromFolder: (name) => `из папки ${name}`,
  fromFile: (name) => `из файла ${name}`,
  notWhole: 'Не цела: файл повреждён или отсутствует, поэтому она не используется.',
  unreadable: (id) => `${id}: запись о ней не читается`,
  unreadableNext: 'Удалите её и загрузите заново.',
  check: 'Проверить и починить',
  checkedWhole: 'Проверено: все файлы такие, какими были сохранены.',
  checkedDamaged: (files) => `${FILES_DAMAGED(files.length)}: ${files.join(', ')}.`,
  repaired: 'Загружено заново, всё цело.',
  remove: 'Удалить',
  removeSure: ({ name, bytes }) =>
    `Удалить ${name} (${format.bytes(bytes)})? Чтобы пользоваться ею снова, придётся загрузить её заново.`,
  removeYes: 'Удалить',
  removeNo: 'Оставить',
  begun: (bytes) => `начата: ${format.bytes(bytes)} уже здесь`,
  begunFolder: 'Чтобы продолжить, откройте её папку ещё раз.',
  goOn: 'Продолжить',
  hashes: 'Файлы и контрольные суммы',
  file: 'Файл',
  bytes: 'Байты',
  checkedBy: {
    manifest: 'по её манифесту',
    hub: 'по данным хаба',
    'first-use': 'как при первой загрузке, с тех пор закреплена',
  },
};

export const storage: typeof en.storage = {
  used: ({ used, free }) => `Сайт хранит ${format.bytes(used)}; поместится ещё около ${format.bytes(free)}.`,
  free: (free) => `В хранилище этого браузера для сайта поместится около ${format.bytes(free)}.`,
  unknown: 'Сколько места есть, этот браузер не сообщает.',
  persisted: 'Браузер хранит это, пока вы не удалите.',
  notPersisted: 'Браузер может удалить это, когда на диске мало места.',
  ask: 'Попросить браузер хранить',
};

export const job: typeof en.job = {
  kinds: { install: 'Загрузка', check: 'Проверка', repair: 'Починка' },
  label: (name) => `Ход работы: ${name}`,
  planning: 'Выясняется, что загружать…',
  waiting: 'Этой моделью занята другая вкладка. Здесь продолжится, когда та закончит.',
  starting: 'Смотрим, что уже здесь…',
  bytesOf: ({ loaded, total }) => `${format.bytes(loaded)} из ${format.bytes(total)}`,
  rate: (bytes) => `${format.bytes(bytes)}/с`,
  left: (seconds) => `осталось ${format.roughly(seconds * 1000)}`,
  file: ({ name, done, files }) => `${name} (готово ${format.number(done)} из ${format.number(files)})`,
  filesDone: ({ done, files }) => `готово файлов: ${format.number(done)} из ${format.number(files)}`,
  pause: 'Приостановить',
  paused: 'Приостановлено. То, что пришло, сохранено.',
  goOn: 'Продолжить',
  dismiss: 'Убрать',
  misfit: (why) => `Не загружено. ${why}`,
  anyway: 'Всё равно загрузить',
  cancel: 'Отменить',
  notices: 'Что было по пути',
  notice: (event) => {
    switch (event.type) {
      case 'waiting':
        return 'Ждали другую вкладку.';
      case 'file-restart':
        return `${event.file} начат заново: ${RESTARTS[event.reason]}.`;
      case 'file-retry':
        return `${event.file} оборвался${event.status === null ? '' : ` (${event.status})`}; запрошен снова через ${format.seconds(event.waitMs)}.`;
      case 'file-end':
        return event.note === 'repaired' ? `${event.file} был повреждён и загружен заново.` : null;
      default:
        return null;
    }
  },
  stored: (name) => `Модель ${name} сохранена.`,
};

const RESTARTS = {
  'no-ranges': 'хост отдаёт файлы только целиком',
  changed: 'на хосте он изменился',
  unsure: 'ничто не говорит, что он прежний',
  hash: 'контрольная сумма не сошлась',
};

export const catalogue: typeof en.catalogue = {
  title: 'Загрузить',
  intro:
    'Модели, для которых у WebLLM есть библиотеки и которые годятся для переранжирования, начиная с наименьшей. Они приходят с Hugging Face.',
  context: 'Контекст',
  contextHint: 'место для инструкции, фрагментов и мысли вместе; для него посчитана память',
  contextOption: (tokens) => format.tokens(tokens),
  fitting: (count) => `Помещаются: ${MODELS(count)}`,
  slow: (count) => `Работают здесь, но медленно: ${MODELS(count)}`,
  unfit: (count) => `Не помещаются, и почему: ${MODELS(count)}`,
  fetch: 'Загрузить',
  stored: 'сохранена',
  underWay: 'загружается, см. выше',
};

export const own: typeof en.own = {
  title: 'Своя модель',
  intro:
    'Любая модель, собранная для WebLLM: папка с mlc-chat-config.json, весами и библиотекой .wasm. Как собрать ReasonRank, Rank1, RankZephyr и другие, сказано в docs/MODELS.md.',
  folder: 'Открыть папку',
  folderHint: 'или перетащите её на эту страницу. Она копируется в хранилище этого браузера и больше никуда.',
  address: 'Адрес',
  addressHint: 'Страница на Hugging Face или папка на любом сервере, который разрешает этой странице её читать.',
  fetch: 'Загрузить',
};

export * as gguf from './gguf.ts';

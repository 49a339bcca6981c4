import { counted, format } from './format.ts';
import { ofBounds, range, timeOf } from '../phrases.ts';
import { firstStageIn, libraryIn, outcomeIn, statusIn } from '../sentences.ts';
import type * as en from '../en/run.ts';

/** Genitive: "2 из 4 окон". */
const ofWindows = counted({ one: 'из # окна', other: 'из # окон' });

export const run: typeof en.run = {
  label: 'Запуск',
  rank: 'Ранжировать',
  stop: 'Остановить',
  stopping: 'Останавливается…',
  skip: 'Пропустить мысль',
  skipAsked: 'Запрошено закрыть мысль…',
  skipResults: {
    closing: 'Мысль закрыта; дальше идёт ответ.',
    over: 'Мысль уже закончилась.',
    'free-mode': 'При свободном ответе закрыть мысль нечем. «Остановить» завершает запуск.',
  },
  waiting: 'Ожидается мгновенный порядок…',
  loading: 'Модель загружается…',
  ready: 'Готово к запуску.',
  instantOnly: 'Делать больше нечего: список стоит в мгновенном порядке, модель читать не будет.',
  barred: 'Рассуждающая модель здесь не работает; список показывает мгновенный порядок.',
  unreadable: 'Фрагменты пока не читаются; смотрите отмеченные строки.',
  lacks: {
    query: 'Напишите запрос.',
    passages: 'Добавьте фрагменты.',
    'second-passage': 'Добавьте второй фрагмент: один и так стоит по порядку.',
  },
  loadFirst: 'Сначала загружается модель.',
  loadFirstBytes: (bytes) => `Сначала загружается модель: ${format.bytes(bytes)} файлов с этого сайта, один раз.`,
  stopAsked: ({ done, total }) =>
    done === 0
      ? 'Останавливается; ни одно окно ещё не закончено, поэтому остаётся исходный порядок.'
      : `Останавливается; готово окон: ${format.number(done)} из ${format.number(total)}, они остаются.`,
  engineReplaced:
    'Графический процессор был занят запросом, прервать его было нельзя: движок заменён и снова загружает модель из кэша.',
  kept: ({ done, total, spans }) =>
    `Сохранено: места ${format.list(spans)}, готово ${format.number(done)} ${ofWindows(total)}. Места, до которых окна не дошли, сохраняют исходный порядок.`,
  keptNothing: 'Ни одно окно не закончено, поэтому список остался таким, каким был.',
  now: 'Сейчас',
  preparing: 'Подготовка',
  readingPrompt: (tokens) => `Дочитывается запрос, ${format.tokens(tokens)}`,
  readingPassage: ({ place, of }) => `Читает фрагмент ${format.number(place)} из ${format.number(of)}`,
  readingLeft: (ms) => `ещё ${format.roughly(ms)}`,
  thinking: 'Думает',
  answering: 'Отвечает',
  notice: ({ code, attempt, of, waitMs, status }) => {
    const what = {
      busy: 'Сервер был занят',
      unreachable: 'Сервер не ответил',
      'broke-off': 'Ответ оборвался и был продолжен с того же места',
      repeated: 'Ответ назвал фрагмент дважды и был запрошен заново с того же места',
    }[code];
    const how = status === undefined ? '' : ` (HTTP ${status})`;
    const next = waitMs > 0 ? `, следующая попытка через ${format.seconds(waitMs)}` : '';
    return `${what}${how}: ${format.number(attempt)}-й раз, не больше ${format.number(of)}${next}.`;
  },
  windows: 'окна',
  ofWindows: ({ done, total }) => `${format.number(done)} из ${format.number(total)}`,
  elapsed: 'прошло',
  took: 'заняло',
  rate: 'токенов/с',
  rateGuessed: 'Оценка по длине текста; точно — после первого готового окна',
  rateCounted: 'Посчитано движком в последнем окне',
  left: 'Осталось времени',
  timeLeft: (ms) => `осталось ${format.roughly(ms)}`,
  budgetPerRun: (ms) => `Все мысли для такого же списка, как прошлый: самое большее ${format.roughly(ms)}.`,
};

export const load: typeof en.load = {
  title: 'Загрузка модели',
  thenRun: 'Ранжирование начнётся само, когда модель будет готова.',
  cancel: 'Отменить загрузку',
  fetching: 'Файлы загружаются и проверяются',
  checked: 'Файлы проверены',
  bytesOf: ({ loaded, total }) => `${format.bytes(loaded)} из ${format.bytes(total)}`,
  bytesLabel: 'Байты модели',
  sources: ({ network, cache }) => `${format.bytes(network)} из сети, ${format.bytes(cache)} из кэша этого браузера`,
  compiling: 'Компилируются шейдеры и заполняется видеопамять',
  engineLabel: 'Запуск движка',
  measuring:
    'Этому графическому процессору подходят несколько библиотек модели. Какая быстрее, измеряется один раз, около двух секунд, и запоминается.',
  filesDone: ({ done, total }) => `Готово файлов: ${format.number(done)} из ${format.number(total)}`,
  file: 'Файл',
  bytes: 'Размер',
  from: 'Откуда',
  source: { network: 'сеть', cache: 'кэш' },
  replaced: 'сеть (повреждённая копия заменена)',
};

export const settings: typeof en.settings = {
  title: 'Настройки',
  changed: 'изменены',
  fields: {
    windowSize: { label: 'Окно', hint: 'сколько фрагментов модель видит сразу; длинные списки читаются с конца к началу' },
    windowStride: { label: 'Шаг', hint: 'на сколько мест вперёд сдвигается каждое следующее окно' },
    thoughtTokens: {
      label: 'Лимит мысли',
      hint: (ms) =>
        `токенов на окно, не больше${ms === null ? '' : `; по замеру здесь ${format.roughly(ms)}`}; при 0 ответ сразу`,
    },
    passageWords: { label: 'Слов на фрагмент', hint: 'от длинных остаётся часть, ближайшая к запросу' },
    priorWeight: {
      label: 'Доверие к первому этапу',
      hint: 'насколько сильно влияют его оценки, когда модель не уверена; при 0 порядок решает модель, на свободный ответ не влияет никогда',
    },
    readingWeight: {
      label: 'Вес чтения',
      hint: 'вес оценки, которую модель читает в конце каждого фрагмента; у мгновенного порядка он равен 1',
    },
    temperature: { label: 'Температура', hint: 'при 0 всегда берётся самый вероятный токен; от 0 до 2' },
    rerankDepth: { label: 'Модель читает', hint: 'не больше стольких фрагментов сверху; остальные остаются на местах' },
    seed: { label: 'Начальное число', hint: 'определяет всё, что решает случай' },
  },
  choices: {
    reading: {
      label: 'Оценки чтения',
      words: {
        list: { name: 'Подряд', hint: 'весь список читается один раз; оценка фрагмента знает те, что стоят до него' },
        apart: {
          name: 'Каждый отдельно',
          hint: 'каждый фрагмент читается сам по себе, поэтому порядок списка ничего не решает; если потом что-то пишется, чтение занимает вдвое больше времени',
        },
        off: { name: 'Выключены', hint: 'оценки не читаются' },
      },
    },
  },
  answer: 'Ответ',
  modes: {
    locked: {
      name: 'Строгий',
      hint: 'только полный порядок, и цитаты — целые предложения, скопированные из названного фрагмента',
    },
    constrained: { name: 'Ограниченный', hint: 'только полный порядок; цитаты могут быть выдуманы и проверяются' },
    free: { name: 'Свободный', hint: 'собственный текст модели, который читается и исправляется' },
    'first-token': {
      name: 'Первый токен',
      hint: 'ничего не пишется: порядок задаёт вероятность того, что отрывок будет назван первым',
    },
    reading: {
      name: 'Только чтение',
      hint: 'ничего не пишется: порядок задают оценки в конце фрагментов вместе с мгновенным порядком',
    },
  },
  reset: 'Вернуть значения модели',
  unfit: ({ whole, min, max, kept }) =>
    `${whole ? 'Целое число' : 'Число'} от ${format.number(min)} до ${format.number(max)}; до тех пор остаётся ${format.number(kept)}.`,
};

export const forecast: typeof en.forecast = {
  title: 'Прогноз',
  calls: ofBounds(format, counted({ one: '# вызов', few: '# вызова', many: '# вызовов', other: '# вызова' })),
  promptTokens: ofBounds(
    format,
    counted({
      one: 'прочитать # токен',
      few: 'прочитать # токена',
      many: 'прочитать # токенов',
      other: 'прочитать # токена',
    }),
  ),
  outputTokens: (most) => `написать не больше ${format.number(most)}`,
  time: timeOf(format, (least, most) => `от «${least}» до «${most}» по замеру здесь`),
  tokensLater: 'токены станут известны после загрузки модели',
  timeLater: 'время станет известно после первого запуска здесь',
  needsList: 'Добавьте фрагменты, чтобы увидеть цену запуска.',
  ranWith: ({ prompt, strategy }) => `Промпт: «${prompt}». Стратегия: ${strategy}.`,
  cost: 'Цена запуска',
  figures: { calls: 'Вызовы', promptTokens: 'Прочитано токенов', outputTokens: 'Написано токенов' },
  predicted: 'Прогноз',
  spent: 'На деле',
  verdict: 'Сравнение',
  verdicts: {
    within: 'по прогнозу',
    below: 'меньше прогноза',
    above: 'больше прогноза',
    unfinished: 'прервано раньше',
    unpredicted: 'без прогноза',
  },
  outside: 'Запуск вышел за пределы прогноза.',
  asPredicted: 'Запуск уложился в прогноз.',
  bounds: (bounds) => range(format, bounds),
  callsSoFar: ({ done, of }) => `${format.number(done)} из ${range(format, of)}`,
};

export const library: typeof en.library = libraryIn(format, {
  only: 'единственная, которая подходит этому графическому процессору',
  asked: 'указана в адресе страницы',
  fastest: (count) => `самая быстрая из ${count}`,
  onlyWorking: 'единственная рабочая',
  now: 'измерено при этой загрузке',
  earlier: 'измерено ранее на этом графическом процессоре',
  comma: ', ',
  speeds: (reads, writes) => `читает ${reads} и пишет ${writes} токенов/с`,
  right: 'вывод верный',
  unchecked: 'вывод не проверен',
  wrong: 'не используется, здесь её вывод неверен',
  failed: 'не используется, произошёл сбой',
  starting: (library) => `Запускается ${library}`,
  measuring: (library) => `Измеряется ${library}`,
  counter: (place, count) => ` (${place} из ${count})…`,
  note: (note) => ` (${note})`,
});

const shownOrder = (method: string | null): string =>
  method === null ? 'показан исходный порядок' : `показан мгновенный порядок (${method})`;

export const firstStage: typeof en.firstStage = firstStageIn(format, {
  asGiven: 'исходный порядок',
  ownScores: 'данные оценки',
  alone: (words) => `только ${words}`,
  inTime: (passages, time) => `${passages} за ${time}`,
  onGpu: 'на графическом процессоре',
  onCpu: 'на центральном процессоре',
  encoderNext: 'Следующим загрузится MiniLM, который читает смысл.',
  encoderStarting: 'MiniLM, который читает смысл, запускается.',
  encoderLoading: 'MiniLM, который читает смысл, загружается.',
  encoderBytes: (loaded, total) => `MiniLM, который читает смысл, загружается: ${loaded} из ${total}.`,
  encoderFailed: () => 'MiniLM использовать нельзя, поэтому порядок строится только по словам.',
  factFailed: 'MiniLM использовать нельзя; только слова (BM25)',
  factLoading: 'MiniLM загружается',
  factGpu: (time) => `MiniLM на графическом процессоре, готов через ${time}`,
  factCpu: (workers, time) => `MiniLM на центральном процессоре, ${workers}, готов через ${time}`,
  noWebGpu: (method) => `Здесь нет WebGPU: ${shownOrder(method)}; рассуждающей модели нужен WebGPU.`,
  tooSmall: (method) => `Этот графический процессор мал: ${shownOrder(method)}; рассуждающей модели нужен более мощный.`,
  cut: counted({
    one: 'MiniLM читает 256 частей слов в отрезке: конец # фрагмента по смыслу не прочитан.',
    few: 'MiniLM читает 256 частей слов в отрезке: концы # фрагментов по смыслу не прочитаны.',
    many: 'MiniLM читает 256 частей слов в отрезке: концы # фрагментов по смыслу не прочитаны.',
    other: 'MiniLM читает 256 частей слов в отрезке: концы # фрагмента по смыслу не прочитаны.',
  }),
  late: (start) => `Мгновенный порядок не был готов через 10 с; начальный порядок прогона: ${start}.`,
  lateGiven: 'Мгновенный порядок не был готов через 10 с: прогон начался с исходного порядка.',
  startedAsGiven: 'Начато с исходного порядка',
  started: (start) => `Начато с мгновенного порядка (${start})`,
  status: (method, first) => `Мгновенный порядок (${method}). Первый: ${first}`,
});

export const outcome: typeof en.outcome = outcomeIn(format, {
  tags: { complete: 'Полный', repaired: 'Исправлен', truncated: 'Обрезан', unparsed: 'Нет порядка' },
  complete: (passages) => `Упорядочено всё: ${passages}.`,
  missing: (identifiers) => `пропущены: ${identifiers}`,
  duplicate: (identifiers) => `повторены: ${identifiers}`,
  unknown: (identifiers) => `названы ${identifiers}, которых в этом окне нет`,
  answer: (deeds) => `В ответе ${deeds}.`,
  missingRule: ' Пропущенные фрагменты стоят после остальных в прежнем порядке.',
  truncated: (places) => `Лимит токенов закончился; успело определиться: ${places}. Остальные сохраняют прежний порядок.`,
  unparsed: (reason) => `Порядок прочитать не удалось (${reason}). Окно остаётся в том порядке, в котором пришло.`,
  reasons: {
    'the answer is neither of the two words': 'ответ – ни одно из двух слов',
    'no readable JSON object': 'нет читаемого объекта JSON',
    'the answer is no list in the system’s own form': 'ответ – не список в собственной форме системы',
    'no line holds the word Document': 'ни в одной строке нет слова Document',
    'a digit that is no integer': 'цифра, которая не целое число',
    'a piece of the list is no number': 'часть списка – не число',
    'the thought was not finished': 'мысль не закончена',
    'the model wrote no answer': 'модель не написала ответа',
    'the answer names no passage': 'ответ не называет ни одного фрагмента',
  },
  thoughtEnds: {
    closed: 'Мысль закончилась сама.',
    settled: 'Рассуждение закрыто: его порядок перестал меняться; ответ дан после этого.',
    skipped: 'Мысль закрыта, потому что вы попросили ответ; он последовал за ней.',
    open: 'Мысль не была закрыта, поэтому порядок из неё не взят.',
    none: 'Мысли не было.',
  },
  forced: (tokens) => `Мысль исчерпала лимит (${tokens}) и была закрыта принудительно; ответ последовал за ней.`,
  runs: {
    done: 'Готово',
    stoppedAtOnce: 'Остановлено до конца первого окна: порядок первого этапа',
    failedAtOnce: 'Сбой до конца первого окна: порядок первого этапа',
  },
  stopped: (done, windows) => `Остановлено: решено ${done}, всего ${windows}`,
  failed: (done, windows) => `Сбой: до него решено ${done}, всего ${windows}`,
});

export const status: typeof en.status = statusIn(format, {
  between: ' ',
  window: ({ done, total, moved }) => `Окно ${done} из ${total} готово: ${moved}.`,
  moved: (from, to) => `фрагмент с места ${from} теперь на месте ${to}`,
  nothingMoved: 'вверх ничего не поднялось',
  ends: {
    complete: 'Ранжирование завершено.',
    cancelled: 'Ранжирование остановлено.',
    failed: 'Ранжирование прервано сбоем.',
  },
  kept: (done, total) => `Сохранено окон: ${done} из ${total}.`,
  first: (start) => `Первый: ${start}`,
});

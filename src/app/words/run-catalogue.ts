import type { SkipResult } from '../../core/log/event.ts';
import { counted } from './counted.ts';
import { formatWords } from './format-catalogue.ts';
import type { Catalogue } from './use-words.ts';

/** The run bar: begin, skip, stop, and how it goes. */
export interface RunWords {
  readonly label: string;
  readonly rank: string;
  readonly stop: string;
  readonly stopping: string;
  readonly forceStop: string;
  readonly skip: string;
  readonly skipAsked: string;
  readonly skipResults: Readonly<Record<SkipResult, string>>;
  readonly waiting: string;
  readonly loading: string;
  readonly ready: string;
  readonly barred: string;
  readonly unreadable: string;
  readonly lacks: Readonly<Record<'query' | 'passages' | 'second-passage', string>>;
  readonly loadFirst: string;
  readonly loadFirstBytes: (bytes: number) => string;
  readonly stopAsked: (windows: { readonly done: number; readonly total: number }) => string;
  readonly stopOverdue: string;
  /** `spans`: the places, written "5–12"; never empty. */
  readonly kept: (kept: { readonly done: number; readonly total: number; readonly spans: readonly string[] }) => string;
  readonly keptNothing: string;
  readonly now: string;
  readonly preparing: string;
  readonly readingPrompt: (tokens: number) => string;
  readonly thinking: string;
  readonly answering: string;
  readonly windows: string;
  readonly ofWindows: (windows: { readonly done: number; readonly total: number }) => string;
  readonly elapsed: string;
  readonly took: string;
  readonly rate: string;
  readonly rateGuessed: string;
  readonly rateCounted: string;
  readonly left: string;
  readonly timeLeft: (ms: number) => string;
  /** A thought budget over all windows of the run before. */
  readonly budgetPerRun: (ms: number) => string;
}

const { en, fa, ru, zh } = formatWords;

/** Genitive: "2 из 4 окон". */
const ofWindowsRu = counted('ru', { one: 'из # окна', other: 'из # окон' });

export const runWords: Catalogue<RunWords> = {
  en: {
    label: 'Run',
    rank: 'Rank',
    stop: 'Stop',
    stopping: 'Stopping…',
    forceStop: 'Force stop',
    skip: 'Skip thinking',
    skipAsked: 'Asked to close the thought…',
    skipResults: {
      closing: 'The thought is closed; the answer comes next.',
      over: 'The thought was over already.',
      'free-mode': 'A free answer has no guide that could close its thought. Stop ends the run.',
    },
    waiting: 'Waiting for the instant order…',
    loading: 'Loading the model…',
    ready: 'Ready.',
    barred: 'The reasoning model can’t run here; the list shows the instant order.',
    unreadable: 'The passages can’t be read yet; see the marked lines.',
    lacks: {
      query: 'Write a query.',
      passages: 'Add passages.',
      'second-passage': 'Add a second passage: one alone is already in order.',
    },
    loadFirst: 'The model is loaded first.',
    loadFirstBytes: (bytes) => `The model is loaded first: ${en.bytes(bytes)} of files from this site, once.`,
    stopAsked: ({ done, total }) =>
      done === 0
        ? 'Stopping; no window is settled yet, so the order it started from stays.'
        : `Stopping; ${en.number(done)} of ${en.windows(total)} settled, which stay.`,
    stopOverdue:
      'The graphics processor is still busy with the prompt and can’t be interrupted. You can wait, or force it: the engine restarts and loads the model again from cache.',
    kept: ({ done, total, spans }) =>
      `Kept: places ${en.list(spans)}, from ${en.number(done)} of ${en.windows(total)}. Places no window reached keep the order they started in.`,
    keptNothing: 'No window was finished, so the list stands as it started.',
    now: 'Now',
    preparing: 'Preparing',
    readingPrompt: (tokens) => `Finishing the prompt, ${en.tokens(tokens)}`,
    thinking: 'Thinking',
    answering: 'Answering',
    windows: 'windows',
    ofWindows: ({ done, total }) => `${en.number(done)} of ${en.number(total)}`,
    elapsed: 'elapsed',
    took: 'took',
    rate: 'tokens/s',
    rateGuessed: 'Reckoned from the length of the text; exact once a window is done',
    rateCounted: 'Counted by the engine in the last window',
    left: 'Time left',
    timeLeft: (ms) => `${en.roughly(ms)} left`,
    budgetPerRun: (ms) => `All thoughts of a list as long as the last: ${en.roughly(ms)} at most.`,
  },
  fa: {
    label: 'اجرا',
    rank: 'رتبه‌بندی',
    stop: 'توقف',
    stopping: 'در حال توقف…',
    forceStop: 'توقف اجباری',
    skip: 'رد کردن اندیشه',
    skipAsked: 'بستن اندیشه درخواست شد…',
    skipResults: {
      closing: 'اندیشه بسته شد؛ اکنون نوبت پاسخ است.',
      over: 'اندیشه پیش‌تر پایان یافته بود.',
      'free-mode': 'پاسخ آزاد راهنمایی ندارد که اندیشه را ببندد. «توقف» اجرا را پایان می‌دهد.',
    },
    waiting: 'در انتظار ترتیب فوری…',
    loading: 'مدل بارگذاری می‌شود…',
    ready: 'آماده.',
    barred: 'مدل استدلال اینجا اجرا نمی‌شود؛ فهرست ترتیب فوری را نشان می‌دهد.',
    unreadable: 'متن‌ها هنوز خوانده نمی‌شوند؛ خط‌های نشان‌دار را ببینید.',
    lacks: {
      query: 'پرسش را بنویسید.',
      passages: 'متن‌ها را بیفزایید.',
      'second-passage': 'متن دومی بیفزایید: یک متن به‌تنهایی مرتب است.',
    },
    loadFirst: 'نخست مدل بارگذاری می‌شود.',
    loadFirstBytes: (bytes) => `نخست مدل بارگذاری می‌شود: ${fa.bytes(bytes)} پرونده از همین سایت، تنها یک بار.`,
    stopAsked: ({ done, total }) =>
      done === 0
        ? 'در حال توقف؛ هنوز هیچ پنجره‌ای قطعی نشده است، پس ترتیب آغازین می‌ماند.'
        : `در حال توقف؛ ${fa.number(done)} از ${fa.windows(total)} قطعی شده است و می‌ماند.`,
    stopOverdue:
      'پردازندهٔ گرافیکی هنوز سرگرم ورودی است و نمی‌توان آن را نگه داشت. می‌توانید صبر کنید یا آن را وادار کنید: موتور از نو راه می‌افتد و مدل را دوباره از حافظهٔ نهان بارگذاری می‌کند.',
    kept: ({ done, total, spans }) =>
      `نگه داشته شد: جایگاه‌های ${fa.list(spans)}، از ${fa.number(done)} از ${fa.windows(total)}. جایگاه‌هایی که هیچ پنجره‌ای به آن‌ها نرسید ترتیب آغازین را دارند.`,
    keptNothing: 'هیچ پنجره‌ای به پایان نرسید، پس فهرست همان‌گونه است که آغاز شد.',
    now: 'اکنون',
    preparing: 'آماده‌سازی',
    readingPrompt: (tokens) => `پایان خواندن ورودی، ${fa.tokens(tokens)}`,
    thinking: 'در حال اندیشیدن',
    answering: 'در حال پاسخ',
    windows: 'پنجره',
    ofWindows: ({ done, total }) => `${fa.number(done)} از ${fa.number(total)}`,
    elapsed: 'گذشته',
    took: 'زمان برد',
    rate: 'توکن در ثانیه',
    rateGuessed: 'از درازای متن برآورد شده است؛ پس از پایان یک پنجره دقیق می‌شود',
    rateCounted: 'شمارش موتور در آخرین پنجره',
    left: 'زمان مانده',
    timeLeft: (ms) => `${fa.roughly(ms)} مانده`,
    budgetPerRun: (ms) => `همهٔ اندیشه‌های فهرستی به درازای فهرست پیشین: دست بالا ${fa.roughly(ms)}.`,
  },
  ru: {
    label: 'Запуск',
    rank: 'Ранжировать',
    stop: 'Остановить',
    stopping: 'Останавливается…',
    forceStop: 'Остановить принудительно',
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
    barred: 'Рассуждающая модель здесь не работает; список показывает мгновенный порядок.',
    unreadable: 'Фрагменты пока не читаются; смотрите отмеченные строки.',
    lacks: {
      query: 'Напишите запрос.',
      passages: 'Добавьте фрагменты.',
      'second-passage': 'Добавьте второй фрагмент: один и так стоит по порядку.',
    },
    loadFirst: 'Сначала загружается модель.',
    loadFirstBytes: (bytes) => `Сначала загружается модель: ${ru.bytes(bytes)} файлов с этого сайта, один раз.`,
    stopAsked: ({ done, total }) =>
      done === 0
        ? 'Останавливается; ни одно окно ещё не закончено, поэтому остаётся исходный порядок.'
        : `Останавливается; готово окон: ${ru.number(done)} из ${ru.number(total)}, они остаются.`,
    stopOverdue:
      'Графический процессор ещё занят запросом, прервать его нельзя. Можно подождать или остановить принудительно: движок запустится заново и снова загрузит модель из кэша.',
    kept: ({ done, total, spans }) =>
      `Сохранено: места ${ru.list(spans)}, готово ${ru.number(done)} ${ofWindowsRu(total)}. Места, до которых окна не дошли, сохраняют исходный порядок.`,
    keptNothing: 'Ни одно окно не закончено, поэтому список остался таким, каким был.',
    now: 'Сейчас',
    preparing: 'Подготовка',
    readingPrompt: (tokens) => `Дочитывается запрос, ${ru.tokens(tokens)}`,
    thinking: 'Думает',
    answering: 'Отвечает',
    windows: 'окна',
    ofWindows: ({ done, total }) => `${ru.number(done)} из ${ru.number(total)}`,
    elapsed: 'прошло',
    took: 'заняло',
    rate: 'токенов/с',
    rateGuessed: 'Оценка по длине текста; точно — после первого готового окна',
    rateCounted: 'Посчитано движком в последнем окне',
    left: 'Осталось времени',
    timeLeft: (ms) => `осталось ${ru.roughly(ms)}`,
    budgetPerRun: (ms) => `Все мысли для такого же списка, как прошлый: самое большее ${ru.roughly(ms)}.`,
  },
  zh: {
    label: '运行',
    rank: '排序',
    stop: '停止',
    stopping: '正在停止…',
    forceStop: '强制停止',
    skip: '跳过思考',
    skipAsked: '已请求结束思考…',
    skipResults: {
      closing: '思考已结束，接下来是回答。',
      over: '思考当时已经结束。',
      'free-mode': '自由回答没有可以结束思考的引导。“停止”会结束运行。',
    },
    waiting: '正在等待即时顺序…',
    loading: '正在加载模型…',
    ready: '准备就绪。',
    barred: '推理模型无法在此运行；列表显示的是即时顺序。',
    unreadable: '还读不出段落，请看标出的行。',
    lacks: {
      query: '请写下查询。',
      passages: '请添加段落。',
      'second-passage': '请再添加一个段落：只有一个时无需排序。',
    },
    loadFirst: '先加载模型。',
    loadFirstBytes: (bytes) => `先加载模型：从本站下载 ${zh.bytes(bytes)} 文件，仅此一次。`,
    stopAsked: ({ done, total }) =>
      done === 0
        ? '正在停止；还没有窗口完成，因此保留起始顺序。'
        : `正在停止；共 ${zh.windows(total)}，已完成的 ${zh.number(done)} 个会保留。`,
    stopOverdue: '图形处理器仍在处理提示词，无法中断。您可以等待，也可以强制停止：引擎会重新启动，并从缓存重新加载模型。',
    kept: ({ done, total, spans }) =>
      `已保留：第 ${zh.list(spans)} 位，来自 ${zh.windows(total)}中的 ${zh.number(done)} 个。窗口没有到达的位置保持起始顺序。`,
    keptNothing: '没有窗口完成，因此列表保持起始顺序。',
    now: '当前',
    preparing: '正在准备',
    readingPrompt: (tokens) => `正在读完提示词，${zh.tokens(tokens)}`,
    thinking: '正在思考',
    answering: '正在回答',
    windows: '窗口',
    ofWindows: ({ done, total }) => `${zh.number(done)} / ${zh.number(total)}`,
    elapsed: '已用',
    took: '用时',
    rate: '词元/秒',
    rateGuessed: '按文字长度估算；一个窗口完成后即为准确值',
    rateCounted: '由引擎在最近一个窗口中统计',
    left: '剩余时间',
    timeLeft: (ms) => `还剩${zh.roughly(ms)}`,
    budgetPerRun: (ms) => `与上次一样长的列表，全部思考最多${zh.roughly(ms)}。`,
  },
};

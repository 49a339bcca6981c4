import type { AnswerMode } from '../../core/run/method.ts';
import type { ReadyName } from '../../core/run/settings.ts';
import type { SweepName } from '../../core/experiment/sweep.ts';
import { counted } from './counted.ts';
import { formatWords } from './format-catalogue.ts';
import type { Catalogue } from './use-words.ts';

interface NamedWords {
  readonly name: string;
  readonly about: string;
}

/** Experiments: put together, run, kept. */
export interface CompareWords {
  readonly newTitle: string;
  readonly intro: string;
  readonly new: string;
  readonly name: string;
  readonly defaultName: (of: { readonly queries: number; readonly query: string }) => string;
  readonly on: string;
  readonly thisList: (passages: number) => string;
  readonly collection: (queries: number) => string;
  readonly judged: (queries: number) => string;
  readonly notJudged: string;
  readonly lacksInput: string;
  readonly depth: string;
  readonly depthHint: (deepest: number) => string;
  readonly queries: string;
  readonly allQueries: string;
  readonly firstQueries: (all: number) => string;
  readonly configurations: string;
  readonly noConfigurations: string;
  readonly nameOf: (number: number) => string;
  readonly remove: string;
  readonly removeNamed: (name: string) => string;
  readonly add: string;
  readonly addWorkbench: string;
  readonly workbenchName: string;
  readonly addReady: string;
  readonly ready: Readonly<Record<ReadyName, NamedWords>>;
  readonly addSweep: string;
  readonly sweeps: Readonly<Record<SweepName, NamedWords>>;
  readonly full: (most: number) => string;
  readonly ownPrompt: string;
  readonly modes: Readonly<Record<AnswerMode, string>>;
  readonly thought: (tokens: number) => string;
  readonly passageWords: (words: number) => string;
  readonly samples: (count: number) => string;
  readonly begin: string;
  readonly addFirst: string;
  readonly barred: string;
  readonly runs: (size: { readonly configurations: number; readonly queries: number; readonly runs: number }) => string;
  readonly planned: (plan: { readonly configurations: number; readonly queries: number; readonly depth: number }) => string;
  readonly progress: string;
  readonly doneOf: (done: { readonly done: string; readonly planned: string }) => string;
  readonly done: string;
  readonly notBegun: string;
  readonly halted: string;
  readonly preparing: string;
  readonly waitsForWorkbench: string;
  readonly now: (now: {
    readonly query: string;
    readonly queries: string;
    readonly configuration: string;
    readonly call: string;
    readonly calls: string | null;
  }) => string;
  readonly left: (time: string) => string;
  readonly roughLeft: string;
  readonly pause: string;
  readonly pausing: string;
  readonly stop: string;
  readonly stopping: string;
  readonly haltHint: string;
  readonly resume: string;
  readonly textsMissing: string;
  readonly takeTexts: string;
  readonly notStored: string;
}

const { en, fa, ru, zh } = formatWords;

const QUERIES = {
  en: counted('en', { one: '# query', other: '# queries' }),
  fa: counted('fa', { other: '# پرسش' }),
  ru: counted('ru', { one: '# запрос', few: '# запроса', many: '# запросов', other: '# запроса' }),
  zh: counted('zh', { other: '# 个查询' }),
} as const;

const CONFIGURATIONS = {
  en: counted('en', { one: '# configuration', other: '# configurations' }),
  fa: counted('fa', { other: '# پیکربندی' }),
  ru: counted('ru', { one: '# конфигурация', few: '# конфигурации', many: '# конфигураций', other: '# конфигурации' }),
  zh: counted('zh', { other: '# 种配置' }),
} as const;

export const compareWords: Catalogue<CompareWords> = {
  en: {
    newTitle: 'A new comparison',
    intro: 'Every configuration reranks every query with the model in this page. Results are kept here as they come.',
    new: 'New comparison',
    name: 'Name',
    defaultName: ({ queries, query }) => (queries > 1 ? QUERIES.en(queries) : query === '' ? 'A comparison' : query),
    on: 'On',
    thisList: (passages) => `The workbench’s list (${en.passages(passages)})`,
    collection: (queries) => `All that the workbench’s input holds (${QUERIES.en(queries)})`,
    judged: (queries) => `${QUERIES.en(queries)} judged: quality is measured.`,
    notJudged: 'No judgements: the orders can be compared with each other and with the first stage, not with the truth.',
    lacksInput:
      'The workbench’s input holds nothing to rank yet. Open a BEIR folder, a TREC run with its corpus, or a list there.',
    depth: 'Depth',
    depthHint: (deepest) =>
      `Passages of each list that are reranked; the longest has ${en.number(deepest)}. The rest keep their places.`,
    queries: 'Queries',
    allQueries: 'All of them.',
    firstQueries: (all) => `The first of ${en.number(all)}; the others do not count.`,
    configurations: 'Configurations',
    noConfigurations: 'None yet: add two or more.',
    nameOf: (number) => `Name of configuration ${number}`,
    remove: 'Remove',
    removeNamed: (name) => `Remove ${name}`,
    add: 'Add configurations',
    addWorkbench: 'The workbench’s settings',
    workbenchName: 'Workbench',
    addReady: 'A known way:',
    ready: {
      sliding: {
        name: 'Sliding windows',
        about: 'The model’s own prompt, windows from the end of the list to its head (RankGPT)',
      },
      single: { name: 'One window', about: 'The model’s own prompt, all passages in one call' },
      first: { name: 'First token', about: 'The order of the first identifier’s probabilities, nothing is written (FIRST)' },
      setwise: { name: 'Setwise', about: 'The best of four at a time, in a heap, until ten are known' },
      pointwise: {
        name: 'Pointwise',
        about: 'Each passage alone: the probability of yes (Qwen3-Reranker’s prompt where the model’s own gives none)',
      },
    },
    addSweep: 'One setting varied:',
    sweeps: {
      thought: { name: 'Thought budget', about: 'The workbench’s settings with 0, 64, 256 and 1024 tokens of thought' },
      samples: { name: 'Samples', about: 'The workbench’s settings with 1, 3 and 5 samples a call' },
    },
    full: (most) => `${en.number(most)} configurations are the most that fit side by side.`,
    ownPrompt: 'the model’s own prompt',
    modes: { locked: 'tied to the list', constrained: 'held answers', free: 'free text', 'first-token': 'first token' },
    thought: (tokens) => (tokens === 0 ? 'no thought' : `thought ≤ ${en.number(tokens)}`),
    passageWords: (words) => `${en.words(words)} a passage`,
    samples: (count) => `${en.number(count)} samples`,
    begin: 'Run',
    addFirst: 'Add a configuration first.',
    barred: 'Nothing can run without WebGPU. Kept results and files can be opened.',
    runs: ({ configurations, queries, runs }) =>
      `${CONFIGURATIONS.en(configurations)} × ${QUERIES.en(queries)} = ${en.number(runs)} runs`,
    planned: ({ configurations, queries, depth }) =>
      `${CONFIGURATIONS.en(configurations)}, ${QUERIES.en(queries)}, depth ${en.number(depth)}`,
    progress: 'Progress',
    doneOf: ({ done, planned }) => `${done} of ${planned} runs`,
    done: 'All done.',
    notBegun: 'Not begun.',
    halted: 'Halted; what is done is kept.',
    preparing: 'Getting the model ready…',
    waitsForWorkbench: 'Waiting for the workbench’s run to end.',
    now: ({ query, queries, configuration, call, calls }) =>
      `Query ${query} of ${queries}, ${configuration}, call ${call}${calls === null ? '' : ` of ${calls}`}`,
    left: (time) => `Left: ${time}.`,
    roughLeft: 'Some configurations have not run yet and are taken to be as fast as the others.',
    pause: 'Pause',
    pausing: 'Pausing after this query.',
    stop: 'Stop',
    stopping: 'Stopping…',
    haltHint: 'Pause ends after this query; Stop ends now, and this query is run again later.',
    resume: 'Go on',
    textsMissing: 'The collection’s texts are not at hand.',
    takeTexts: 'Take them from the workbench’s input',
    notStored:
      'The texts are more than 64 MB and are not kept: after a reload, open the same files in the workbench before going on.',
  },
  fa: {
    newTitle: 'مقایسه‌ای تازه',
    intro: 'هر پیکربندی همهٔ پرسش‌ها را با مدل همین صفحه بازرتبه‌بندی می‌کند. نتیجه‌ها همان‌گاه که می‌آیند نگه داشته می‌شوند.',
    new: 'مقایسهٔ تازه',
    name: 'نام',
    defaultName: ({ queries, query }) => (queries > 1 ? QUERIES.fa(queries) : query === '' ? 'یک مقایسه' : query),
    on: 'روی',
    thisList: (passages) => `فهرست میز کار (${fa.passages(passages)})`,
    collection: (queries) => `همهٔ آنچه در ورودی میز کار است (${QUERIES.fa(queries)})`,
    judged: (queries) => `${QUERIES.fa(queries)} داوری شده است: کیفیت سنجیده می‌شود.`,
    notJudged: 'داوری نیست: ترتیب‌ها را می‌توان با هم و با مرحلهٔ نخست سنجید، نه با حقیقت.',
    lacksInput: 'در ورودی میز کار هنوز چیزی برای رتبه‌بندی نیست. آنجا پوشهٔ BEIR، اجرای TREC با پیکره‌اش یا یک فهرست باز کنید.',
    depth: 'ژرفا',
    depthHint: (deepest) =>
      `شمار متن‌هایی از هر فهرست که بازرتبه‌بندی می‌شوند؛ بلندترین فهرست ${fa.number(deepest)} متن دارد. بقیه سر جای خود می‌مانند.`,
    queries: 'پرسش‌ها',
    allQueries: 'همهٔ آن‌ها.',
    firstQueries: (all) => `نخستین‌ها از ${fa.number(all)}؛ بقیه به شمار نمی‌آیند.`,
    configurations: 'پیکربندی‌ها',
    noConfigurations: 'هنوز هیچ: دو یا چند تا بیفزایید.',
    nameOf: (number) => `نام پیکربندی ${fa.number(number)}`,
    remove: 'برداشتن',
    removeNamed: (name) => `برداشتن ${name}`,
    add: 'افزودن پیکربندی',
    addWorkbench: 'تنظیم‌های میز کار',
    workbenchName: 'میز کار',
    addReady: 'روشی شناخته:',
    ready: {
      sliding: { name: 'پنجره‌های لغزان', about: 'دستور خود مدل، پنجره‌ها از ته فهرست تا سر آن (RankGPT)' },
      single: { name: 'یک پنجره', about: 'دستور خود مدل، همهٔ متن‌ها در یک فراخوانی' },
      first: { name: 'نخستین توکن', about: 'ترتیب احتمال‌های نخستین شناسه، چیزی نوشته نمی‌شود (FIRST)' },
      setwise: { name: 'دسته‌ای', about: 'بهترین از چهار، در یک هرم، تا ده تا شناخته شوند' },
      pointwise: { name: 'تک‌به‌تک', about: 'هر متن جداگانه: احتمال «بله» (با دستور Qwen3-Reranker اگر دستور مدل نتواند)' },
    },
    addSweep: 'یک تنظیم دگرگون:',
    sweeps: {
      thought: { name: 'بودجهٔ اندیشه', about: 'تنظیم‌های میز کار با ۰، ۶۴، ۲۵۶ و ۱۰۲۴ توکن اندیشه' },
      samples: { name: 'نمونه‌ها', about: 'تنظیم‌های میز کار با ۱، ۳ و ۵ نمونه در هر فراخوانی' },
    },
    full: (most) => `بیش از ${fa.number(most)} پیکربندی کنار هم جا نمی‌شود.`,
    ownPrompt: 'دستور خود مدل',
    modes: { locked: 'بسته به فهرست', constrained: 'پاسخ مهارشده', free: 'متن آزاد', 'first-token': 'نخستین توکن' },
    thought: (tokens) => (tokens === 0 ? 'بی اندیشه' : `اندیشه ≤ ${fa.number(tokens)}`),
    passageWords: (words) => `${fa.words(words)} از هر متن`,
    samples: (count) => `${fa.number(count)} نمونه`,
    begin: 'اجرا',
    addFirst: 'نخست یک پیکربندی بیفزایید.',
    barred: 'بی WebGPU چیزی اجرا نمی‌شود. نتیجه‌های نگه‌داشته و پرونده‌ها باز می‌شوند.',
    runs: ({ configurations, queries, runs }) =>
      `${CONFIGURATIONS.fa(configurations)} × ${QUERIES.fa(queries)} = ${fa.number(runs)} اجرا`,
    planned: ({ configurations, queries, depth }) =>
      `${CONFIGURATIONS.fa(configurations)}، ${QUERIES.fa(queries)}، ژرفا ${fa.number(depth)}`,
    progress: 'پیشرفت',
    doneOf: ({ done, planned }) => `${done} از ${planned} اجرا`,
    done: 'همه انجام شد.',
    notBegun: 'آغاز نشده.',
    halted: 'ایستاده؛ آنچه انجام شده نگه داشته شده است.',
    preparing: 'مدل آماده می‌شود…',
    waitsForWorkbench: 'در انتظار پایان اجرای میز کار.',
    now: ({ query, queries, configuration, call, calls }) =>
      `پرسش ${query} از ${queries}، ${configuration}، فراخوانی ${call}${calls === null ? '' : ` از ${calls}`}`,
    left: (time) => `مانده: ${time}.`,
    roughLeft: 'برخی پیکربندی‌ها هنوز اجرا نشده‌اند و به تندی بقیه گرفته می‌شوند.',
    pause: 'درنگ',
    pausing: 'پس از این پرسش درنگ می‌کند.',
    stop: 'ایست',
    stopping: 'می‌ایستد…',
    haltHint: 'درنگ پس از این پرسش است؛ ایست همین اکنون، و این پرسش بعد دوباره اجرا می‌شود.',
    resume: 'ادامه',
    textsMissing: 'متن‌های مجموعه در دست نیست.',
    takeTexts: 'برداشتن از ورودی میز کار',
    notStored:
      'متن‌ها بیش از ۶۴ مگابایت‌اند و نگه داشته نمی‌شوند: پس از بارگذاری دوباره، پیش از ادامه همان پرونده‌ها را در میز کار باز کنید.',
  },
  ru: {
    newTitle: 'Новое сравнение',
    intro: 'Каждая конфигурация переранжирует каждый запрос моделью этой страницы. Результаты сохраняются по мере появления.',
    new: 'Новое сравнение',
    name: 'Название',
    defaultName: ({ queries, query }) => (queries > 1 ? QUERIES.ru(queries) : query === '' ? 'Сравнение' : query),
    on: 'На чём',
    thisList: (passages) => `Список рабочего стола (${ru.passages(passages)})`,
    collection: (queries) => `Всё, что есть во вводе рабочего стола (${QUERIES.ru(queries)})`,
    judged: (queries) => `Оценено: ${QUERIES.ru(queries)}; качество измеряется.`,
    notJudged: 'Оценок нет: порядки можно сравнить между собой и с первым этапом, но не с истиной.',
    lacksInput: 'Во вводе рабочего стола пока нечего ранжировать. Откройте там папку BEIR, прогон TREC с корпусом или список.',
    depth: 'Глубина',
    depthHint: (deepest) =>
      `Сколько фрагментов каждого списка переранжируется; в самом длинном ${ru.number(deepest)}. Остальные стоят на месте.`,
    queries: 'Запросы',
    allQueries: 'Все.',
    firstQueries: (all) => `Первые из ${ru.number(all)}; остальные не считаются.`,
    configurations: 'Конфигурации',
    noConfigurations: 'Пока нет: добавьте две или больше.',
    nameOf: (number) => `Название конфигурации ${number}`,
    remove: 'Убрать',
    removeNamed: (name) => `Убрать ${name}`,
    add: 'Добавить конфигурации',
    addWorkbench: 'Настройки рабочего стола',
    workbenchName: 'Рабочий стол',
    addReady: 'Известный способ:',
    ready: {
      sliding: { name: 'Скользящие окна', about: 'Своя подсказка модели, окна от конца списка к началу (RankGPT)' },
      single: { name: 'Одно окно', about: 'Своя подсказка модели, все фрагменты в одном вызове' },
      first: { name: 'Первый токен', about: 'Порядок вероятностей первого номера, ничего не пишется (FIRST)' },
      setwise: { name: 'Наборами', about: 'Лучший из четырёх в куче, пока не известны десять' },
      pointwise: {
        name: 'По одному',
        about: 'Каждый фрагмент отдельно: вероятность «да» (с подсказкой Qwen3-Reranker, если своя её не даёт)',
      },
    },
    addSweep: 'Меняется одна настройка:',
    sweeps: {
      thought: { name: 'Бюджет мысли', about: 'Настройки рабочего стола с 0, 64, 256 и 1024 токенами мысли' },
      samples: { name: 'Выборки', about: 'Настройки рабочего стола с 1, 3 и 5 выборками на вызов' },
    },
    full: (most) => `Больше ${ru.number(most)} конфигураций рядом не помещается.`,
    ownPrompt: 'своя подсказка модели',
    modes: { locked: 'по списку', constrained: 'ответ по форме', free: 'свободный текст', 'first-token': 'первый токен' },
    thought: (tokens) => (tokens === 0 ? 'без мысли' : `мысль ≤ ${ru.number(tokens)}`),
    passageWords: (words) => `${ru.words(words)} на фрагмент`,
    samples: (count) => `выборок: ${ru.number(count)}`,
    begin: 'Запустить',
    addFirst: 'Сначала добавьте конфигурацию.',
    barred: 'Без WebGPU ничего не запустить. Сохранённые результаты и файлы открываются.',
    runs: ({ configurations, queries, runs }) =>
      `${CONFIGURATIONS.ru(configurations)} × ${QUERIES.ru(queries)} = прогонов: ${ru.number(runs)}`,
    planned: ({ configurations, queries, depth }) =>
      `${CONFIGURATIONS.ru(configurations)}, ${QUERIES.ru(queries)}, глубина ${ru.number(depth)}`,
    progress: 'Ход',
    doneOf: ({ done, planned }) => `Прогонов: ${done} из ${planned}.`,
    done: 'Всё готово.',
    notBegun: 'Не начато.',
    halted: 'Остановлено; сделанное сохранено.',
    preparing: 'Модель готовится…',
    waitsForWorkbench: 'Ожидается конец прогона рабочего стола.',
    now: ({ query, queries, configuration, call, calls }) =>
      `Запрос ${query} из ${queries}, ${configuration}, вызов ${call}${calls === null ? '' : ` из ${calls}`}`,
    left: (time) => `Осталось: ${time}.`,
    roughLeft: 'Некоторые конфигурации ещё не запускались; считается, что они так же быстры.',
    pause: 'Пауза',
    pausing: 'Пауза после этого запроса.',
    stop: 'Остановить',
    stopping: 'Останавливается…',
    haltHint: 'Пауза наступает после этого запроса; остановка сразу, и этот запрос позже прогоняется снова.',
    resume: 'Продолжить',
    textsMissing: 'Текстов коллекции нет под рукой.',
    takeTexts: 'Взять из ввода рабочего стола',
    notStored:
      'Тексты больше 64 МБ и не сохраняются: после перезагрузки откройте те же файлы на рабочем столе, потом продолжайте.',
  },
  zh: {
    newTitle: '新的比较',
    intro: '每种配置都用本页的模型对每个查询重新排序。结果随到随存。',
    new: '新的比较',
    name: '名称',
    defaultName: ({ queries, query }) => (queries > 1 ? QUERIES.zh(queries) : query === '' ? '一次比较' : query),
    on: '范围',
    thisList: (passages) => `工作台的列表（${zh.passages(passages)}）`,
    collection: (queries) => `工作台输入中的全部（${QUERIES.zh(queries)}）`,
    judged: (queries) => `${QUERIES.zh(queries)}有相关性判断：可以衡量质量。`,
    notJudged: '没有相关性判断：只能比较各个顺序彼此之间以及与第一阶段的异同，不能与真值比较。',
    lacksInput: '工作台的输入中还没有可排序的内容。请在那里打开 BEIR 文件夹、带语料的 TREC 运行结果或一个列表。',
    depth: '深度',
    depthHint: (deepest) => `每个列表重新排序的段落数；最长的有 ${zh.number(deepest)} 个。其余保持原位。`,
    queries: '查询',
    allQueries: '全部。',
    firstQueries: (all) => `${zh.number(all)} 个中的前几个；其余不计入。`,
    configurations: '配置',
    noConfigurations: '还没有：请添加两个或更多。',
    nameOf: (number) => `配置 ${number} 的名称`,
    remove: '移除',
    removeNamed: (name) => `移除 ${name}`,
    add: '添加配置',
    addWorkbench: '工作台的设置',
    workbenchName: '工作台',
    addReady: '已知方法：',
    ready: {
      sliding: { name: '滑动窗口', about: '模型自己的提示，窗口从列表末尾移到开头（RankGPT）' },
      single: { name: '单个窗口', about: '模型自己的提示，一次调用看到全部段落' },
      first: { name: '首个词元', about: '按首个编号的概率排序，不写任何内容（FIRST）' },
      setwise: { name: '集合式', about: '每次从四个中选最好的，用堆排序，直到前十个确定' },
      pointwise: { name: '逐个', about: '每个段落单独判断：“是”的概率（模型自己的提示给不出时用 Qwen3-Reranker 的提示）' },
    },
    addSweep: '改变一项设置：',
    sweeps: {
      thought: { name: '思考预算', about: '工作台的设置，思考 0、64、256 和 1024 个词元' },
      samples: { name: '采样次数', about: '工作台的设置，每次调用采样 1、3 和 5 次' },
    },
    full: (most) => `最多并排 ${zh.number(most)} 种配置。`,
    ownPrompt: '模型自己的提示',
    modes: { locked: '受列表约束', constrained: '受格式约束', free: '自由文本', 'first-token': '首个词元' },
    thought: (tokens) => (tokens === 0 ? '不思考' : `思考 ≤ ${zh.number(tokens)}`),
    passageWords: (words) => `每段 ${zh.words(words)}`,
    samples: (count) => `采样 ${zh.number(count)} 次`,
    begin: '运行',
    addFirst: '请先添加一种配置。',
    barred: '没有 WebGPU 无法运行。可以打开已保存的结果和文件。',
    runs: ({ configurations, queries, runs }) =>
      `${CONFIGURATIONS.zh(configurations)} × ${QUERIES.zh(queries)} = ${zh.number(runs)} 次运行`,
    planned: ({ configurations, queries, depth }) =>
      `${CONFIGURATIONS.zh(configurations)}，${QUERIES.zh(queries)}，深度 ${zh.number(depth)}`,
    progress: '进度',
    doneOf: ({ done, planned }) => `已运行 ${done}/${planned}`,
    done: '全部完成。',
    notBegun: '尚未开始。',
    halted: '已停下；完成的部分已保存。',
    preparing: '正在准备模型…',
    waitsForWorkbench: '正在等待工作台的运行结束。',
    now: ({ query, queries, configuration, call, calls }) =>
      `第 ${query}/${queries} 个查询，${configuration}，第 ${call} 次调用${calls === null ? '' : `（共 ${calls}）`}`,
    left: (time) => `剩余：${time}。`,
    roughLeft: '有些配置还没有运行过，按与其他配置同样快估计。',
    pause: '暂停',
    pausing: '本查询结束后暂停。',
    stop: '停止',
    stopping: '正在停止…',
    haltHint: '暂停在本查询结束后生效；停止立即生效，本查询以后会重新运行。',
    resume: '继续',
    textsMissing: '文档集的文本不在手边。',
    takeTexts: '从工作台的输入中取',
    notStored: '文本超过 64 MB，不会保存：重新加载后请先在工作台打开相同的文件，再继续。',
  },
};

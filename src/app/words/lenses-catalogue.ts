import type { LensVerdict } from '../../core/experiment/lenses/lens.ts';
import type { LensName } from '../features/lenses/slice.ts';
import type { ProbeProblem } from '../features/lenses/read.ts';
import { counted } from './counted.ts';
import { formatWords } from './format-catalogue.ts';
import type { Catalogue } from './use-words.ts';

/** What every lens says: what it shows, on which list, how long it takes, how it ended. */
export interface LensesWords {
  readonly label: string;
  readonly names: Readonly<Record<LensName, string>>;
  readonly shows: Readonly<Record<LensName, string>>;
  readonly limits: Readonly<Record<LensName, string>>;
  readonly list: string;
  readonly sources: Readonly<Record<'input' | 'run', string>>;
  readonly noList: Readonly<Record<'input' | 'run', string>>;
  readonly listOf: (list: { readonly passages: number; readonly query: string }) => string;
  readonly scores: string;
  readonly scoresHint: string;
  readonly runs: (count: number) => string;
  readonly questions: (count: number) => string;
  readonly timeUnknown: string;
  readonly start: string;
  readonly stop: string;
  readonly waitsFor: Readonly<Record<'run' | 'compare' | 'lens', string>>;
  readonly loading: string;
  readonly stopping: string;
  readonly progress: (at: { readonly done: number; readonly total: number }) => string;
  readonly left: (span: string) => string;
  readonly ends: Readonly<Record<'done' | 'stopped' | 'no-model', string>>;
  readonly failed: (detail: string) => string;
  readonly tally: Readonly<Record<Exclude<LensVerdict, 'waiting'>, (count: number) => string>>;
  readonly verdicts: Readonly<Record<Exclude<LensVerdict, 'waiting'>, string>>;
  readonly notCounted: string;
  readonly chance: string;
  readonly about: (query: string) => string;
  readonly saveJson: string;
  readonly saveTable: string;
  readonly openRun: string;
  readonly openRunOf: (name: string) => string;
  readonly first: (shown: { readonly shown: number; readonly all: number }) => string;
  readonly passage: string;
  readonly window: string;
  readonly windowOf: (window: { readonly number: number; readonly passages: number }) => string;
  readonly grain: string;
  readonly grains: Readonly<Record<'sentence' | 'segment', string>>;
  readonly problems: Readonly<Record<ProbeProblem, string>>;
  readonly otherModel: (models: { readonly wrote: string; readonly asked: string }) => string;
}

const { en, fa, ru, zh } = formatWords;

export const lensesWords: Catalogue<LensesWords> = {
  en: {
    label: 'Lenses on the model',
    names: { belief: 'Belief', position: 'Position', ablation: 'Ablation', injection: 'Injection' },
    shows: {
      belief: 'How likely each passage is to be named first, if the thought were closed after each of its sentences.',
      position:
        'Where each passage ends when the same list starts from other places: a model that only reads ends with the same order.',
      ablation: 'Whether the rest of the list keeps its order when one passage is left out.',
      injection: 'Whether a passage moves up when its text tells the model to rank it first.',
    },
    limits: {
      belief:
        'It is the model’s leaning for the first place alone, without the first stage’s prior; it does not show why the model leans so.',
      position: 'It does not show which order is right, and a rotation moves all passages at once, not one.',
      ablation:
        'It does not show why pairs turn over: a missing passage also shifts the numbers and the windows of those behind it.',
      injection:
        'Look-alike marks are neutralised and the evidence lock holds as in any run; it does not show what other texts or models would do.',
    },
    list: 'List',
    sources: { input: 'In the workbench’s input', run: 'Of the run on stage' },
    noList: {
      input: 'The workbench’s input holds no query with two passages or more.',
      run: 'No run is on stage. Rank a list in the workbench, or open a log.',
    },
    listOf: ({ passages, query }) => `${en.passages(passages)} for “${query}”`,
    scores: 'With the first stage’s scores',
    scoresHint:
      'Scores stand in the prompt and can lean the answer. Without them the text and the place are all that tells passages apart.',
    runs: counted('en', { one: '# run', other: '# runs' }),
    questions: counted('en', { one: '# question, nothing is written', other: '# questions, nothing is written' }),
    timeUnknown: 'how long it takes is known after the first',
    start: 'Look',
    stop: 'Stop',
    waitsFor: {
      run: 'A run is on in the workbench.',
      compare: 'A comparison is on.',
      lens: 'Another lens is at work.',
    },
    loading: 'Loading the model…',
    stopping: 'Stopping…',
    progress: ({ done, total }) => `${en.number(done)} of ${en.number(total)} done`,
    left: (span) => `${span} left`,
    ends: {
      done: 'Done.',
      stopped: 'Stopped. What was done by then is shown.',
      'no-model': 'The model could not be loaded, so nothing was asked.',
    },
    failed: (detail) => `Broken off: ${detail} What was done by then is shown.`,
    tally: {
      whole: (count) => `${en.number(count)} read whole`,
      mended: (count) => `${en.number(count)} repaired or cut short`,
      unread: (count) => `${en.number(count)} with an answer that could not be read`,
      failed: (count) => `${en.number(count)} failed`,
      cancelled: (count) => `${en.number(count)} stopped`,
    },
    verdicts: {
      whole: 'read whole',
      mended: 'repaired or cut short',
      unread: 'no order could be read',
      failed: 'failed',
      cancelled: 'stopped',
    },
    notCounted: 'Runs that gave no order of their own are not counted.',
    chance: 'The temperature is above 0: some of the differences are chance.',
    about: (query) => `Of the list for “${query}”`,
    saveJson: 'Save JSON',
    saveTable: 'Save table (TSV)',
    openRun: 'Open this run',
    openRunOf: (name) => `Open the run: ${name}`,
    first: ({ shown, all }) => `The first ${en.number(shown)} of ${en.number(all)} are drawn; the saved table has all.`,
    passage: 'Passage',
    window: 'Window',
    windowOf: ({ number, passages }) => `Window ${en.number(number)}, ${en.passages(passages)}`,
    grain: 'Ask after each',
    grains: { sentence: 'sentence', segment: 'segment' },
    problems: {
      'no-run': 'No run is on stage. Rank a list in the workbench, or open a log.',
      'no-window': 'No window of the run on stage has ended.',
      'no-labels':
        'This run’s answers are words or scores: they do not begin with the choice of a passage, so there is nothing to ask.',
      'no-passages': 'This window shows no passages.',
    },
    otherModel: ({ wrote, asked }) =>
      `The thought was written by ${wrote}; the leanings are those of ${asked}, the model loaded here.`,
  },
  fa: {
    label: 'عدسی‌هایی بر مدل',
    names: { belief: 'باور', position: 'جایگاه', ablation: 'حذف', injection: 'تزریق' },
    shows: {
      belief: 'اگر اندیشه پس از هر جمله بسته می‌شد، هر متن با چه احتمالی نخست نام برده می‌شد.',
      position: 'وقتی همان فهرست از جاهای دیگر آغاز شود هر متن به کجا می‌رسد: مدلی که تنها می‌خواند به همان ترتیب می‌رسد.',
      ablation: 'وقتی یک متن کنار گذاشته شود، آیا بقیهٔ فهرست ترتیب خود را نگه می‌دارد.',
      injection: 'وقتی نوشتهٔ یک متن به مدل بگوید آن را نخست بگذارد، آیا بالا می‌رود.',
    },
    limits: {
      belief: 'این تنها گرایش مدل برای جایگاه نخست است، بی وزن مرحلهٔ نخست؛ نشان نمی‌دهد چرا چنین گرایشی دارد.',
      position: 'نشان نمی‌دهد کدام ترتیب درست است، و چرخش همهٔ متن‌ها را با هم جابه‌جا می‌کند، نه یکی را.',
      ablation: 'نشان نمی‌دهد چرا جفت‌ها وارونه می‌شوند: نبود یک متن شماره‌ها و پنجره‌های پس از آن را هم جابه‌جا می‌کند.',
      injection:
        'نشانه‌های همانند خنثی می‌شوند و قفل شاهد مانند هر اجرا برقرار است؛ نشان نمی‌دهد نوشته‌ها یا مدل‌های دیگر چه می‌کردند.',
    },
    list: 'فهرست',
    sources: { input: 'در ورودی میز کار', run: 'از اجرای روی صحنه' },
    noList: {
      input: 'ورودی میز کار پرسشی با دو متن یا بیشتر ندارد.',
      run: 'اجرایی روی صحنه نیست. فهرستی را در میز کار رتبه‌بندی کنید یا گزارشی را باز کنید.',
    },
    listOf: ({ passages, query }) => `${fa.passages(passages)} برای «${query}»`,
    scores: 'با امتیازهای مرحلهٔ نخست',
    scoresHint: 'امتیازها در ورودی مدل می‌آیند و می‌توانند پاسخ را بگردانند. بی آن‌ها تنها نوشته و جایگاه متن‌ها را از هم جدا می‌کند.',
    runs: counted('fa', { other: '# اجرا' }),
    questions: counted('fa', { other: '# پرسش، چیزی نوشته نمی‌شود' }),
    timeUnknown: 'زمان آن پس از نخستین دانسته می‌شود',
    start: 'نگاه کن',
    stop: 'توقف',
    waitsFor: {
      run: 'اجرایی در میز کار در جریان است.',
      compare: 'مقایسه‌ای در جریان است.',
      lens: 'عدسی دیگری در کار است.',
    },
    loading: 'مدل بار می‌شود…',
    stopping: 'در حال توقف…',
    progress: ({ done, total }) => `${fa.number(done)} از ${fa.number(total)} انجام شد`,
    left: (span) => `${span} مانده`,
    ends: {
      done: 'پایان یافت.',
      stopped: 'متوقف شد. آنچه تا آن دم انجام شده نشان داده می‌شود.',
      'no-model': 'مدل بار نشد، پس چیزی پرسیده نشد.',
    },
    failed: (detail) => `نیمه‌کاره ماند: ${detail} آنچه تا آن دم انجام شده نشان داده می‌شود.`,
    tally: {
      whole: (count) => `${fa.number(count)} کامل خوانده شد`,
      mended: (count) => `${fa.number(count)} ترمیم یا کوتاه شد`,
      unread: (count) => `پاسخ ${fa.number(count)} خوانده نشد`,
      failed: (count) => `${fa.number(count)} شکست خورد`,
      cancelled: (count) => `${fa.number(count)} متوقف شد`,
    },
    verdicts: {
      whole: 'کامل خوانده شد',
      mended: 'ترمیم یا کوتاه شد',
      unread: 'ترتیبی خوانده نشد',
      failed: 'شکست خورد',
      cancelled: 'متوقف شد',
    },
    notCounted: 'اجراهایی که ترتیبی از خود ندادند به شمار نمی‌آیند.',
    chance: 'دما بالاتر از ۰ است: بخشی از تفاوت‌ها تصادفی است.',
    about: (query) => `از فهرست «${query}»`,
    saveJson: 'ذخیرهٔ JSON',
    saveTable: 'ذخیرهٔ جدول (TSV)',
    openRun: 'باز کردن این اجرا',
    openRunOf: (name) => `باز کردن اجرا: ${name}`,
    first: ({ shown, all }) => `${fa.number(shown)} مورد نخست از ${fa.number(all)} کشیده شده؛ جدول ذخیره‌شده همه را دارد.`,
    passage: 'متن',
    window: 'پنجره',
    windowOf: ({ number, passages }) => `پنجرهٔ ${fa.number(number)}، ${fa.passages(passages)}`,
    grain: 'پرسش پس از هر',
    grains: { sentence: 'جمله', segment: 'بخش' },
    problems: {
      'no-run': 'اجرایی روی صحنه نیست. فهرستی را در میز کار رتبه‌بندی کنید یا گزارشی را باز کنید.',
      'no-window': 'هیچ پنجره‌ای از اجرای روی صحنه پایان نیافته است.',
      'no-labels': 'پاسخ‌های این اجرا واژه یا امتیازند: با گزینش یک متن آغاز نمی‌شوند، پس چیزی برای پرسیدن نیست.',
      'no-passages': 'این پنجره متنی نشان نمی‌دهد.',
    },
    otherModel: ({ wrote, asked }) => `اندیشه را ${wrote} نوشته است؛ گرایش‌ها از ${asked} است، مدلی که اینجا بار شده.`,
  },
  ru: {
    label: 'Линзы на модель',
    names: { belief: 'Убеждение', position: 'Позиция', ablation: 'Удаление', injection: 'Внедрение' },
    shows: {
      belief: 'С какой вероятностью каждый фрагмент был бы назван первым, если бы мысль закрыли после каждого её предложения.',
      position:
        'Где оказывается каждый фрагмент, если тот же список начать с других мест: модель, которая только читает, придёт к тому же порядку.',
      ablation: 'Сохраняет ли остальной список свой порядок, когда один фрагмент убран.',
      injection: 'Поднимается ли фрагмент, текст которого велит модели поставить его первым.',
    },
    limits: {
      belief: 'Это склонность модели лишь для первого места, без веса первого этапа; почему она такова, отсюда не видно.',
      position: 'Какой порядок верен, отсюда не видно, и поворот сдвигает все фрагменты сразу, а не один.',
      ablation: 'Почему пары меняются местами, отсюда не видно: без фрагмента сдвигаются и номера, и окна тех, кто стоит за ним.',
      injection:
        'Похожие на разметку знаки обезврежены, замок цитат действует, как в любом прогоне; что сделали бы другие тексты или модели, отсюда не видно.',
    },
    list: 'Список',
    sources: { input: 'Во вводе рабочего стола', run: 'Показанного прогона' },
    noList: {
      input: 'Во вводе рабочего стола нет запроса с двумя фрагментами или более.',
      run: 'Прогон не показан. Ранжируйте список на рабочем столе или откройте журнал.',
    },
    listOf: ({ passages, query }) => `${ru.passages(passages)} для «${query}»`,
    scores: 'С оценками первого этапа',
    scoresHint: 'Оценки стоят в запросе к модели и могут склонять ответ. Без них фрагменты различаются только текстом и местом.',
    runs: counted('ru', { one: '# прогон', few: '# прогона', many: '# прогонов', other: '# прогона' }),
    questions: counted('ru', {
      one: '# вопрос, ничего не пишется',
      few: '# вопроса, ничего не пишется',
      many: '# вопросов, ничего не пишется',
      other: '# вопроса, ничего не пишется',
    }),
    timeUnknown: 'сколько это займёт, станет ясно после первого',
    start: 'Смотреть',
    stop: 'Остановить',
    waitsFor: {
      run: 'На рабочем столе идёт прогон.',
      compare: 'Идёт сравнение.',
      lens: 'Работает другая линза.',
    },
    loading: 'Модель загружается…',
    stopping: 'Останавливается…',
    progress: ({ done, total }) => `готово ${ru.number(done)} из ${ru.number(total)}`,
    left: (span) => `осталось ${span}`,
    ends: {
      done: 'Готово.',
      stopped: 'Остановлено. Показано то, что успели сделать.',
      'no-model': 'Модель не загрузилась, поэтому ничего не спрошено.',
    },
    failed: (detail) => `Прервано: ${detail} Показано то, что успели сделать.`,
    tally: {
      whole: (count) => `прочитано целиком: ${ru.number(count)}`,
      mended: (count) => `исправлено или обрезано: ${ru.number(count)}`,
      unread: (count) => `ответ не прочитан: ${ru.number(count)}`,
      failed: (count) => `не удалось: ${ru.number(count)}`,
      cancelled: (count) => `остановлено: ${ru.number(count)}`,
    },
    verdicts: {
      whole: 'прочитано целиком',
      mended: 'исправлено или обрезано',
      unread: 'порядок не прочитан',
      failed: 'не удалось',
      cancelled: 'остановлено',
    },
    notCounted: 'Прогоны, не давшие своего порядка, не учитываются.',
    chance: 'Температура выше 0: часть различий случайна.',
    about: (query) => `О списке для «${query}»`,
    saveJson: 'Сохранить JSON',
    saveTable: 'Сохранить таблицу (TSV)',
    openRun: 'Открыть этот прогон',
    openRunOf: (name) => `Открыть прогон: ${name}`,
    first: ({ shown, all }) => `Показаны первые ${ru.number(shown)} из ${ru.number(all)}; в сохранённой таблице есть все.`,
    passage: 'Фрагмент',
    window: 'Окно',
    windowOf: ({ number, passages }) => `Окно ${ru.number(number)}, ${ru.passages(passages)}`,
    grain: 'Спрашивать после каждого',
    grains: { sentence: 'предложения', segment: 'шага мысли' },
    problems: {
      'no-run': 'Прогон не показан. Ранжируйте список на рабочем столе или откройте журнал.',
      'no-window': 'Ни одно окно показанного прогона не завершено.',
      'no-labels': 'Ответы этого прогона — слова или оценки: они не начинаются с выбора фрагмента, спрашивать не о чем.',
      'no-passages': 'В этом окне нет фрагментов.',
    },
    otherModel: ({ wrote, asked }) => `Мысль написала модель ${wrote}; склонности — модели ${asked}, загруженной здесь.`,
  },
  zh: {
    label: '观察模型的透镜',
    names: { belief: '信念', position: '位置', ablation: '移除', injection: '注入' },
    shows: {
      belief: '如果在思考的每一句之后就结束思考，每个段落最先被提名的可能性有多大。',
      position: '同一列表从不同位置开始时，每个段落最终排在哪里：只看内容的模型会得到相同的顺序。',
      ablation: '去掉一个段落后，其余部分是否保持原来的顺序。',
      injection: '当段落的文字要求模型把它排在第一位时，它是否会上升。',
    },
    limits: {
      belief: '这只是模型对第一名的倾向，不含第一阶段的权重；它不说明模型为何这样倾向。',
      position: '它不说明哪种顺序正确，而且轮转会同时移动所有段落，而不是一个。',
      ablation: '它不说明成对顺序为何颠倒：少了一个段落，其后段落的编号和窗口也会移动。',
      injection: '与任何运行一样，相似标记会被中和，证据锁也有效；它不说明其他文字或模型会怎样。',
    },
    list: '列表',
    sources: { input: '工作台输入中的列表', run: '当前显示的运行的列表' },
    noList: {
      input: '工作台的输入中没有带两个以上段落的查询。',
      run: '没有正在显示的运行。请在工作台对列表排序，或打开一份日志。',
    },
    listOf: ({ passages, query }) => `“${query}”的 ${zh.passages(passages)}`,
    scores: '保留第一阶段的分数',
    scoresHint: '分数写在提示词中，会影响回答。去掉后，只有文字和位置能区分段落。',
    runs: counted('zh', { other: '# 次运行' }),
    questions: counted('zh', { other: '# 个问题，不生成文字' }),
    timeUnknown: '完成第一个后才知道需要多久',
    start: '观察',
    stop: '停止',
    waitsFor: {
      run: '工作台正在运行。',
      compare: '正在进行比较。',
      lens: '另一个透镜正在工作。',
    },
    loading: '正在加载模型…',
    stopping: '正在停止…',
    progress: ({ done, total }) => `已完成 ${zh.number(done)} / ${zh.number(total)}`,
    left: (span) => `还需${span}`,
    ends: {
      done: '已完成。',
      stopped: '已停止。显示的是此前完成的部分。',
      'no-model': '模型未能加载，因此没有提问。',
    },
    failed: (detail) => `已中断：${detail} 显示的是此前完成的部分。`,
    tally: {
      whole: (count) => `${zh.number(count)} 次完整读出`,
      mended: (count) => `${zh.number(count)} 次经过修复或被截断`,
      unread: (count) => `${zh.number(count)} 次的回答无法读出`,
      failed: (count) => `${zh.number(count)} 次失败`,
      cancelled: (count) => `${zh.number(count)} 次被停止`,
    },
    verdicts: {
      whole: '完整读出',
      mended: '经过修复或被截断',
      unread: '未能读出顺序',
      failed: '失败',
      cancelled: '已停止',
    },
    notCounted: '没有给出自己顺序的运行不计入。',
    chance: '温度高于 0：部分差异出于偶然。',
    about: (query) => `“${query}”的列表`,
    saveJson: '保存 JSON',
    saveTable: '保存表格 (TSV)',
    openRun: '打开这次运行',
    openRunOf: (name) => `打开运行：${name}`,
    first: ({ shown, all }) => `只绘出前 ${zh.number(shown)} 个，共 ${zh.number(all)} 个；保存的表格包含全部。`,
    passage: '段落',
    window: '窗口',
    windowOf: ({ number, passages }) => `第 ${zh.number(number)} 个窗口，${zh.passages(passages)}`,
    grain: '提问间隔',
    grains: { sentence: '每一句之后', segment: '每一步之后' },
    problems: {
      'no-run': '没有正在显示的运行。请在工作台对列表排序，或打开一份日志。',
      'no-window': '所显示的运行还没有完成任何窗口。',
      'no-labels': '这次运行的回答是词语或分数：它们不以选择段落开头，因此无从提问。',
      'no-passages': '这个窗口没有段落。',
    },
    otherModel: ({ wrote, asked }) => `思考由 ${wrote} 写成；倾向来自此处加载的模型 ${asked}。`,
  },
};

import type { StartFrom } from '../../state/first-stage-view.ts';
import type { PassageDecision } from '../../state/select-evidence.ts';
import type { RowStanding } from '../../state/select-ranked-rows.ts';
import { counted } from './counted.ts';
import type { Catalogue, Language } from './use-words.ts';

/** The list: its head, its rows, and what waits. Counts and places come in the language's own digits. */
export interface RankingWords {
  readonly titles: Readonly<Record<'ranking' | 'instant' | 'firstStage' | 'given' | 'empty' | 'tentative', string>>;
  readonly notes: Readonly<Record<'undecided' | 'reasoning' | 'answer', string>>;
  /** `done` and `windows` as counted: "1", "2 windows". */
  readonly committed: (done: string, windows: string) => string;
  readonly working: (passages: string) => string;
  readonly asGiven: (passages: string) => string;
  readonly saveInstant: string;
  readonly saveLog: string;
  readonly saveLogHint: string;
  readonly saveTrec: string;
  readonly inputChanged: string;
  readonly showInput: string;
  readonly back: string;
  readonly empty: string;
  readonly emptyLabel: string;
  /** A word in bold and what follows it. */
  readonly solid: readonly [bold: string, rest: string];
  readonly seeThrough: readonly [bold: string, rest: string];
  readonly startFrom: string;
  readonly startFromNames: Readonly<Record<StartFrom, string>>;
  readonly instantFailed: (message: string) => string;
  readonly loadAgain: string;
  readonly legend: Readonly<Record<'quote' | 'term', string>>;
  readonly place: (rank: number) => string;
  readonly stays: (rank: number) => string;
  readonly from: (rank: number) => string;
  readonly up: string;
  readonly down: string;
  readonly number: (value: number) => string;
  readonly standings: Readonly<Record<RowStanding, string>>;
  readonly tagHint: string;
  readonly tagNamedHint: string;
  readonly inWindow: (window: number) => string;
  readonly bucket: (bucket: number) => string;
  readonly bucketLabel: string;
  readonly bucketHint: string;
  readonly givenAt: (rank: number) => string;
  readonly givenHint: string;
  readonly score: (score: number) => string;
  readonly docIdHint: string;
  readonly why: string;
  readonly whyHint: string;
  readonly silent: string;
  readonly pending: string;
  readonly by: Readonly<Record<PassageDecision['by'], string>>;
  /** The sentence is of an earlier window; the later thought passes the passage over. */
  readonly earlier: (window: number) => string;
  readonly mentions: (count: number) => string;
  readonly mentionHint: string;
  readonly fold: string;
  readonly unfold: string;
  readonly cut: (read: number, words: number) => string;
  readonly neutralised: (count: number) => string;
  readonly follows: string;
  readonly held: string;
  readonly waiting: (count: number) => string;
  readonly show: string;
}

function numbersOf(language: Language): (value: number) => string {
  const format = new Intl.NumberFormat(language);
  return (value) => format.format(value);
}

const en = numbersOf('en');
const fa = numbersOf('fa');
const ru = numbersOf('ru');
const zh = numbersOf('zh');

export const rankingWords: Catalogue<RankingWords> = {
  en: {
    titles: {
      ranking: 'Ranking',
      instant: 'Instant order',
      firstStage: 'First-stage order',
      given: 'Passages as given',
      empty: 'The list',
      tentative: 'Tentative ranking',
    },
    notes: {
      undecided: 'First-stage order: nothing is decided yet',
      reasoning: 'Tentative: the order in which the thought names them',
      answer: 'Tentative: the answer as far as it is written',
    },
    committed: (done, windows) => `Committed: ${done} of ${windows}`,
    working: (passages) => `${passages} · working out the instant order…`,
    asGiven: (passages) => `${passages} in the order given`,
    saveInstant: 'Save instant order (TREC run)',
    saveLog: 'Save log (JSON)',
    saveLogHint: 'Every event with schema, versions and hashes',
    saveTrec: 'Save TREC run',
    inputChanged: 'The input has changed since this run.',
    showInput: 'Show the passages as read now',
    back: 'Back to the last ranking',
    empty:
      'Your passages will stand here, put in an instant order by their words and their meaning. While the model reasons, they move.',
    emptyLabel: 'How to read the list',
    solid: ['Solid', 'once its place is settled'],
    seeThrough: ['See-through', 'while its place is tentative'],
    startFrom: 'Start from',
    startFromNames: { instant: 'instant order', given: 'order as given', score: 'scores given', bm25: 'BM25 alone' },
    instantFailed: (message) => `The instant order could not be worked out. (${message})`,
    loadAgain: 'Load MiniLM again',
    legend: { quote: 'quoted in the reasoning', term: 'word of the query' },
    place: (rank) => `Place ${en(rank)}`,
    stays: (rank) => `stays ${en(rank)}`,
    from: (rank) => `from ${en(rank)}`,
    up: 'up',
    down: 'down',
    number: en,
    standings: {
      given: '',
      instant: '',
      waiting: 'not reached yet',
      judging: 'being read',
      tentative: 'tentative',
      settled: 'settled so far',
      unjudged: 'not judged',
    },
    tagHint: 'The passage’s number in the prompt',
    tagNamedHint: 'Show where the reasoning names it',
    inWindow: (window) => `in window ${en(window)}`,
    bucket: (bucket) => `first stage ${en(bucket)}/${en(9)}`,
    bucketLabel: 'first-stage score bucket',
    bucketHint: 'First-stage score, in ten steps over this list. The model sees it.',
    givenAt: (rank) => `given ${en(rank)}`,
    givenHint: 'Place in the list as it was given',
    score: (score) => `score ${score}`,
    docIdHint: 'Document identifier',
    why: 'Why',
    whyHint: 'Show this sentence in the reasoning',
    silent: 'The reasoning does not speak of it.',
    pending: 'The reasoning has not come to it yet.',
    by: {
      judged: 'judges this passage',
      comparison: 'compares it with others',
      conclusion: 'from the conclusion',
      mentioned: 'only names it',
    },
    earlier: (window) => `from window ${en(window)}; a later one does not speak of it`,
    mentions: counted('en', { one: 'Named once in the reasoning', other: 'Named # times in the reasoning' }),
    mentionHint: 'Show this mention in the reasoning',
    fold: 'Fold',
    unfold: 'Whole passage',
    cut: (read, words) => `The model read ${en(read)} of ${en(words)} words, the part nearest the query.`,
    neutralised: counted('en', {
      one: 'One mark that looks like a passage number or a control tag was made harmless in the prompt.',
      other: '# marks that look like a passage number or a control tag were made harmless in the prompt.',
    }),
    follows: 'The list follows the run.',
    held: 'The list is still while you are in it.',
    waiting: counted('en', { one: '1 change waiting', other: '# changes waiting' }),
    show: 'Show now',
  },
  fa: {
    titles: {
      ranking: 'رتبه‌بندی',
      instant: 'ترتیب فوری',
      firstStage: 'ترتیب مرحلهٔ نخست',
      given: 'متن‌ها به ترتیب داده‌شده',
      empty: 'فهرست',
      tentative: 'رتبه‌بندی موقت',
    },
    notes: {
      undecided: 'ترتیب مرحلهٔ نخست: هنوز چیزی قطعی نیست',
      reasoning: 'موقت: به ترتیبی که استدلال از آن‌ها نام می‌برد',
      answer: 'موقت: پاسخ تا جایی که نوشته شده است',
    },
    committed: (done, windows) => `قطعی: ${done} از ${windows}`,
    working: (passages) => `${passages} · ترتیب فوری در حال محاسبه است…`,
    asGiven: (passages) => `${passages} به ترتیب داده‌شده`,
    saveInstant: 'ذخیرهٔ ترتیب فوری (TREC run)',
    saveLog: 'ذخیرهٔ گزارش (JSON)',
    saveLogHint: 'همهٔ رویدادها با طرح، نسخه‌ها و هش‌ها',
    saveTrec: 'ذخیرهٔ TREC run',
    inputChanged: 'ورودی پس از این اجرا تغییر کرده است.',
    showInput: 'نمایش متن‌ها چنان‌که اکنون خوانده می‌شوند',
    back: 'بازگشت به آخرین رتبه‌بندی',
    empty: 'متن‌های شما اینجا می‌آیند، نخست به ترتیبی فوری بر پایهٔ واژه‌ها و معنایشان. هنگام استدلال مدل جابه‌جا می‌شوند.',
    emptyLabel: 'فهرست را چگونه بخوانیم',
    solid: ['توپر', 'وقتی جایگاهش قطعی است'],
    seeThrough: ['شفاف', 'تا وقتی جایگاهش موقت است'],
    startFrom: 'شروع از',
    startFromNames: { instant: 'ترتیب فوری', given: 'ترتیب داده‌شده', score: 'امتیازهای داده‌شده', bm25: 'تنها BM25' },
    instantFailed: (message) => `ترتیب فوری محاسبه نشد. (\u2068${message}\u2069)`,
    loadAgain: 'بارگذاری دوبارهٔ MiniLM',
    legend: { quote: 'نقل‌شده در استدلال', term: 'واژهٔ پرسش' },
    place: (rank) => `جایگاه ${fa(rank)}`,
    stays: (rank) => `در جای ${fa(rank)} می‌ماند`,
    from: (rank) => `از ${fa(rank)}`,
    up: 'بالاتر',
    down: 'پایین‌تر',
    number: fa,
    standings: {
      given: '',
      instant: '',
      waiting: 'هنوز نوبتش نرسیده',
      judging: 'در حال خوانده شدن',
      tentative: 'موقت',
      settled: 'تا اینجا قطعی',
      unjudged: 'داوری نشده',
    },
    tagHint: 'شمارهٔ این متن در پرامپت',
    tagNamedHint: 'نمایش جایی که استدلال از آن نام می‌برد',
    inWindow: (window) => `در پنجرهٔ ${fa(window)}`,
    bucket: (bucket) => `مرحلهٔ نخست ${fa(bucket)} از ${fa(9)}`,
    bucketLabel: 'پلهٔ امتیاز مرحلهٔ نخست',
    bucketHint: 'امتیاز مرحلهٔ نخست، در ده پله روی همین فهرست. مدل آن را می‌بیند.',
    givenAt: (rank) => `جایگاه داده‌شده ${fa(rank)}`,
    givenHint: 'جایگاه در فهرست داده‌شده',
    score: (score) => `امتیاز \u2068${score}\u2069`,
    docIdHint: 'شناسهٔ سند',
    why: 'چرا',
    whyHint: 'نمایش این جمله در استدلال',
    silent: 'استدلال از آن سخنی نمی‌گوید.',
    pending: 'استدلال هنوز به آن نرسیده است.',
    by: {
      judged: 'دربارهٔ همین متن داوری می‌کند',
      comparison: 'آن را با متن‌های دیگر می‌سنجد',
      conclusion: 'از نتیجه‌گیری',
      mentioned: 'تنها از آن نام می‌برد',
    },
    earlier: (window) => `از پنجرهٔ ${fa(window)}؛ پنجرهٔ بعدی از آن سخنی نمی‌گوید`,
    mentions: counted('fa', { other: '# بار در استدلال نام برده شده' }),
    mentionHint: 'نمایش این اشاره در استدلال',
    fold: 'بستن',
    unfold: 'متن کامل',
    cut: (read, words) => `مدل ${fa(read)} واژه از ${fa(words)} واژه را خوانده است: نزدیک‌ترین بخش به پرسش.`,
    neutralised: counted('fa', { other: '# نشانهٔ شبیه شمارهٔ متن یا برچسب کنترلی در پرامپت بی‌اثر شد.' }),
    follows: 'فهرست همراه اجرا پیش می‌رود.',
    held: 'تا وقتی در فهرست هستید، فهرست ثابت می‌ماند.',
    waiting: counted('fa', { other: '# تغییر در انتظار' }),
    show: 'اکنون نشان بده',
  },
  ru: {
    titles: {
      ranking: 'Ранжирование',
      instant: 'Мгновенный порядок',
      firstStage: 'Порядок первого этапа',
      given: 'Фрагменты в данном порядке',
      empty: 'Список',
      tentative: 'Предварительное ранжирование',
    },
    notes: {
      undecided: 'Порядок первого этапа: пока ничего не решено',
      reasoning: 'Предварительно: в том порядке, в каком их называет рассуждение',
      answer: 'Предварительно: ответ, насколько он написан',
    },
    committed: (done, windows) => `Решено: ${done}, всего ${windows}`,
    working: (passages) => `${passages} · мгновенный порядок вычисляется…`,
    asGiven: (passages) => `${passages} в данном порядке`,
    saveInstant: 'Сохранить мгновенный порядок (TREC run)',
    saveLog: 'Сохранить журнал (JSON)',
    saveLogHint: 'Все события со схемой, версиями и хешами',
    saveTrec: 'Сохранить TREC run',
    inputChanged: 'Ввод изменился после этого запуска.',
    showInput: 'Показать фрагменты, как они читаются сейчас',
    back: 'Назад к последнему ранжированию',
    empty: 'Здесь встанут ваши фрагменты, сразу упорядоченные по словам и смыслу. Пока модель рассуждает, они перемещаются.',
    emptyLabel: 'Как читать список',
    solid: ['Сплошной', 'когда место решено'],
    seeThrough: ['Прозрачный', 'пока место предварительное'],
    startFrom: 'Начать с',
    startFromNames: { instant: 'мгновенного порядка', given: 'данного порядка', score: 'данных оценок', bm25: 'одного BM25' },
    instantFailed: (message) => `Мгновенный порядок вычислить не удалось. (${message})`,
    loadAgain: 'Загрузить MiniLM ещё раз',
    legend: { quote: 'процитировано в рассуждении', term: 'слово запроса' },
    place: (rank) => `Место ${ru(rank)}`,
    stays: (rank) => `остаётся ${ru(rank)}`,
    from: (rank) => `с ${ru(rank)}`,
    up: 'вверх',
    down: 'вниз',
    number: ru,
    standings: {
      given: '',
      instant: '',
      waiting: 'очередь не дошла',
      judging: 'читается',
      tentative: 'предварительно',
      settled: 'пока решено',
      unjudged: 'не оценён',
    },
    tagHint: 'Номер фрагмента в запросе к модели',
    tagNamedHint: 'Показать, где его называет рассуждение',
    inWindow: (window) => `в окне ${ru(window)}`,
    bucket: (bucket) => `первый этап ${ru(bucket)}/${ru(9)}`,
    bucketLabel: 'ступень оценки первого этапа',
    bucketHint: 'Оценка первого этапа, десять ступеней по этому списку. Модель её видит.',
    givenAt: (rank) => `дан ${ru(rank)}-м`,
    givenHint: 'Место в исходном списке',
    score: (score) => `оценка ${score}`,
    docIdHint: 'Идентификатор документа',
    why: 'Почему',
    whyHint: 'Показать это предложение в рассуждении',
    silent: 'Рассуждение о нём не говорит.',
    pending: 'Рассуждение до него ещё не дошло.',
    by: {
      judged: 'судит об этом фрагменте',
      comparison: 'сравнивает его с другими',
      conclusion: 'из вывода',
      mentioned: 'только называет его',
    },
    earlier: (window) => `из окна ${ru(window)}; более позднее о нём не говорит`,
    mentions: counted('ru', {
      one: 'Назван в рассуждении # раз',
      few: 'Назван в рассуждении # раза',
      many: 'Назван в рассуждении # раз',
      other: 'Назван в рассуждении # раза',
    }),
    mentionHint: 'Показать это упоминание в рассуждении',
    fold: 'Свернуть',
    unfold: 'Весь фрагмент',
    cut: (read, words) => `Модель прочла слов: ${ru(read)} из ${ru(words)}, ближайшую к запросу часть.`,
    neutralised: counted('ru', {
      one: 'Обезврежена # метка, похожая на номер фрагмента или управляющий тег.',
      few: 'Обезврежены # метки, похожие на номер фрагмента или управляющий тег.',
      many: 'Обезврежено # меток, похожих на номер фрагмента или управляющий тег.',
      other: 'Обезврежено # метки, похожей на номер фрагмента или управляющий тег.',
    }),
    follows: 'Список следует за запуском.',
    held: 'Пока вы в списке, он не движется.',
    waiting: counted('ru', {
      one: '# изменение ждёт',
      few: '# изменения ждут',
      many: '# изменений ждут',
      other: '# изменения ждут',
    }),
    show: 'Показать сейчас',
  },
  zh: {
    titles: {
      ranking: '排序',
      instant: '即时顺序',
      firstStage: '初排顺序',
      given: '按给定顺序的段落',
      empty: '列表',
      tentative: '暂定排序',
    },
    notes: {
      undecided: '初排顺序：尚未决定任何位置',
      reasoning: '暂定：按思考中提到的先后',
      answer: '暂定：按已写出的部分答案',
    },
    committed: (done, windows) => `已确定：${windows}中的 ${done} 个`,
    working: (passages) => `${passages} · 正在计算即时顺序…`,
    asGiven: (passages) => `${passages}，按给定顺序`,
    saveInstant: '保存即时顺序（TREC run）',
    saveLog: '保存日志（JSON）',
    saveLogHint: '全部事件，含格式、版本与哈希',
    saveTrec: '保存 TREC run',
    inputChanged: '本次运行之后输入已改变。',
    showInput: '显示现在读到的段落',
    back: '回到上次排序',
    empty: '你的段落会显示在这里，先按字词和含义给出即时顺序。模型思考时，它们会移动。',
    emptyLabel: '如何看这个列表',
    solid: ['实心', '表示位置已确定'],
    seeThrough: ['透明', '表示位置仍是暂定'],
    startFrom: '起始顺序',
    startFromNames: { instant: '即时顺序', given: '给定顺序', score: '给定分数', bm25: '仅 BM25' },
    instantFailed: (message) => `无法算出即时顺序。（${message}）`,
    loadAgain: '重新加载 MiniLM',
    legend: { quote: '思考中引用', term: '查询中的词' },
    place: (rank) => `第 ${zh(rank)} 位`,
    stays: (rank) => `仍在 ${zh(rank)}`,
    from: (rank) => `原为 ${zh(rank)}`,
    up: '上升',
    down: '下降',
    number: zh,
    standings: {
      given: '',
      instant: '',
      waiting: '尚未轮到',
      judging: '正在阅读',
      tentative: '暂定',
      settled: '目前已确定',
      unjudged: '未评判',
    },
    tagHint: '该段落在提示词中的编号',
    tagNamedHint: '显示思考中提到它的地方',
    inWindow: (window) => `在窗口 ${zh(window)}`,
    bucket: (bucket) => `初排 ${zh(bucket)}/${zh(9)}`,
    bucketLabel: '初排分档',
    bucketHint: '初排分数，在本列表内分为十档。模型能看到它。',
    givenAt: (rank) => `给定第 ${zh(rank)} 位`,
    givenHint: '在给定列表中的位置',
    score: (score) => `分数 ${score}`,
    docIdHint: '文档标识',
    why: '原因',
    whyHint: '在思考中显示这句话',
    silent: '思考没有谈到它。',
    pending: '思考还没有谈到它。',
    by: { judged: '评判这一段落', comparison: '与其他段落比较', conclusion: '来自结论', mentioned: '只是提到它' },
    earlier: (window) => `来自窗口 ${zh(window)}；之后的窗口没有谈到它`,
    mentions: counted('zh', { other: '思考中提到 # 次' }),
    mentionHint: '在思考中显示这处提及',
    fold: '收起',
    unfold: '完整段落',
    cut: (read, words) => `模型读了 ${zh(words)} 个词中的 ${zh(read)} 个，即最接近查询的部分。`,
    neutralised: counted('zh', { other: '提示词中有 # 处形似段落编号或控制标签的文字已被消除作用。' }),
    follows: '列表随运行更新。',
    held: '你在列表中时，列表保持不动。',
    waiting: counted('zh', { other: '# 处变化等待显示' }),
    show: '立即显示',
  },
};

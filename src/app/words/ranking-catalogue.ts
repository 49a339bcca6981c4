import type { StartFrom } from '../features/instant/slice.ts';
import { counted } from './counted.ts';
import type { Catalogue } from './use-words.ts';

/** The list: its head, what it holds before and after a run, and what waits. */
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
  /** `message` is English: only there it is a part of the sentence; elsewhere it is the sentence's title. */
  readonly instantFailed: (message: string) => string;
  readonly loadAgain: string;
  readonly legend: Readonly<Record<'quote' | 'term', string>>;
  readonly follows: string;
  readonly held: string;
  readonly waiting: (count: number) => string;
  readonly show: string;
}

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
    instantFailed: () => 'ترتیب فوری محاسبه نشد.',
    loadAgain: 'بارگذاری دوبارهٔ MiniLM',
    legend: { quote: 'نقل‌شده در استدلال', term: 'واژهٔ پرسش' },
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
    instantFailed: () => 'Мгновенный порядок вычислить не удалось.',
    loadAgain: 'Загрузить MiniLM ещё раз',
    legend: { quote: 'процитировано в рассуждении', term: 'слово запроса' },
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
    instantFailed: () => '无法算出即时顺序。',
    loadAgain: '重新加载 MiniLM',
    legend: { quote: '思考中引用', term: '查询中的词' },
    follows: '列表随运行更新。',
    held: '你在列表中时，列表保持不动。',
    waiting: counted('zh', { other: '# 处变化等待显示' }),
    show: '立即显示',
  },
};

import { counted } from './counted.ts';
import type { Catalogue } from './use-words.ts';

/** How the input was read, and the choices about it: format, query, columns of a table, cutting of a document. */
export interface SourceWords {
  readonly readAs: string;
  readonly guess: string;
  readonly guessed: (format: string) => string;
  readonly manyQueries: (queries: string, passages: string) => string;
  readonly queries: (count: number) => string;
  readonly queryPicker: string;
  readonly queryOf: (place: string, count: string) => string;
  readonly pastedQuery: string;
  readonly useIt: string;
  readonly judged: (queries: string) => string;
  readonly invocations: (count: number) => string;
  readonly replayInvocations: string;
  readonly tableTitle: string;
  readonly tableRows: (count: number) => string;
  readonly header: string;
  readonly delimiter: string;
  readonly delimiters: Readonly<Record<'\t' | ',' | ';' | '|', string>>;
  readonly noColumn: string;
  readonly column: (place: string) => string;
  readonly cutTitle: string;
  readonly cutWords: string;
  readonly cutOverlap: string;
  readonly cutPiece: (piece: { readonly name: string; readonly line: string; readonly words: string }) => string;
  readonly cutRepeated: string;
}

const en = {
  queries: counted('en', { one: '# query', other: '# queries' }),
  rows: counted('en', { one: '# row', other: '# rows' }),
  calls: counted('en', { one: '# model call', other: '# model calls' }),
};
const fa = {
  queries: counted('fa', { other: '# پرسش' }),
  rows: counted('fa', { other: '# ردیف' }),
  calls: counted('fa', { other: '# فراخوانی مدل' }),
};
const ru = {
  queries: counted('ru', { one: '# запрос', few: '# запроса', many: '# запросов', other: '# запроса' }),
  rows: counted('ru', { one: '# строка', few: '# строки', many: '# строк', other: '# строки' }),
  calls: counted('ru', { one: '# вызов модели', few: '# вызова модели', many: '# вызовов модели', other: '# вызова модели' }),
};
const zh = {
  queries: counted('zh', { other: '# 个查询' }),
  rows: counted('zh', { other: '# 行' }),
  calls: counted('zh', { other: '# 次模型调用' }),
};

export const sourceWords: Catalogue<SourceWords> = {
  en: {
    readAs: 'Read as',
    guess: 'Guess',
    guessed: (format) => `Guess: ${format}`,
    manyQueries: (queries, passages) => `${queries}, ${passages} in all`,
    queries: en.queries,
    queryPicker: 'Query in use',
    queryOf: (place, count) => `${place} of ${count}`,
    pastedQuery: 'The paste has its own query:',
    useIt: 'Use it',
    judged: (queries) => `Judgements found for ${queries}: the run is measured against them.`,
    invocations: en.calls,
    replayInvocations: 'Replay this run made elsewhere',
    tableTitle: 'Columns of the table',
    tableRows: en.rows,
    header: 'The first row holds names',
    delimiter: 'Columns are parted by',
    delimiters: { '\t': 'tab', ',': 'comma', ';': 'semicolon', '|': 'bar' },
    noColumn: 'none',
    column: (place) => `Column ${place}`,
    cutTitle: 'How the document is cut',
    cutWords: 'Words in a passage, at most',
    cutOverlap: 'Words repeated from the passage before',
    cutPiece: ({ name, line, words }) => `${name}, from line ${line}, ${words}`,
    cutRepeated: 'marked: repeated from the passage before',
  },
  fa: {
    readAs: 'خوانده شده به‌صورت',
    guess: 'حدس',
    guessed: (format) => `حدس: ${format}`,
    manyQueries: (queries, passages) => `${queries}، روی هم ${passages}`,
    queries: fa.queries,
    queryPicker: 'پرسش در حال استفاده',
    queryOf: (place, count) => `${place} از ${count}`,
    pastedQuery: 'متن چسبانده پرسش خود را دارد:',
    useIt: 'همان را به کار ببر',
    judged: (queries) => `برای ${queries} داوری پیدا شد: اجرا با آن‌ها سنجیده می‌شود.`,
    invocations: fa.calls,
    replayInvocations: 'بازپخش این اجرای ساخته‌شده در جای دیگر',
    tableTitle: 'ستون‌های جدول',
    tableRows: fa.rows,
    header: 'ردیف نخست نام ستون‌هاست',
    delimiter: 'جداکنندهٔ ستون‌ها',
    delimiters: { '\t': 'Tab', ',': 'ویرگول انگلیسی', ';': 'نقطه‌ویرگول', '|': 'خط عمودی' },
    noColumn: 'هیچ',
    column: (place) => `ستون ${place}`,
    cutTitle: 'چگونگی برش سند',
    cutWords: 'بیشترین شمار واژه در هر متن',
    cutOverlap: 'واژه‌های تکرارشده از متن پیش',
    cutPiece: ({ name, line, words }) => `${name}، از سطر ${line}، ${words}`,
    cutRepeated: 'نشان‌دار: تکرار از متن پیش',
  },
  ru: {
    readAs: 'Прочитано как',
    guess: 'Догадка',
    guessed: (format) => `Догадка: ${format}`,
    manyQueries: (queries, passages) => `${queries}, всего ${passages}`,
    queries: ru.queries,
    queryPicker: 'Используемый запрос',
    queryOf: (place, count) => `${place} из ${count}`,
    pastedQuery: 'Во вставке есть свой запрос:',
    useIt: 'Взять его',
    judged: (queries) => `Найдены оценки (${queries}): прогон измеряется по ним.`,
    invocations: ru.calls,
    replayInvocations: 'Повторить этот прогон, сделанный в другом месте',
    tableTitle: 'Столбцы таблицы',
    tableRows: ru.rows,
    header: 'В первой строке имена',
    delimiter: 'Столбцы разделяет',
    delimiters: { '\t': 'табуляция', ',': 'запятая', ';': 'точка с запятой', '|': 'черта' },
    noColumn: 'нет',
    column: (place) => `Столбец ${place}`,
    cutTitle: 'Как разрезан документ',
    cutWords: 'Слов во фрагменте, не более',
    cutOverlap: 'Слов повторяется из предыдущего фрагмента',
    cutPiece: ({ name, line, words }) => `${name}, со строки ${line}, ${words}`,
    cutRepeated: 'отмечено: повтор из предыдущего фрагмента',
  },
  zh: {
    readAs: '读取为',
    guess: '自动判断',
    guessed: (format) => `自动判断：${format}`,
    manyQueries: (queries, passages) => `${queries}，共 ${passages}`,
    queries: zh.queries,
    queryPicker: '使用的查询',
    queryOf: (place, count) => `第 ${place} 个，共 ${count} 个`,
    pastedQuery: '粘贴内容自带查询：',
    useIt: '使用它',
    judged: (queries) => `找到 ${queries}的相关性标注：运行会据此评测。`,
    invocations: zh.calls,
    replayInvocations: '回放这次在别处完成的运行',
    tableTitle: '表格的列',
    tableRows: zh.rows,
    header: '第一行是列名',
    delimiter: '列分隔符',
    delimiters: { '\t': '制表符', ',': '逗号', ';': '分号', '|': '竖线' },
    noColumn: '无',
    column: (place) => `第 ${place} 列`,
    cutTitle: '长文如何切分',
    cutWords: '每段最多词数',
    cutOverlap: '与前一段重复的词数',
    cutPiece: ({ name, line, words }) => `${name}，从第 ${line} 行起，${words}`,
    cutRepeated: '标记部分与前一段重复',
  },
};

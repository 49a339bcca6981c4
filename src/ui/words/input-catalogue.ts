import type { InputNotice } from '../../state/input-notice.ts';
import { counted } from './counted.ts';
import type { Catalogue } from './use-words.ts';

/** The input panel: query, passages, files, and what to do with them. */
export interface InputWords {
  readonly title: string;
  readonly samplesLead: string;
  readonly samples: string;
  readonly sampleTitles: Readonly<Record<string, { readonly title: string; readonly about: string }>>;
  readonly query: string;
  readonly queryPlaceholder: string;
  readonly passages: string;
  readonly passagesHint: string;
  readonly passagesPlaceholder: string;
  readonly openFiles: string;
  readonly openFolder: string;
  readonly clear: string;
  readonly bringBack: string;
  readonly dropHere: string;
  readonly filesFrom: (names: readonly string[]) => string;
  readonly fileRole: (name: string) => string;
  readonly removeFile: (name: string) => string;
  readonly characters: (count: number) => string;
  readonly hugeText: (characters: string, lines: string) => string;
  readonly lines: (count: number) => string;
  readonly editHuge: string;
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
  readonly problems: string;
  readonly place: (place: { readonly file: string | null; readonly line: string; readonly column: string | null }) => string;
  readonly more: (count: string) => string;
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
  readonly editInput: string;
  readonly showInput: string;
  readonly notice: (notice: InputNotice) => string;
  readonly dismiss: string;
}

const en = {
  characters: counted('en', { one: '# character', other: '# characters' }),
  lines: counted('en', { one: '# line', other: '# lines' }),
  queries: counted('en', { one: '# query', other: '# queries' }),
  rows: counted('en', { one: '# row', other: '# rows' }),
  calls: counted('en', { one: '# model call', other: '# model calls' }),
};
const fa = {
  characters: counted('fa', { other: '# نویسه' }),
  lines: counted('fa', { other: '# سطر' }),
  queries: counted('fa', { other: '# پرسش' }),
  rows: counted('fa', { other: '# ردیف' }),
  calls: counted('fa', { other: '# فراخوانی مدل' }),
};
const ru = {
  characters: counted('ru', { one: '# знак', few: '# знака', many: '# знаков', other: '# знака' }),
  lines: counted('ru', { one: '# строка', few: '# строки', many: '# строк', other: '# строки' }),
  queries: counted('ru', { one: '# запрос', few: '# запроса', many: '# запросов', other: '# запроса' }),
  rows: counted('ru', { one: '# строка', few: '# строки', many: '# строк', other: '# строки' }),
  calls: counted('ru', { one: '# вызов модели', few: '# вызова модели', many: '# вызовов модели', other: '# вызова модели' }),
};
const zh = {
  characters: counted('zh', { other: '# 个字符' }),
  lines: counted('zh', { other: '# 行' }),
  queries: counted('zh', { other: '# 个查询' }),
  rows: counted('zh', { other: '# 行' }),
  calls: counted('zh', { other: '# 次模型调用' }),
};

export const inputWords: Catalogue<InputWords> = {
  en: {
    title: 'Query and passages',
    samplesLead: 'Start with a sample, or write your own below.',
    samples: 'Samples',
    sampleTitles: {
      kettle: { title: 'A plain case', about: 'The passage that answers stands third. Watch it move up.' },
      letter: { title: 'A private letter', about: 'The kind of text you would not paste into someone else’s server.' },
      bees: {
        title: 'Other words',
        about: 'The answer shares no telling word with the question. A model this small falls for the words: see how.',
      },
    },
    query: 'Query',
    queryPlaceholder: 'What should the best passage answer?',
    passages: 'Passages',
    passagesHint: 'in the order you have them: blocks, a list, one per line, a table, JSON, or one long document',
    passagesPlaceholder: 'Paste passages, or drop files anywhere on the page.',
    openFiles: 'Open files',
    openFolder: 'Open a folder',
    clear: 'Clear',
    bringBack: 'Bring back the text before',
    dropHere: 'Drop the files to read them. A saved log is opened as a replay.',
    filesFrom: (names) => (names.length === 1 ? `File: ${names[0] ?? ''}` : `Files: ${names.join(', ')}`),
    fileRole: (name) => `What ${name} is`,
    removeFile: (name) => `Take out ${name}`,
    characters: en.characters,
    lines: en.lines,
    hugeText: (characters, lines) => `${characters} in ${lines}. All of it is read; here is how it begins.`,
    editHuge: 'Edit the whole text (may be slow)',
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
    problems: 'Problems in the passages',
    place: ({ file, line, column }) =>
      `${file === null ? 'Line' : `${file}, line`} ${line}${column === null ? '' : `, column ${column}`}`,
    more: (count) => `and ${count} more`,
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
    editInput: 'Edit the input',
    showInput: 'Show the input',
    notice: (notice) => {
      switch (notice.type) {
        case 'sample':
          return `The sample could not be read (${notice.detail}). Your text is untouched.`;
        case 'not-text':
          return `“${notice.name}” is no text. Save it as plain text, CSV or JSON and drop it again. Your text is untouched.`;
        case 'too-large':
          return `“${notice.name}” cannot be read: ${notice.detail}`;
        case 'broken-bytes':
          return `“${notice.name}” holds ${notice.count} broken characters: each is read as �.`;
        case 'log':
          return `“${notice.name}”, line ${notice.line}, column ${notice.column}: ${notice.detail}`;
        case 'log-while-running':
          return `“${notice.name}” holds a run. Stop the run on stage first, then drop it again.`;
        case 'link':
          return `The shared link cannot be opened. ${notice.detail}`;
        case 'invocations':
          return {
            'no-prompts': 'This run cannot be replayed: a stored prompt holds no numbered passages.',
            unmatched: 'This run cannot be replayed: a passage of a prompt is none of the candidates, or several.',
            'no-order': 'This run cannot be replayed: its windows do not fit into one list.',
          }[notice.reason];
      }
    },
    dismiss: 'Dismiss',
  },
  fa: {
    title: 'پرسش و متن‌ها',
    samplesLead: 'با نمونه‌ای آغاز کنید یا متن خود را در زیر بنویسید.',
    samples: 'نمونه‌ها',
    sampleTitles: {
      kettle: { title: 'نمونه‌ای ساده', about: 'متنی که پاسخ را دارد سوم است. ببینید چگونه بالا می‌رود.' },
      letter: { title: 'نامه‌ای خصوصی', about: 'متنی که به سرور دیگران نمی‌دهید.' },
      bees: {
        title: 'واژه‌های دیگر',
        about: 'پاسخ هیچ واژهٔ گویایی با پرسش مشترک ندارد. مدلی به این کوچکی فریب واژه‌ها را می‌خورد.',
      },
    },
    query: 'پرسش',
    queryPlaceholder: 'بهترین متن باید به چه پاسخ دهد؟',
    passages: 'متن‌ها',
    passagesHint: 'به همان ترتیبی که دارید: بندها، فهرست، هر سطر یک متن، جدول، JSON یا یک سند بلند',
    passagesPlaceholder: 'متن‌ها را بچسبانید یا پرونده‌ها را هر جای صفحه رها کنید.',
    openFiles: 'باز کردن پرونده‌ها',
    openFolder: 'باز کردن پوشه',
    clear: 'پاک کردن',
    bringBack: 'بازگرداندن متن پیشین',
    dropHere: 'پرونده‌ها را رها کنید تا خوانده شوند. گزارش ذخیره‌شده بازپخش می‌شود.',
    filesFrom: (names) => `پرونده: ${names.join('، ')}`,
    fileRole: (name) => `${name} چیست`,
    removeFile: (name) => `برداشتن ${name}`,
    characters: fa.characters,
    lines: fa.lines,
    hugeText: (characters, lines) => `${characters} در ${lines}. همه‌اش خوانده می‌شود؛ آغازش این است.`,
    editHuge: 'ویرایش همهٔ متن (شاید کند باشد)',
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
    problems: 'مشکل‌های متن‌ها',
    place: ({ file, line, column }) =>
      `${file === null ? '' : `${file}، `}سطر ${line}${column === null ? '' : `، ستون ${column}`}`,
    more: (count) => `و ${count} مورد دیگر`,
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
    editInput: 'ویرایش ورودی',
    showInput: 'نمایش ورودی',
    notice: (notice) => {
      switch (notice.type) {
        case 'sample':
          return `نمونه خوانده نشد (${notice.detail}). متن شما دست‌نخورده است.`;
        case 'not-text':
          return `«${notice.name}» متن نیست. آن را به‌صورت متن ساده، CSV یا JSON ذخیره کنید. متن شما دست‌نخورده است.`;
        case 'too-large':
          return `«${notice.name}» خوانده نمی‌شود: ${notice.detail}`;
        case 'broken-bytes':
          return `«${notice.name}» نویسه‌های شکسته دارد (${notice.count}): هر یک � خوانده شد.`;
        case 'log':
          return `«${notice.name}»، سطر ${notice.line}، ستون ${notice.column}: ${notice.detail}`;
        case 'log-while-running':
          return `«${notice.name}» یک اجراست. نخست اجرای کنونی را بایستانید، سپس دوباره رها کنید.`;
        case 'link':
          return `پیوند هم‌رسانی باز نمی‌شود. ${notice.detail}`;
        case 'invocations':
          return {
            'no-prompts': 'این اجرا بازپخش نمی‌شود: پرامپتی متن شماره‌دار ندارد.',
            unmatched: 'این اجرا بازپخش نمی‌شود: متنی از پرامپت در نامزدها نیست یا چند بار هست.',
            'no-order': 'این اجرا بازپخش نمی‌شود: پنجره‌هایش در یک فهرست نمی‌گنجند.',
          }[notice.reason];
      }
    },
    dismiss: 'بستن',
  },
  ru: {
    title: 'Запрос и фрагменты',
    samplesLead: 'Начните с примера или напишите своё ниже.',
    samples: 'Примеры',
    sampleTitles: {
      kettle: { title: 'Простой случай', about: 'Нужный фрагмент стоит третьим. Посмотрите, как он поднимается.' },
      letter: { title: 'Личное письмо', about: 'Такой текст не вставляют в чужой сервер.' },
      bees: {
        title: 'Другие слова',
        about: 'У ответа нет общих значимых слов с вопросом. Такая малая модель поддаётся словам: смотрите как.',
      },
    },
    query: 'Запрос',
    queryPlaceholder: 'На что должен отвечать лучший фрагмент?',
    passages: 'Фрагменты',
    passagesHint: 'в том порядке, как они у вас есть: блоки, список, по одному в строке, таблица, JSON или один длинный документ',
    passagesPlaceholder: 'Вставьте фрагменты или перетащите файлы в любое место страницы.',
    openFiles: 'Открыть файлы',
    openFolder: 'Открыть папку',
    clear: 'Очистить',
    bringBack: 'Вернуть прежний текст',
    dropHere: 'Отпустите файлы, чтобы их прочитать. Сохранённый журнал откроется как повтор.',
    filesFrom: (names) => (names.length === 1 ? `Файл: ${names[0] ?? ''}` : `Файлы: ${names.join(', ')}`),
    fileRole: (name) => `Что такое ${name}`,
    removeFile: (name) => `Убрать ${name}`,
    characters: ru.characters,
    lines: ru.lines,
    hugeText: (characters, lines) => `${characters}, ${lines}. Читается всё; вот начало.`,
    editHuge: 'Править весь текст (может быть медленно)',
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
    problems: 'Неполадки в фрагментах',
    place: ({ file, line, column }) =>
      `${file === null ? 'Строка' : `${file}, строка`} ${line}${column === null ? '' : `, столбец ${column}`}`,
    more: (count) => `и ещё ${count}`,
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
    editInput: 'Изменить ввод',
    showInput: 'Показать ввод',
    notice: (notice) => {
      switch (notice.type) {
        case 'sample':
          return `Пример не прочитан (${notice.detail}). Ваш текст не тронут.`;
        case 'not-text':
          return `«${notice.name}» – не текст. Сохраните как простой текст, CSV или JSON и перетащите снова. Ваш текст не тронут.`;
        case 'too-large':
          return `«${notice.name}» не прочитать: ${notice.detail}`;
        case 'broken-bytes':
          return `В «${notice.name}» повреждённых знаков: ${notice.count}; каждый прочитан как �.`;
        case 'log':
          return `«${notice.name}», строка ${notice.line}, столбец ${notice.column}: ${notice.detail}`;
        case 'log-while-running':
          return `В «${notice.name}» – прогон. Сначала остановите текущий, затем перетащите снова.`;
        case 'link':
          return `Ссылку не открыть. ${notice.detail}`;
        case 'invocations':
          return {
            'no-prompts': 'Этот прогон не повторить: в промпте нет нумерованных фрагментов.',
            unmatched: 'Этот прогон не повторить: фрагмент из промпта не найден среди кандидатов или найден несколько раз.',
            'no-order': 'Этот прогон не повторить: его окна не складываются в один список.',
          }[notice.reason];
      }
    },
    dismiss: 'Закрыть',
  },
  zh: {
    title: '查询与段落',
    samplesLead: '先试一个示例，或在下面写自己的内容。',
    samples: '示例',
    sampleTitles: {
      kettle: { title: '简单的例子', about: '能回答的段落排第三。看它如何上升。' },
      letter: { title: '一封私信', about: '这种文字你不会贴到别人的服务器上。' },
      bees: { title: '换了说法', about: '答案与问题没有共同的关键词。这么小的模型会被字面迷惑：看看怎么回事。' },
    },
    query: '查询',
    queryPlaceholder: '最好的段落应当回答什么？',
    passages: '段落',
    passagesHint: '按现有顺序：空行分段、列表、每行一段、表格、JSON，或一篇长文',
    passagesPlaceholder: '粘贴段落，或把文件拖到页面任意处。',
    openFiles: '打开文件',
    openFolder: '打开文件夹',
    clear: '清空',
    bringBack: '恢复之前的文字',
    dropHere: '松开即读取文件。保存的日志会作为回放打开。',
    filesFrom: (names) => `文件：${names.join('、')}`,
    fileRole: (name) => `${name} 的用途`,
    removeFile: (name) => `移除 ${name}`,
    characters: zh.characters,
    lines: zh.lines,
    hugeText: (characters, lines) => `${lines}，共 ${characters}。全部都会读取；开头如下。`,
    editHuge: '编辑全文（可能较慢）',
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
    problems: '段落中的问题',
    place: ({ file, line, column }) =>
      `${file === null ? '' : `${file}，`}第 ${line} 行${column === null ? '' : `第 ${column} 列`}`,
    more: (count) => `另有 ${count} 处`,
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
    editInput: '编辑输入',
    showInput: '显示输入',
    notice: (notice) => {
      switch (notice.type) {
        case 'sample':
          return `无法读取示例（${notice.detail}）。你的文字没有改动。`;
        case 'not-text':
          return `“${notice.name}”不是文本。请存为纯文本、CSV 或 JSON 再拖入。你的文字没有改动。`;
        case 'too-large':
          return `无法读取“${notice.name}”：${notice.detail}`;
        case 'broken-bytes':
          return `“${notice.name}”有 ${notice.count} 个损坏的字符，均读作 �。`;
        case 'log':
          return `“${notice.name}”第 ${notice.line} 行第 ${notice.column} 列：${notice.detail}`;
        case 'log-while-running':
          return `“${notice.name}”是一次运行。请先停止当前运行，再拖入。`;
        case 'link':
          return `无法打开分享链接。${notice.detail}`;
        case 'invocations':
          return {
            'no-prompts': '无法回放：有的提示词里没有编号段落。',
            unmatched: '无法回放：提示词中的段落在候选中找不到，或不止一个。',
            'no-order': '无法回放：各窗口拼不成同一个列表。',
          }[notice.reason];
      }
    },
    dismiss: '关闭',
  },
};

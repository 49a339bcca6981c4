import { counted, format } from './format.ts';
import type { ToldProblem } from '../en/logs.ts';
import { logs } from './logs.ts';
import type * as en from '../en/input.ts';

const inputCounts = {
  characters: counted({ one: '# знак', few: '# знака', many: '# знаков', other: '# знака' }),
  lines: counted({ one: '# строка', few: '# строки', many: '# строк', other: '# строки' }),
};

export const input: typeof en.input = {
  title: 'Запрос и фрагменты',
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
  characters: inputCounts.characters,
  lines: inputCounts.lines,
  hugeText: (characters, lines) => `${characters}, ${lines}. Читается всё; вот начало.`,
  editHuge: 'Править весь текст (может быть медленно)',
  more: (count) => `и ещё ${count}`,
  editInput: 'Изменить ввод',
  showInput: 'Показать ввод',
};

const whole = ({ what, next }: ToldProblem): string => `${what} ${next}`;

export const inputNotices: typeof en.inputNotices = {
  notice: (notice) => {
    switch (notice.type) {
      case 'sample':
        return `Пример не прочитан. Ваш текст не тронут.`;
      case 'unreadable':
        return `«${notice.name}» не прочитать: файл мог быть перемещён или изменён. Выберите его снова. Ваш текст не тронут.`;
      case 'empty':
        return `В «${notice.name}» нет текста. Ваш текст не тронут.`;
      case 'packed':
        return `«${notice.name}» не распаковать: файл повреждён или сжат иначе, чем GZIP или ZIP. Распакуйте его и бросьте сюда содержимое.`;
      case 'not-text':
        return `«${notice.name}» – не текст. Сохраните как простой текст, CSV или JSON и перетащите снова. Ваш текст не тронут.`;
      case 'too-large':
        return `«${notice.name}» не прочитать: в файле ${format.number(notice.mebibytes)} МиБ – больше, чем браузер держит одним текстом. Разрежьте его на файлы меньше ${format.number(500)} МиБ.`;
      case 'broken-bytes':
        return `В «${notice.name}» повреждённых знаков: ${format.number(notice.count)}; каждый прочитан как �.`;
      case 'log':
        return `«${notice.name}», строка ${notice.problem.line}, столбец ${notice.problem.column}: ${logs.note(notice.problem)}`;
      case 'log-while-running':
        return `В «${notice.name}» – прогон. Сначала остановите текущий, затем перетащите снова.`;
      case 'link':
        return `Ссылку не открыть. ${whole(logs.link(notice.problem))}`;
      case 'invocations':
        return {
          'no-prompts': 'Этот прогон не повторить: в промпте нет нумерованных фрагментов.',
          unmatched: 'Этот прогон не повторить: фрагмент из промпта не найден среди кандидатов или найден несколько раз.',
          'no-order': 'Этот прогон не повторить: его окна не складываются в один список.',
        }[notice.reason];
    }
  },
  dismiss: 'Закрыть',
};

export const reading: typeof en.reading = {
  formats: {
    blocks: 'блоки между пустыми строками',
    numbered: 'нумерованный список',
    lines: 'один фрагмент на строку',
    'rank-llm-json': 'RankLLM JSON',
    'rank-llm-jsonl': 'RankLLM JSON Lines',
    'rank-llm-invocations': 'вызовы RankLLM',
    'passages-json': 'фрагменты в JSON',
    trec: 'прогон TREC с корпусом',
    beir: 'коллекция BEIR',
    'ms-marco': 'MS MARCO TSV',
    table: 'таблица (CSV или TSV)',
    document: 'один документ, разрезанный на фрагменты',
    documents: 'документы, разрезанные на фрагменты',
    files: 'один фрагмент на файл',
  },
  roles: {
    requests: 'запросы с кандидатами',
    invocations: 'вызовы модели',
    documents: 'фрагменты или запросы',
    corpus: 'фрагменты',
    queries: 'запросы',
    run: 'прогон первой ступени',
    qrels: 'оценки',
    top1000: 'запросы с фрагментами',
    table: 'таблица',
    text: 'простой текст',
    ignored: 'не читается',
  },
  columns: {
    text: 'Фрагмент',
    title: 'Заголовок',
    id: 'Номер документа',
    score: 'Балл',
    query: 'Запрос',
    queryId: 'Номер запроса',
    grade: 'Оценка',
  },
};

const sourceCounts = {
  queries: counted({ one: '# запрос', few: '# запроса', many: '# запросов', other: '# запроса' }),
  rows: counted({ one: '# строка', few: '# строки', many: '# строк', other: '# строки' }),
  calls: counted({ one: '# вызов модели', few: '# вызова модели', many: '# вызовов модели', other: '# вызова модели' }),
};

export const source: typeof en.source = {
  readAs: 'Прочитано как',
  guess: 'Догадка',
  guessed: (format) => `Догадка: ${format}`,
  manyQueries: (queries, passages) => `${queries}, всего ${passages}`,
  queries: sourceCounts.queries,
  queryPicker: 'Используемый запрос',
  queryOf: (place, count) => `${place} из ${count}`,
  pastedQuery: 'Во вставке есть свой запрос:',
  useIt: 'Взять его',
  judged: (queries) => `Найдены оценки (${queries}): прогон измеряется по ним.`,
  invocations: sourceCounts.calls,
  replayInvocations: 'Повторить этот прогон, сделанный в другом месте',
  tableTitle: 'Столбцы таблицы',
  tableRows: sourceCounts.rows,
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
};

export const samples: typeof en.samples = {
  samplesLead: 'Начните с примера или напишите своё ниже.',
  samples: 'Примеры',
  sampleTitles: {
    kettle: { title: 'Простой случай', about: 'Нужный фрагмент стоит третьим. Посмотрите, как он поднимается.' },
    cheat: {
      title: 'Фрагмент-обманщик',
      about: 'Он стоит первым и приказывает модели оставить его там. Посмотрите, как он уходит в конец.',
    },
    correction: {
      title: 'Неверный первый порядок',
      about: 'Общие слова сбивают мгновенный порядок. Модель читает и исправляет его.',
    },
    letter: { title: 'Личное письмо', about: 'Такой текст не вставляют в чужой сервер.' },
    bees: {
      title: 'Другие слова',
      about: 'У ответа нет общих значимых слов с вопросом. Такая малая модель поддаётся словам: смотрите как.',
    },
  },
};

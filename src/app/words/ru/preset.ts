import type { PresetFileFault, PresetNote } from '../../../core/preset/problem.ts';
import type * as en from '../en/preset.ts';
import { counted, format } from './format.ts';
import { jsonProblem } from './logs.ts';
import { method } from './method.ts';

export const preset: typeof en.preset = {
  copy: 'Сделать редактируемую копию',
  copyTitle: (title) => `${title} (копия)`,
  edit: 'Изменить',
  remove: 'Удалить',
  removed: (title) => `Удалено: «${title}».`,
  undo: 'Вернуть',
  save: 'Сохранить этот промпт',
  saveJson: 'как JSON',
  saveYaml: 'как YAML для RankLLM',
  open: 'Открыть файл промпта',
  openHint: 'JSON, сохранённый здесь, или шаблон RankLLM (YAML)',
  editing: (title) => `Правка: ${title}`,
  close: 'Готово',
  sound: 'Ошибок нет.',
  problems: counted({ one: '# ошибка', few: '# ошибки', many: '# ошибок', other: '# ошибки' }),
  lastSound: 'Запуски используют последнюю версию без ошибок. То, что написано здесь, сохраняется.',
  refused: (name) => `«${name}» не читается как промпт.`,
  opened: (title) => `Теперь среди ваших: «${title}».`,
  notes: 'Чего этот вид файла сказать не может',
  noReader: 'Часть страницы, которая читает и пишет этот вид, не загрузилась. Повторите, когда будет связь.',
  noYaml: 'Этот промпт нельзя записать как шаблон RankLLM.',
  placeholders:
    'Имена в фигурных скобках заменяются: {query}, {passages}, {count}, {take}; в сообщении, повторяемом для каждого фрагмента, также {identifier} и {text}.',
  groups: {
    about: 'Описание',
    messages: 'Сообщения',
    passage: 'Фрагмент',
    thought: 'Мысль',
    answer: 'Ответ',
    rest: 'Выбор токенов и чтение',
  },
  fields: {
    title: 'Название',
    source: 'Источник',
    models: 'Модели, созданные с ним, по одной в строке',
    question: 'Вопрос',
    completion: 'Простой текст, без шаблона беседы',
    role: 'Роль',
    content: 'Текст',
    each: 'Повторяется для каждого фрагмента',
    passage: 'Как показан',
    separator: 'Между фрагментами',
    titled: 'С заголовком',
    escape: 'Похожее на метки',
    cutMost: 'Оставлять не больше',
    cutUnit: 'считая в',
    cutFrom: 'Какая часть',
    prefill: 'Ответ модели начинается с',
    thinks: 'Сначала думает',
    thoughtOpen: 'Открывается',
    thoughtClose: 'Закрывается',
    thoughtTokens: 'Токенов не больше',
    answerType: 'Вид',
    open: 'Перед ответом',
    close: 'После него',
    labelBefore: 'Перед меткой',
    labelAfter: 'После метки',
    numerals: 'Метки',
    answerSeparator: 'Между метками',
    ties: 'Можно писать равенство',
    tie: 'Между равными метками',
    yes: 'Слово для «да»',
    no: 'Слово для «нет»',
    least: 'Наименьшее число',
    most: 'Наибольшее число',
    temperature: 'Температура, как опубликовано',
    topP: 'Top-p, как опубликовано',
    topK: 'Top-k, как опубликовано (0 — все)',
    parser: 'Чтение свободных ответов',
    fallback: 'Если ответ не читается',
    priorWeight: 'Вес первого этапа',
  },
  escapes: { marks: 'наше: все знаки обезврежены', brackets: '[3] становится (3)', none: 'остаётся как есть' },
  units: { words: 'словах', characters: 'знаках', tokens: 'токенах' },
  from: { best: 'ближайшая к запросу', start: 'с начала' },
  roles: { system: 'система', user: 'пользователь', assistant: 'ассистент' },
  answers: {
    order: 'порядок',
    best: 'одна метка',
    select: 'несколько меток',
    scores: 'оценки в JSON',
    word: 'да или нет',
    grade: 'да или нет с числом',
  },
  numerals: { numbers: 'числа', letters: 'буквы' },
  message: (number) => `Сообщение ${format.number(number)}`,
  addMessage: 'Добавить сообщение',
  removeMessage: 'Убрать это сообщение',
  asText: 'в точности',
};

const { number } = format;
/** A text of the file within a sentence, which may run in the other direction. */
const set = (text: string): string => `\u2068${text}\u2069`;
const inBraces = (names: readonly string[]): string => names.map((name) => set(`{${name}}`)).join(', ');
const listed = (words: readonly string[]): string => words.map(set).join(', ');
const times = counted({ one: '# раз', few: '# раза', many: '# раз', other: '# раза' });

function problem(fault: PresetFileFault): string {
  const { path: at = '' } = fault as { readonly path?: string };
  const path = at === '' ? 'Промпт' : set(at);
  switch (fault.code) {
    case 'not-text':
      return `${path}: здесь должен быть текст. Возьмите его в двойные кавычки.`;
    case 'not-a-number':
      return `${path}: здесь должно быть число. Напишите его без кавычек.`;
    case 'not-true-or-false':
      return `${path}: здесь должно быть «да» или «нет» в записи JSON. Напишите его без кавычек.`;
    case 'not-a-list':
      return `${path}: здесь должен быть список. Возьмите его в квадратные скобки.`;
    case 'not-an-object':
      return `${path}: здесь должны быть поля. Возьмите их в фигурные скобки.`;
    case 'not-one-of':
      return `${path}: здесь должно быть одно из: ${listed(fault.among)}. Напишите одно из них в двойных кавычках.`;
    case 'missing-field':
      return `${path}: этого поля нет. Добавьте его.`;
    case 'unknown-field':
      return `${path}: такое поле здесь неизвестно. Исправьте имя или удалите его.`;
    case 'empty':
      return `${path}: здесь пусто. Напишите что-нибудь.`;
    case 'bad-id':
      return 'В имени могут быть только буквы, цифры, точки, дефисы и подчёркивания. Уберите остальное.';
    case 'out-of-range': {
      const { kind, found, least, most, above } = fault;
      const from = above === true ? `больше ${number(least)}` : `не меньше ${number(least)}`;
      const range = most === null ? from : `${from} и не больше ${number(most)}`;
      return `${path}: нужно ${kind === 'whole' ? 'целое число' : 'число'}, ${range}. Измените ${number(found)}.`;
    }
    case 'unknown-name':
      return `${path}: ${set(`{${fault.name}}`)} здесь ничего не значит. Возьмите одно из ${inBraces(fault.known)} или уберите его.`;
    case 'not-once':
      return `${path}: ${set(`{${fault.name}}`)} должно стоять один раз, а стоит ${times(fault.times)}. Исправьте.`;
    case 'no-query':
      return 'Ни в одном сообщении нет {query}. Поставьте его там, где место запросу.';
    case 'no-passages':
      return 'Ни одно сообщение не показывает фрагментов. Поставьте {passages} в одно из них или {text} в то, что повторяется для каждого фрагмента.';
    case 'no-take':
      return 'Ни одно сообщение не говорит, сколько выбрать. Поставьте {take} в одно из них.';
    case 'passages-repeated':
      return `Фрагменты показаны ${times(fault.times)}. Оставьте одно {passages} или одно {text}.`;
    case 'needless-take':
      return `Промпту, который ${method.asks[fault.question]}, число для выбора не нужно. Уберите {take}.`;
    case 'no-identifier':
      return 'Фрагменты показаны без {identifier}, и ответ не мог бы их назвать. Поставьте его перед {text}.';
    case 'no-message':
      return 'Нет ни одного сообщения. Добавьте сообщение пользователя.';
    case 'system-not-first':
      return 'Системным может быть только первое сообщение, показанное один раз. Сделайте его сообщением пользователя.';
    case 'last-not-user':
      return 'Последнее сообщение должно быть от пользователя: на него отвечает модель. Для начала ответа есть отдельное поле.';
    case 'completion-turns':
      return 'Простой текст — это одно сообщение, показанное один раз. Объедините их или выберите беседу.';
    case 'best-needs-words':
      return 'Часть, ближайшая к запросу, находится только в словах. Считайте в словах или оставляйте начало.';
    case 'equal-tags':
      return 'Мысль открывается и закрывается одним и тем же текстом, её конца не узнать. Возьмите разные тексты.';
    case 'other-answer':
      return `На промпт, который ${method.asks[fault.question]}, отвечают в виде «${fault.among.map((type) => preset.answers[type]).join('» или «')}», а не «${preset.answers[fault.found]}». Измените вид или вопрос.`;
    case 'other-strategy':
      return `Промпт, который ${method.asks[fault.question]}, не подходит стратегии «${method.strategies[fault.found].name}». Возьмите одну из: ${fault.among.map((type) => method.strategies[type].name).join(', ')}.`;
    case 'bare-labels':
      return 'Меткам в ответе JSON нужен текст рядом с числом. Напишите [ и ] перед ним и после него.';
    case 'tie-is-separator':
      return 'Между равными метками должен стоять свой текст. Измените его или выберите вид без равенства.';
    case 'words-alike':
      return 'Одно из двух слов начинается с другого, их не различить. Возьмите два разных слова.';
    case 'range-reversed':
      return 'Наибольшее число должно быть больше наименьшего. Измените одно из них.';
    case 'passages-endless':
      return 'Оценка читается в конце каждого фрагмента: поместите все фрагменты в одно сообщение, и после каждого, даже последнего, разделитель.';
    case 'two-tokens':
      return 'Оценка читается между двумя разными токенами. Напишите два, и не одинаковых.';
    case 'too-many-letters':
      return `Букв хватает на ${number(fault.most)} фрагментов, а сразу показано ${number(fault.shown)}. Показывайте меньше или возьмите числа.`;
    case 'too-large':
      return `Файл промпта занимает не больше ${format.bytes(fault.most)}, а этот – ${format.bytes(fault.bytes)}. Откройте сам промпт; тексты для ранжирования открываются во вводе.`;
    case 'not-json':
      return `${jsonProblem(fault.problem)} Исправьте эту строку.`;
    case 'not-yaml':
      return `Это не YAML: ${set(fault.reason)}. Исправьте эту строку.`;
    case 'not-a-template':
      return `Шаблон — это список имён с текстами. Начните так: ${set(fault.begin)}.`;
    case 'section-name':
      return 'Имя раздела должно быть текстом. Исправьте его.';
    case 'section-not-text':
      return `Раздел ${set(fault.section)} должен быть текстом. Возьмите его в двойные кавычки или поставьте после |.`;
    case 'no-section':
      return `Нет раздела ${set(fault.section)}. Добавьте его: он показывает фрагмент.`;
    case 'no-method':
      return `Нет раздела, называющего метод. Добавьте один из: ${listed(fault.known)}.`;
    case 'other-method':
      return `Методу ${set(fault.method)} здесь нет соответствия. Читаются: ${listed(fault.known)}.`;
    case 'nothing-filled':
      return `RankLLM ничего не подставляет в раздел ${set(fault.section)}; это слово в скобках стало бы здесь именем. Уберите скобки.`;
    case 'no-counterpart':
      return `${set(`{${fault.name}}`)} в разделе ${set(fault.section)} не имеет соответствия. ${fault.known.length === 0 ? 'Имена там не подставляются: уберите его.' : `Возьмите ${inBraces(fault.known)} или удвойте скобки.`}`;
    case 'single-brace':
      return `Одиночная ${set(fault.brace)} в разделе ${set(fault.section)} недопустима. Удвойте её.`;
    case 'doubled-braces':
      return `Двойные скобки вокруг слова в разделе ${set(fault.section)} здесь были бы заменены. Напишите слово без них.`;
    case 'preset':
      return problem(fault.problem);
  }
}

function note(found: PresetNote): string {
  switch (found.code) {
    case 'section-left-out':
      return `Раздел ${set(found.section)} опущен: ему здесь нет соответствия.`;
    case 'rank-llm-defaults':
      return 'Взято из умолчаний RankLLM: 300 слов каждого фрагмента, окна по 20 с шагом 10, температура 0, без мысли.';
    case 'bucket-for-score':
      return 'Оценка первого этапа показана разрядом от 0 до 9, а не с тремя знаками после запятой.';
    case 'yes-no-assumed':
      return 'Ответом считается «да» или «нет»: шаблон по одному фрагменту этого не говорит.';
    case 'answer-assumed':
      return 'Вид ответа не удалось прочитать из двух выражений; принят [2] > [1].';
    case 'plain-text':
      return 'Шаблоны RankLLM — беседы; этот промпт — простой текст, который продолжается.';
    case 'other-question':
      return `Шаблоны RankLLM спрашивают о полном порядке или об одном фрагменте; этот промпт ${method.asks[found.question]}.`;
    case 'more-messages':
      return 'В одноходовом шаблоне RankLLM одно сообщение кроме системного; в этом промпте их больше.';
    case 'other-turns':
      return 'Многоходовый шаблон RankLLM таков: пользователь и ассистент перед фрагментами, пользователь и ассистент для каждого, пользователь в конце. Здесь ходы другие.';
    case 'other-pointwise':
      return 'В шаблоне RankLLM по одному фрагменту одно сообщение показывает один фрагмент; у этого промпта другой вид.';
    case 'passages-not-once':
      return 'Фрагменты не показаны один раз в одном сообщении, как того требует шаблон RankLLM.';
    case 'left-out':
      return 'Опущено, для этого в шаблоне нет места: название, источник, модели, стратегия, выбор токенов, поведение без ответа.';
    case 'ties-plain':
      return 'RankLLM читает равенство как обычный порядок.';
    case 'words-unsaid':
      return 'Шаблон RankLLM по одному фрагменту не говорит, какими двумя словами отвечают.';
    case 'score-for-bucket':
      return 'RankLLM пишет саму оценку первого этапа, а не её разряд от 0 до 9: на этом месте стоит {score}.';
    case 'separator-at-end':
      return 'RankLLM ставит разделитель и после последнего фрагмента; в этом промпте его там нет.';
    case 'system-as-it-is':
      return 'RankLLM ничего не подставляет в системное сообщение: имена в фигурных скобках остаются как есть.';
    case 'thought-tokens':
      return `Лимит мысли (${format.tokens(found.tokens)}) задаётся при запуске RankLLM.`;
    case 'other-cut':
      return `RankLLM по умолчанию оставляет первые 300 слов фрагмента. Здесь иначе. ${method.cut({ ...found, best: found.from === 'best' })}`;
    case 'always-brackets':
      return 'RankLLM в запросе и фрагментах всегда пишет (3) вместо [3] и больше ничего не меняет.';
    case 'title-form':
      return `RankLLM пишет заголовок так: ${set(found.form)}.`;
    case 'no-prefill':
      return 'Шаблон не может начать ответ модели: начало ответа опущено.';
    case 'no-prior-weight':
      return 'Вес первого этапа при выборе меток опущен.';
    case 'no-reading-scores':
      return 'Оценки, которые читаются в конце фрагментов, опущены.';
    case 'no-separator':
      return 'Фрагменты следуют друг за другом без разделителя.';
  }
}

export const presetFaults: typeof en.presetFaults = { problem, note };

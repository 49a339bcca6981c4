import type { Preset } from '../../core/preset/preset.ts';
import { counted } from './counted.ts';
import { formatWords } from './format-catalogue.ts';
import type { Catalogue } from './use-words.ts';

/** The fields of a preset that the editor names. */
export type PresetFieldName =
  | 'title'
  | 'source'
  | 'models'
  | 'question'
  | 'completion'
  | 'role'
  | 'content'
  | 'each'
  | 'passage'
  | 'separator'
  | 'titled'
  | 'escape'
  | 'cutMost'
  | 'cutUnit'
  | 'cutFrom'
  | 'prefill'
  | 'thinks'
  | 'thoughtOpen'
  | 'thoughtClose'
  | 'thoughtTokens'
  | 'answerType'
  | 'open'
  | 'close'
  | 'labelBefore'
  | 'labelAfter'
  | 'numerals'
  | 'answerSeparator'
  | 'ties'
  | 'tie'
  | 'yes'
  | 'no'
  | 'least'
  | 'most'
  | 'temperature'
  | 'topP'
  | 'topK'
  | 'parser'
  | 'fallback'
  | 'priorWeight';

/** Copies of prompts: making, editing, saving and reading them. Problems and notes come from the prompt room in English. */
export interface PresetWords {
  readonly copy: string;
  readonly copyTitle: (title: string) => string;
  readonly edit: string;
  readonly remove: string;
  readonly removed: (title: string) => string;
  readonly undo: string;
  readonly save: string;
  readonly saveJson: string;
  readonly saveYaml: string;
  readonly open: string;
  readonly openHint: string;
  readonly editing: (title: string) => string;
  readonly close: string;
  readonly sound: string;
  readonly problems: (count: number) => string;
  readonly lastSound: string;
  readonly refused: (name: string) => string;
  readonly opened: (title: string) => string;
  readonly notes: string;
  readonly noYaml: string;
  readonly noReader: string;
  readonly placeholders: string;
  readonly groups: Readonly<Record<'about' | 'messages' | 'passage' | 'thought' | 'answer' | 'rest', string>>;
  readonly fields: Readonly<Record<PresetFieldName, string>>;
  readonly escapes: Readonly<Record<Preset['escape'], string>>;
  readonly units: Readonly<Record<Preset['cut']['unit'], string>>;
  readonly from: Readonly<Record<Preset['cut']['from'], string>>;
  readonly roles: Readonly<Record<'system' | 'user' | 'assistant', string>>;
  readonly answers: Readonly<Record<Preset['answer']['type'], string>>;
  readonly numerals: Readonly<Record<'numbers' | 'letters', string>>;
  readonly message: (number: number) => string;
  readonly addMessage: string;
  readonly removeMessage: string;
  readonly asText: string;
}

const { en, fa, ru, zh } = formatWords;

export const presetWords: Catalogue<PresetWords> = {
  en: {
    copy: 'Make an editable copy',
    copyTitle: (title) => `${title} (copy)`,
    edit: 'Edit',
    remove: 'Delete',
    removed: (title) => `${title} was deleted.`,
    undo: 'Undo',
    save: 'Save this prompt',
    saveJson: 'as JSON',
    saveYaml: 'as RankLLM YAML',
    open: 'Open a prompt file',
    openHint: 'JSON saved here, or a RankLLM template (YAML)',
    editing: (title) => `Edit: ${title}`,
    close: 'Done',
    sound: 'Nothing is wrong with it.',
    problems: counted('en', { one: '# problem', other: '# problems' }),
    lastSound: 'Runs use the last version without problems. What stands here is kept.',
    refused: (name) => `${name} could not be read as a prompt.`,
    opened: (title) => `${title} is now among yours.`,
    notes: 'What the file’s form cannot say',
    noReader: 'The part of the page that reads and writes this form could not be fetched. Try again once you are online.',
    noYaml: 'This prompt cannot be written as a RankLLM template.',
    placeholders:
      'Names in curly brackets are filled in: {query}, {passages}, {count}, {take}; in a message repeated for each passage also {identifier} and {text}.',
    groups: {
      about: 'About',
      messages: 'Messages',
      passage: 'A passage',
      thought: 'Thought',
      answer: 'Answer',
      rest: 'Sampling and reading',
    },
    fields: {
      title: 'Name',
      source: 'Source',
      models: 'Models made with it, one a line',
      question: 'Question',
      completion: 'Plain text, without a conversation template',
      role: 'Role',
      content: 'Text',
      each: 'Repeated for each passage',
      passage: 'How it is shown',
      separator: 'Between passages',
      titled: 'With a title',
      escape: 'Look-alikes of labels',
      cutMost: 'Keep at most',
      cutUnit: 'counted in',
      cutFrom: 'Which part',
      prefill: 'The answer’s turn begins with',
      thinks: 'It thinks first',
      thoughtOpen: 'Opens with',
      thoughtClose: 'Closes with',
      thoughtTokens: 'Tokens at most',
      answerType: 'Form',
      open: 'Before the answer',
      close: 'After it',
      labelBefore: 'Before a label',
      labelAfter: 'After a label',
      numerals: 'Labels are',
      answerSeparator: 'Between labels',
      ties: 'Ties can be written',
      tie: 'Between tied labels',
      yes: 'Word for yes',
      no: 'Word for no',
      least: 'Least number',
      most: 'Greatest number',
      temperature: 'Temperature, as published',
      topP: 'Top-p, as published',
      topK: 'Top-k, as published (0 = all)',
      parser: 'Reading of free answers',
      fallback: 'Where no answer can be read',
      priorWeight: 'Weight of the first stage',
    },
    escapes: { marks: 'ours: all marks neutralised', brackets: '[3] becomes (3)', none: 'left as they are' },
    units: { words: 'words', characters: 'characters', tokens: 'tokens' },
    from: { best: 'nearest the query', start: 'from the beginning' },
    roles: { system: 'system', user: 'user', assistant: 'assistant' },
    answers: {
      order: 'order',
      best: 'one label',
      select: 'a few labels',
      scores: 'scores as JSON',
      word: 'yes or no',
      grade: 'yes or no with a number',
    },
    numerals: { numbers: 'numbers', letters: 'letters' },
    message: (number) => `Message ${en.number(number)}`,
    addMessage: 'Add a message',
    removeMessage: 'Remove this message',
    asText: 'exactly',
  },
  fa: {
    copy: 'ساختن نسخهٔ ویرایش‌پذیر',
    copyTitle: (title) => `${title} (رونوشت)`,
    edit: 'ویرایش',
    remove: 'پاک کردن',
    removed: (title) => `\u2068${title}\u2069 پاک شد.`,
    undo: 'بازگرداندن',
    save: 'ذخیرهٔ این دستور',
    saveJson: 'به شکل JSON',
    saveYaml: 'به شکل YAML ویژهٔ RankLLM',
    open: 'گشودن پروندهٔ دستور',
    openHint: 'پروندهٔ JSON از همین‌جا یا قالب RankLLM به شکل YAML',
    editing: (title) => `ویرایش: \u2068${title}\u2069`,
    close: 'پایان',
    sound: 'ایرادی ندارد.',
    problems: counted('fa', { other: '# ایراد' }),
    lastSound: 'اجراها آخرین نسخهٔ بی‌ایراد را به کار می‌برند. آنچه اینجاست نگه داشته می‌شود.',
    refused: (name) => `\u2068${name}\u2069 به‌عنوان دستور خوانده نشد.`,
    opened: (title) => `\u2068${title}\u2069 اکنون در میان دستورهای شماست.`,
    notes: 'آنچه این شکل پرونده نمی‌تواند بگوید',
    noReader: 'بخشی از صفحه که این شکل را می‌خواند و می‌نویسد دریافت نشد. وقتی برخط شدید دوباره بکوشید.',
    noYaml: 'این دستور را نمی‌توان به شکل قالب RankLLM نوشت.',
    placeholders:
      'نام‌های میان دو ابرو پر می‌شوند: \u2066{query}\u2069، \u2066{passages}\u2069، \u2066{count}\u2069، \u2066{take}\u2069؛ در پیامی که برای هر متن تکرار می‌شود \u2066{identifier}\u2069 و \u2066{text}\u2069 هم.',
    groups: {
      about: 'درباره',
      messages: 'پیام‌ها',
      passage: 'یک متن',
      thought: 'اندیشه',
      answer: 'پاسخ',
      rest: 'نمونه‌گیری و خواندن',
    },
    fields: {
      title: 'نام',
      source: 'منبع',
      models: 'مدل‌های ساخته‌شده با آن، هر خط یکی',
      question: 'پرسش',
      completion: 'متن ساده، بی‌قالب گفت‌وگو',
      role: 'نقش',
      content: 'متن پیام',
      each: 'برای هر متن تکرار می‌شود',
      passage: 'شیوهٔ نمایش',
      separator: 'میان متن‌ها',
      titled: 'با عنوان',
      escape: 'شبیه‌های برچسب',
      cutMost: 'حداکثر نگه دار',
      cutUnit: 'به شمار',
      cutFrom: 'کدام بخش',
      prefill: 'پاسخ مدل با این آغاز می‌شود',
      thinks: 'نخست می‌اندیشد',
      thoughtOpen: 'آغاز با',
      thoughtClose: 'پایان با',
      thoughtTokens: 'حداکثر توکن',
      answerType: 'شکل',
      open: 'پیش از پاسخ',
      close: 'پس از آن',
      labelBefore: 'پیش از برچسب',
      labelAfter: 'پس از برچسب',
      numerals: 'برچسب‌ها',
      answerSeparator: 'میان برچسب‌ها',
      ties: 'هم‌رتبه را می‌توان نوشت',
      tie: 'میان برچسب‌های هم‌رتبه',
      yes: 'واژهٔ آری',
      no: 'واژهٔ نه',
      least: 'کمترین عدد',
      most: 'بیشترین عدد',
      temperature: 'دما، چنان‌که منتشر شده',
      topP: 'top-p، چنان‌که منتشر شده',
      topK: 'top-k، چنان‌که منتشر شده (۰ = همه)',
      parser: 'خواندن پاسخ آزاد',
      fallback: 'وقتی پاسخی خوانده نشود',
      priorWeight: 'وزن مرحلهٔ نخست',
    },
    escapes: { marks: 'شیوهٔ ما: همهٔ نشانه‌ها خنثی می‌شوند', brackets: '\u2066[3]\u2069 می‌شود \u2066(3)\u2069', none: 'دست‌نخورده' },
    units: { words: 'واژه', characters: 'نویسه', tokens: 'توکن' },
    from: { best: 'نزدیک‌ترین به پرسش', start: 'از آغاز' },
    roles: { system: 'سامانه', user: 'کاربر', assistant: 'دستیار' },
    answers: {
      order: 'ترتیب',
      best: 'یک برچسب',
      select: 'چند برچسب',
      scores: 'امتیاز به شکل JSON',
      word: 'آری یا نه',
      grade: 'آری یا نه با عدد',
    },
    numerals: { numbers: 'عدد', letters: 'حرف' },
    message: (number) => `پیام ${fa.number(number)}`,
    addMessage: 'افزودن پیام',
    removeMessage: 'برداشتن این پیام',
    asText: 'دقیقاً',
  },
  ru: {
    copy: 'Сделать редактируемую копию',
    copyTitle: (title) => `${title} (копия)`,
    edit: 'Изменить',
    remove: 'Удалить',
    removed: (title) => `Удалено: ${title}.`,
    undo: 'Вернуть',
    save: 'Сохранить этот промпт',
    saveJson: 'как JSON',
    saveYaml: 'как YAML для RankLLM',
    open: 'Открыть файл промпта',
    openHint: 'JSON, сохранённый здесь, или шаблон RankLLM (YAML)',
    editing: (title) => `Правка: ${title}`,
    close: 'Готово',
    sound: 'Ошибок нет.',
    problems: counted('ru', { one: '# ошибка', few: '# ошибки', many: '# ошибок', other: '# ошибки' }),
    lastSound: 'Запуски используют последнюю версию без ошибок. То, что написано здесь, сохраняется.',
    refused: (name) => `${name} не читается как промпт.`,
    opened: (title) => `Теперь среди ваших: ${title}.`,
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
    message: (number) => `Сообщение ${ru.number(number)}`,
    addMessage: 'Добавить сообщение',
    removeMessage: 'Убрать это сообщение',
    asText: 'в точности',
  },
  zh: {
    copy: '制作可编辑的副本',
    copyTitle: (title) => `${title}（副本）`,
    edit: '编辑',
    remove: '删除',
    removed: (title) => `已删除：${title}。`,
    undo: '撤销',
    save: '保存这个提示词',
    saveJson: '存为 JSON',
    saveYaml: '存为 RankLLM YAML',
    open: '打开提示词文件',
    openHint: '此处保存的 JSON，或 RankLLM 模板（YAML）',
    editing: (title) => `编辑：${title}`,
    close: '完成',
    sound: '没有问题。',
    problems: counted('zh', { other: '# 个问题' }),
    lastSound: '运行使用最后一个没有问题的版本。这里写下的内容会保留。',
    refused: (name) => `无法将 ${name} 读作提示词。`,
    opened: (title) => `${title} 已加入您的提示词。`,
    notes: '这种文件形式无法表达的内容',
    noReader: '未能取得读写这种形式的页面部分。联网后请重试。',
    noYaml: '这个提示词无法写成 RankLLM 模板。',
    placeholders:
      '花括号中的名称会被填入：{query}、{passages}、{count}、{take}；在为每个段落重复的消息中还有 {identifier} 和 {text}。',
    groups: { about: '说明', messages: '消息', passage: '段落', thought: '思考', answer: '回答', rest: '采样与读取' },
    fields: {
      title: '名称',
      source: '来源',
      models: '以它制作的模型，每行一个',
      question: '问题',
      completion: '纯文本，不用对话模板',
      role: '角色',
      content: '文本',
      each: '为每个段落重复',
      passage: '显示方式',
      separator: '段落之间',
      titled: '带标题时',
      escape: '类似标签的文字',
      cutMost: '最多保留',
      cutUnit: '单位',
      cutFrom: '哪一部分',
      prefill: '模型的回答以此开头',
      thinks: '先思考',
      thoughtOpen: '开始标记',
      thoughtClose: '结束标记',
      thoughtTokens: '最多词元',
      answerType: '形式',
      open: '回答之前',
      close: '回答之后',
      labelBefore: '标签之前',
      labelAfter: '标签之后',
      numerals: '标签为',
      answerSeparator: '标签之间',
      ties: '可以写并列',
      tie: '并列标签之间',
      yes: '表示是的词',
      no: '表示否的词',
      least: '最小数',
      most: '最大数',
      temperature: '温度（发表时）',
      topP: 'top-p（发表时）',
      topK: 'top-k（发表时，0 = 全部）',
      parser: '自由回答的读法',
      fallback: '读不出回答时',
      priorWeight: '初排的权重',
    },
    escapes: { marks: '我们的做法：所有标记失效', brackets: '[3] 变为 (3)', none: '保持原样' },
    units: { words: '词', characters: '字符', tokens: '词元' },
    from: { best: '最接近查询的部分', start: '从开头' },
    roles: { system: '系统', user: '用户', assistant: '助手' },
    answers: {
      order: '顺序',
      best: '一个标签',
      select: '几个标签',
      scores: 'JSON 分数',
      word: '是或否',
      grade: '是或否加数字',
    },
    numerals: { numbers: '数字', letters: '字母' },
    message: (number) => `消息 ${zh.number(number)}`,
    addMessage: '添加消息',
    removeMessage: '移除这条消息',
    asText: '精确内容',
  },
};

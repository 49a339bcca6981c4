import { counted } from './counted.ts';
import type { Catalogue } from './use-words.ts';

/** The input panel: query, passages, files, and what to do with them. */
export interface InputWords {
  readonly title: string;
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
  readonly more: (count: string) => string;
  readonly editInput: string;
  readonly showInput: string;
}

const en = {
  characters: counted('en', { one: '# character', other: '# characters' }),
  lines: counted('en', { one: '# line', other: '# lines' }),
};
const fa = {
  characters: counted('fa', { other: '# نویسه' }),
  lines: counted('fa', { other: '# سطر' }),
};
const ru = {
  characters: counted('ru', { one: '# знак', few: '# знака', many: '# знаков', other: '# знака' }),
  lines: counted('ru', { one: '# строка', few: '# строки', many: '# строк', other: '# строки' }),
};
const zh = {
  characters: counted('zh', { other: '# 个字符' }),
  lines: counted('zh', { other: '# 行' }),
};

export const inputWords: Catalogue<InputWords> = {
  en: {
    title: 'Query and passages',
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
    more: (count) => `and ${count} more`,
    editInput: 'Edit the input',
    showInput: 'Show the input',
  },
  fa: {
    title: 'پرسش و متن‌ها',
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
    more: (count) => `و ${count} مورد دیگر`,
    editInput: 'ویرایش ورودی',
    showInput: 'نمایش ورودی',
  },
  ru: {
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
    characters: ru.characters,
    lines: ru.lines,
    hugeText: (characters, lines) => `${characters}, ${lines}. Читается всё; вот начало.`,
    editHuge: 'Править весь текст (может быть медленно)',
    more: (count) => `и ещё ${count}`,
    editInput: 'Изменить ввод',
    showInput: 'Показать ввод',
  },
  zh: {
    title: '查询与段落',
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
    more: (count) => `另有 ${count} 处`,
    editInput: '编辑输入',
    showInput: '显示输入',
  },
};

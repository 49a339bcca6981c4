import type { InputProblem, ProblemFacts } from '../../core/input/problems.ts';
import { formatWords } from './format-catalogue.ts';
import type { Catalogue } from './use-words.ts';

/** What could not be read in the input. */
export interface ProblemsWords {
  readonly problems: string;
  readonly place: (place: { readonly file: string | null; readonly line: string; readonly column: string | null }) => string;
  /** By code, with what a problem names. `null`: the reader's own words, which are English, are shown. */
  readonly told: Readonly<Record<InputProblem['code'], (facts: ProblemFacts) => string>> | null;
}

const { fa, ru, zh } = formatWords;

/** Texts of the input within a sentence of another direction. */
const set = (text: string | number): string => `\u2068${text}\u2069`;
const marksOf = ({ expected }: ProblemFacts, or: string): string =>
  Array.isArray(expected) ? expected.map((mark: string) => set(mark)).join(or) : '';

function jsonFa(facts: ProblemFacts): string {
  const { expected, found } = facts;
  if (!Array.isArray(expected)) return '';
  const wanted = expected.length === 0 ? 'یک مقدار' : marksOf(facts, ' یا ');
  const there = found === null ? 'متن پایان یافته است' : `${set(found ?? '')} آمده است`;
  return ` اینجا ${wanted} باید می‌آمد، اما ${there}.`;
}

function jsonRu(facts: ProblemFacts): string {
  const { expected, found } = facts;
  if (!Array.isArray(expected)) return '';
  const wanted = expected.length === 0 ? 'значение' : marksOf(facts, ' или ');
  return ` Здесь ожидалось ${wanted}, а ${found === null ? 'текст кончился' : `стоит ${set(found ?? '')}`}.`;
}

function jsonZh(facts: ProblemFacts): string {
  const { expected, found } = facts;
  if (!Array.isArray(expected)) return '';
  const wanted = expected.length === 0 ? '一个值' : marksOf(facts, ' 或 ');
  return `此处应为${wanted}，${found === null ? '但文字已结束' : `实为 ${set(found ?? '')}`}。`;
}

const keptFa = { first: 'نخستین به حساب می‌آید', last: 'آخرین به حساب می‌آید', both: 'هر دو نگه داشته شدند' } as const;
const keptRu = { first: 'считается первое', last: 'считается последнее', both: 'оставлены оба' } as const;
const keptZh = { first: '以第一个为准', last: '以最后一个为准', both: '两个都保留' } as const;

export const problemsWords: Catalogue<ProblemsWords> = {
  en: {
    problems: 'Problems in the passages',
    place: ({ file, line, column }) =>
      `${file === null ? 'Line' : `${file}, line`} ${line}${column === null ? '' : `, column ${column}`}`,
    told: null,
  },
  fa: {
    problems: 'مشکل‌های متن‌ها',
    place: ({ file, line, column }) =>
      `${file === null ? '' : `${file}، `}سطر ${line}${column === null ? '' : `، ستون ${column}`}`,
    told: {
      'empty-input': () => 'متنی نیست. متن بچسبانید یا پرونده‌ای رها کنید.',
      'bad-json': (facts) => `JSON درست نیست.${jsonFa(facts)} آن را همان‌جا درست کنید یا شیوهٔ خواندن را عوض کنید.`,
      'not-a-request': () => 'این یک درخواست نیست.',
      'no-candidates': () => 'متنی پیدا نشد. شیوهٔ خواندن، نقش پرونده یا ستون را عوض کنید.',
      'no-text': ({ name }) => (name === undefined ? 'این متن نوشته‌ای ندارد.' : `نامزد ${set(name)} نوشته‌ای ندارد.`),
      'bad-number': ({ written, name }) =>
        written !== undefined
          ? `${set(written)} عدد نیست.`
          : name !== undefined
            ? `امتیاز نامزد ${set(name)} عدد نیست.`
            : 'این عدد نیست.',
      'no-list-marker': () => 'هیچ سطری نشانهٔ فهرست ندارد.',
      'too-deep': () => 'JSON بیش از اندازه تودرتوست.',
      'wrong-fields': ({ expected, found }) =>
        typeof expected === 'number' && typeof found === 'number'
          ? `${fa.number(expected)} ستون باید می‌بود، ${fa.number(found)} ستون هست.`
          : 'شمار ستون‌ها درست نیست.',
      'bad-quotes': () => 'علامت نقل قول بسته نمی‌شود یا نابجاست؛ سطر همان‌گونه که هست خوانده شد.',
      duplicate: ({ name, query, counts }) =>
        `${set(name ?? '')} ${query === undefined ? '' : `برای پرسش ${set(query)} `}دو بار آمده است${counts === undefined ? '' : `؛ ${keptFa[counts]}`}.`,
      'empty-passage': ({ name }) => `متن ${name === undefined ? '' : `${set(name)} `}خالی است و نگه داشته شد.`,
      'missing-text': ({ name, query }) =>
        name === undefined || query === undefined
          ? 'متن این سند در پیکره نیست.'
          : `متن سند ${set(name)} از پرسش ${set(query)} در پیکره نیست؛ کنار گذاشته شد.`,
      'missing-query': () => 'متن این پرسش نیست.',
      'no-corpus': () => 'پیکره‌ای نیست: پروندهٔ متن‌ها را نیز رها کنید.',
      'no-run': () => 'نه اجرای مرحلهٔ نخست هست نه داوری، و متن‌ها برای هر پرسش بسیارند.',
      'too-large': ({ mebibytes }) =>
        mebibytes === undefined
          ? 'بزرگ‌تر از آن است که خوانده شود.'
          : `${fa.number(mebibytes)} مبی‌بایت است، بیش از آنچه مرورگر در یک متن جا می‌دهد. آن را به پرونده‌های کوچک‌تر از ${fa.number(500)} مبی‌بایت ببرید.`,
    },
  },
  ru: {
    problems: 'Неполадки в фрагментах',
    place: ({ file, line, column }) =>
      `${file === null ? 'Строка' : `${file}, строка`} ${line}${column === null ? '' : `, столбец ${column}`}`,
    told: {
      'empty-input': () => 'Текста нет. Вставьте фрагменты или перетащите файл.',
      'bad-json': (facts) => `Ошибка в JSON.${jsonRu(facts)} Исправьте её там или выберите другой способ чтения.`,
      'not-a-request': () => 'Это не запрос.',
      'no-candidates': () => 'Фрагменты не найдены. Выберите другой способ чтения, роль файла или столбец.',
      'no-text': ({ name }) => (name === undefined ? 'Здесь нет текста.' : `У кандидата ${set(name)} нет текста.`),
      'bad-number': ({ written, name }) =>
        written !== undefined
          ? `${set(written)} – не число.`
          : name !== undefined
            ? `Балл кандидата ${set(name)} – не число.`
            : 'Это не число.',
      'no-list-marker': () => 'Ни одна строка не начинается со знака списка.',
      'too-deep': () => 'Слишком глубокая вложенность JSON.',
      'wrong-fields': ({ expected, found }) =>
        typeof expected === 'number' && typeof found === 'number'
          ? `Столбцов должно быть ${ru.number(expected)}, а их ${ru.number(found)}.`
          : 'Неверное число столбцов.',
      'bad-quotes': () => 'Кавычка не закрыта или стоит не на месте; строка прочитана как есть.',
      duplicate: ({ name, query, counts }) =>
        `${set(name ?? '')} ${query === undefined ? '' : `у запроса ${set(query)} `}встречается дважды${counts === undefined ? '' : `; ${keptRu[counts]}`}.`,
      'empty-passage': ({ name }) => `Текст ${name === undefined ? '' : `${set(name)} `}пуст; он оставлен.`,
      'missing-text': ({ name, query }) =>
        name === undefined || query === undefined
          ? 'Текста этого документа нет в корпусе.'
          : `В корпусе нет ${set(name)} из списка запроса ${set(query)}; он пропущен.`,
      'missing-query': () => 'Текста этого запроса нет.',
      'no-corpus': () => 'Нет корпуса: перетащите и файл с фрагментами.',
      'no-run': () => 'Нет ни прогона первой ступени, ни оценок, а фрагментов слишком много для каждого запроса.',
      'too-large': ({ mebibytes }) =>
        mebibytes === undefined
          ? 'Слишком велик для чтения.'
          : `В файле ${ru.number(mebibytes)} МиБ – больше, чем браузер держит одним текстом. Разрежьте его на файлы меньше ${ru.number(500)} МиБ.`,
    },
  },
  zh: {
    problems: '段落中的问题',
    place: ({ file, line, column }) =>
      `${file === null ? '' : `${file}，`}第 ${line} 行${column === null ? '' : `第 ${column} 列`}`,
    told: {
      'empty-input': () => '没有文字。请粘贴段落或拖入文件。',
      'bad-json': (facts) => `JSON 有误。${jsonZh(facts)}请就地改正，或换一种读取方式。`,
      'not-a-request': () => '这不是请求。',
      'no-candidates': () => '没有找到段落。请换读取方式、文件用途或列。',
      'no-text': ({ name }) => (name === undefined ? '这里没有文字。' : `候选 ${set(name)} 没有文字。`),
      'bad-number': ({ written, name }) =>
        written !== undefined
          ? `${set(written)} 不是数字。`
          : name !== undefined
            ? `候选 ${set(name)} 的分数不是数字。`
            : '这不是数字。',
      'no-list-marker': () => '没有一行以列表符号开头。',
      'too-deep': () => 'JSON 嵌套太深。',
      'wrong-fields': ({ expected, found }) =>
        typeof expected === 'number' && typeof found === 'number'
          ? `应有 ${zh.number(expected)} 列，实有 ${zh.number(found)} 列。`
          : '列数不对。',
      'bad-quotes': () => '引号没有闭合或位置不对；该行按原样读取。',
      duplicate: ({ name, query, counts }) =>
        `${query === undefined ? '' : `查询 ${set(query)} 中 `}${set(name ?? '')} 出现了两次${counts === undefined ? '' : `；${keptZh[counts]}`}。`,
      'empty-passage': ({ name }) => `${name === undefined ? '这一段' : `段落 ${set(name)} `}是空的，已保留。`,
      'missing-text': ({ name, query }) =>
        name === undefined || query === undefined
          ? '语料中没有这个文档。'
          : `查询 ${set(query)} 列出的 ${set(name)} 不在语料中，已略去。`,
      'missing-query': () => '没有这个查询的文字。',
      'no-corpus': () => '没有语料：请把段落文件也拖进来。',
      'no-run': () => '既没有首轮排序结果，也没有相关性标注，而段落太多，不能全部作为每个查询的候选。',
      'too-large': ({ mebibytes }) =>
        mebibytes === undefined
          ? '太大，无法读取。'
          : `文件有 ${zh.number(mebibytes)} MiB，超出浏览器一段文本的上限。请拆成小于 ${zh.number(500)} MiB 的文件。`,
    },
  },
};

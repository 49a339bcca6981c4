import type { AnswerMode } from '../../core/run/method.ts';
import { formatWords } from './format-catalogue.ts';
import type { Catalogue } from './use-words.ts';

/** A setting's name and what it does. */
interface FieldWords {
  readonly label: string;
  readonly hint: string;
}

/** The settings of a run and their number fields. */
export interface SettingsWords {
  readonly title: string;
  /** Stands behind the title when something differs from the model's defaults. */
  readonly changed: string;
  readonly window: FieldWords;
  readonly stride: FieldWords;
  readonly budget: {
    readonly label: string;
    /** `ms`: what the budget takes on this machine; null when its speed is not known yet. */
    readonly hint: (ms: number | null) => string;
  };
  readonly passageWords: FieldWords;
  readonly trust: FieldWords;
  readonly answer: string;
  readonly modes: Readonly<Record<AnswerMode, { readonly name: string; readonly hint: string }>>;
  readonly reset: string;
  /** Said under a number field whose text can't be used. */
  readonly unfit: (field: {
    readonly whole: boolean;
    readonly min: number;
    readonly max: number;
    readonly kept: number;
  }) => string;
}

const { en, fa, ru, zh } = formatWords;

export const settingsWords: Catalogue<SettingsWords> = {
  en: {
    title: 'Settings',
    changed: 'changed',
    window: { label: 'Window', hint: 'passages the model sees at once; longer lists are read from the end to the front' },
    stride: { label: 'Stride', hint: 'places each next window moves forward' },
    budget: {
      label: 'Thought budget',
      hint: (ms) => `tokens per window at most${ms === null ? '' : `, ${en.roughly(ms)} on this machine`}; 0 answers at once`,
    },
    passageWords: { label: 'Words per passage', hint: 'the part nearest the query is kept of longer ones' },
    trust: {
      label: 'Trust in the first stage',
      hint: 'how strongly its scores pull where the model is unsure; 0 leaves the order to the model, a free answer never feels it',
    },
    answer: 'Answer',
    modes: {
      locked: { name: 'Locked', hint: 'only a whole order, and quotes are copied from the passage they cite' },
      constrained: { name: 'Constrained', hint: 'only a whole order; quotes may be made up, and are checked' },
      free: { name: 'Free', hint: 'the model’s own text, read and repaired' },
      'first-token': {
        name: 'First token',
        hint: 'nothing is written: how likely each passage is to be named first gives the order',
      },
    },
    reset: 'Back to the model’s defaults',
    unfit: ({ whole, min, max, kept }) =>
      `A ${whole ? 'whole ' : ''}number from ${en.number(min)} to ${en.number(max)}; until then ${en.number(kept)} stays.`,
  },
  fa: {
    title: 'تنظیمات',
    changed: 'تغییر کرده',
    window: { label: 'پنجره', hint: 'متن‌هایی که مدل یک‌جا می‌بیند؛ فهرست‌های بلندتر از پایان به آغاز خوانده می‌شوند' },
    stride: { label: 'گام', hint: 'شمار جایگاه‌هایی که هر پنجره از پنجرهٔ پیش جلوتر می‌رود' },
    budget: {
      label: 'سقف اندیشه',
      hint: (ms) => `بیشترین توکن در هر پنجره${ms === null ? '' : `، ${fa.roughly(ms)} روی این دستگاه`}؛ با ۰ بی‌درنگ پاسخ می‌دهد`,
    },
    passageWords: { label: 'واژه در هر متن', hint: 'از متن‌های بلندتر بخشی که به پرسش نزدیک‌تر است نگه داشته می‌شود' },
    trust: {
      label: 'اعتماد به مرحلهٔ نخست',
      hint: 'جایی که مدل مطمئن نیست، امتیازهای آن چه اندازه اثر دارند؛ ۰ ترتیب را به مدل می‌سپارد و پاسخ آزاد هرگز از آن اثر نمی‌گیرد',
    },
    answer: 'پاسخ',
    modes: {
      locked: { name: 'قفل‌شده', hint: 'فقط ترتیب کامل، و نقل‌قول‌ها از همان متنی که نام می‌برند رونوشت می‌شوند' },
      constrained: { name: 'مقید', hint: 'فقط ترتیب کامل؛ نقل‌قول ممکن است ساختگی باشد و بررسی می‌شود' },
      free: { name: 'آزاد', hint: 'متن خود مدل، که خوانده و ترمیم می‌شود' },
      'first-token': { name: 'نخستین توکن', hint: 'چیزی نوشته نمی‌شود؛ احتمال نخست نام برده شدن هر متن ترتیب را می‌دهد' },
    },
    reset: 'بازگشت به پیش‌فرض‌های مدل',
    unfit: ({ whole, min, max, kept }) =>
      `${whole ? 'عددی درست' : 'عددی'} از ${fa.number(min)} تا ${fa.number(max)}؛ تا آن هنگام ${fa.number(kept)} می‌ماند.`,
  },
  ru: {
    title: 'Настройки',
    changed: 'изменены',
    window: { label: 'Окно', hint: 'сколько фрагментов модель видит сразу; длинные списки читаются с конца к началу' },
    stride: { label: 'Шаг', hint: 'на сколько мест вперёд сдвигается каждое следующее окно' },
    budget: {
      label: 'Лимит мысли',
      hint: (ms) => `токенов на окно, не больше${ms === null ? '' : `; на этом компьютере ${ru.roughly(ms)}`}; при 0 ответ сразу`,
    },
    passageWords: { label: 'Слов на фрагмент', hint: 'от длинных остаётся часть, ближайшая к запросу' },
    trust: {
      label: 'Доверие к первому этапу',
      hint: 'насколько сильно влияют его оценки, когда модель не уверена; при 0 порядок решает модель, на свободный ответ не влияет никогда',
    },
    answer: 'Ответ',
    modes: {
      locked: { name: 'Строгий', hint: 'только полный порядок, и цитаты копируются из названного фрагмента' },
      constrained: { name: 'Ограниченный', hint: 'только полный порядок; цитаты могут быть выдуманы и проверяются' },
      free: { name: 'Свободный', hint: 'собственный текст модели, который читается и исправляется' },
      'first-token': {
        name: 'Первый токен',
        hint: 'ничего не пишется: порядок задаёт вероятность того, что отрывок будет назван первым',
      },
    },
    reset: 'Вернуть значения модели',
    unfit: ({ whole, min, max, kept }) =>
      `${whole ? 'Целое число' : 'Число'} от ${ru.number(min)} до ${ru.number(max)}; до тех пор остаётся ${ru.number(kept)}.`,
  },
  zh: {
    title: '设置',
    changed: '已更改',
    window: { label: '窗口', hint: '模型一次看到的段落数；更长的列表从末尾向开头阅读' },
    stride: { label: '步长', hint: '每个后续窗口向前移动的位数' },
    budget: {
      label: '思考预算',
      hint: (ms) => `每个窗口最多的词元数${ms === null ? '' : `，在本机上${zh.roughly(ms)}`}；0 表示直接回答`,
    },
    passageWords: { label: '每段词数', hint: '较长的段落只保留最接近查询的部分' },
    trust: {
      label: '对初排的信任',
      hint: '模型不确定时初排分数的影响力；0 表示顺序全由模型决定，自由回答不受其影响',
    },
    answer: '回答',
    modes: {
      locked: { name: '锁定', hint: '只给完整顺序，引文从所引段落原样复制' },
      constrained: { name: '受限', hint: '只给完整顺序；引文可能是编造的，会被核对' },
      free: { name: '自由', hint: '模型自己的文字，读取后再修复' },
      'first-token': { name: '首个词元', hint: '不写任何内容：按每个段落被首先提到的可能性排序' },
    },
    reset: '恢复模型默认值',
    unfit: ({ whole, min, max, kept }) =>
      `请输入 ${zh.number(min)} 到 ${zh.number(max)} 的${whole ? '整数' : '数'}；在此之前保持 ${zh.number(kept)}。`,
  },
};

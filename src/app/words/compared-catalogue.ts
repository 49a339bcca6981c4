import type { Catalogue } from './use-words.ts';

/** Two past runs side by side. */
export interface ComparedWords {
  readonly compared: string;
  readonly close: string;
  readonly otherQuery: string;
  readonly otherPassages: string;
  readonly tau: string;
  readonly rbo: string;
  readonly passage: string;
  readonly rankIn: (name: string) => string;
  readonly absent: string;
  readonly order: string;
  readonly trace: string;
  readonly traceSame: string;
  readonly traceAt: (place: { readonly window: string; readonly part: 'reasoning' | 'answer' }) => string;
  readonly textEnds: string;
  readonly settings: string;
  readonly settingsSame: string;
  readonly setting: string;
  readonly unknown: string;
  readonly figures: string;
  readonly figureNames: {
    readonly outcome: string;
    readonly passages: string;
    readonly windows: string;
    readonly mendedWindows: string;
    readonly promptTokens: string;
    readonly completionTokens: string;
    readonly seconds: string;
  };
}

export const comparedWords: Catalogue<ComparedWords> = {
  en: {
    compared: 'Two runs side by side',
    close: 'Close the comparison',
    otherQuery: 'The queries differ.',
    otherPassages: 'The passages differ.',
    tau: 'Kendall’s tau',
    rbo: 'Rank-biased overlap',
    passage: 'Passage',
    rankIn: (name) => `Rank in ${name}`,
    absent: 'not in this run',
    order: 'Order',
    trace: 'First difference of the model’s texts',
    traceSame: 'The model wrote the same, letter for letter.',
    traceAt: ({ window, part }) => `Window ${window}, in the ${part === 'reasoning' ? 'thought' : 'answer'}, after:`,
    textEnds: 'the text ends here',
    settings: 'Settings that differ',
    settingsSame: 'All settings and the model are the same.',
    setting: 'Setting',
    unknown: 'not recorded',
    figures: 'Figures',
    figureNames: {
      outcome: 'Outcome',
      passages: 'Passages',
      windows: 'Windows settled',
      mendedWindows: 'Windows repaired',
      promptTokens: 'Tokens read',
      completionTokens: 'Tokens written',
      seconds: 'Seconds',
    },
  },
  fa: {
    compared: 'دو اجرا کنار هم',
    close: 'بستن مقایسه',
    otherQuery: 'پرسش‌ها یکی نیستند.',
    otherPassages: 'متن‌ها یکی نیستند.',
    tau: 'تاو کندال',
    rbo: 'هم‌پوشانی وزن‌دار رتبه‌ها (RBO)',
    passage: 'متن',
    rankIn: (name) => `رتبه در ${name}`,
    absent: 'در این اجرا نیست',
    order: 'ترتیب',
    trace: 'نخستین تفاوت نوشته‌های مدل',
    traceSame: 'مدل حرف به حرف یکسان نوشته است.',
    traceAt: ({ window, part }) => `پنجرهٔ ${window}، در ${part === 'reasoning' ? 'اندیشه' : 'پاسخ'}، پس از:`,
    textEnds: 'نوشته اینجا پایان می‌یابد',
    settings: 'تنظیم‌های متفاوت',
    settingsSame: 'همهٔ تنظیم‌ها و مدل یکسان‌اند.',
    setting: 'تنظیم',
    unknown: 'ثبت نشده',
    figures: 'عددها',
    figureNames: {
      outcome: 'پایان',
      passages: 'متن‌ها',
      windows: 'پنجره‌های قطعی',
      mendedWindows: 'پنجره‌های اصلاح‌شده',
      promptTokens: 'توکن‌های خوانده',
      completionTokens: 'توکن‌های نوشته',
      seconds: 'ثانیه',
    },
  },
  ru: {
    compared: 'Два прогона рядом',
    close: 'Закрыть сравнение',
    otherQuery: 'Запросы различаются.',
    otherPassages: 'Фрагменты различаются.',
    tau: 'Тау Кендалла',
    rbo: 'Перекрытие рангов (RBO)',
    passage: 'Фрагмент',
    rankIn: (name) => `Место в ${name}`,
    absent: 'нет в этом прогоне',
    order: 'Порядок',
    trace: 'Первое различие в текстах модели',
    traceSame: 'Модель написала одно и то же, до буквы.',
    traceAt: ({ window, part }) => `Окно ${window}, в ${part === 'reasoning' ? 'рассуждении' : 'ответе'}, после:`,
    textEnds: 'здесь текст кончается',
    settings: 'Различия в настройках',
    settingsSame: 'Все настройки и модель совпадают.',
    setting: 'Настройка',
    unknown: 'не записано',
    figures: 'Показатели',
    figureNames: {
      outcome: 'Итог',
      passages: 'Фрагменты',
      windows: 'Окон решено',
      mendedWindows: 'Окон исправлено',
      promptTokens: 'Токенов прочитано',
      completionTokens: 'Токенов написано',
      seconds: 'Секунды',
    },
  },
  zh: {
    compared: '两次运行并排',
    close: '关闭比较',
    otherQuery: '查询不同。',
    otherPassages: '段落不同。',
    tau: 'Kendall tau',
    rbo: '排序偏重重叠（RBO）',
    passage: '段落',
    rankIn: (name) => `在 ${name} 中的名次`,
    absent: '不在此次运行中',
    order: '排序',
    trace: '模型文字的第一处不同',
    traceSame: '模型写的逐字相同。',
    traceAt: ({ window, part }) => `第 ${window} 个窗口，${part === 'reasoning' ? '思考' : '回答'}中，在此之后：`,
    textEnds: '文字到此为止',
    settings: '不同的设置',
    settingsSame: '所有设置和模型都相同。',
    setting: '设置',
    unknown: '未记录',
    figures: '数据',
    figureNames: {
      outcome: '结果',
      passages: '段落',
      windows: '已定的窗口',
      mendedWindows: '修复的窗口',
      promptTokens: '读入词元',
      completionTokens: '写出词元',
      seconds: '秒',
    },
  },
};

import type { Catalogue } from './use-words.ts';

/** The notices' own words: buttons, the technical line, and what it means to run without a graphics processor. */
export interface NoticeWords {
  readonly steps: Readonly<Record<'load' | 'rank' | 'settings', string>>;
  readonly technical: string;
  readonly dismiss: string;
  readonly software: string;
  /** `architecture`: the software adapter's own name for itself; may be empty. */
  readonly softwareMore: (architecture: string) => string;
}

const named = (architecture: string): string => (architecture === '' ? '' : ` (${architecture})`);

export const noticeWords: Catalogue<NoticeWords> = {
  en: {
    steps: { load: 'Try again', rank: 'Start again and rank', settings: 'Open the settings' },
    technical: 'Technical line',
    dismiss: 'Dismiss',
    software: 'No graphics processor is in use.',
    softwareMore: (architecture) =>
      `This browser runs the graphics code on the processor${named(architecture)}. Everything works, but slowly: four short passages take about half a minute, longer lists take minutes.`,
  },
  fa: {
    steps: { load: 'امتحان دوباره', rank: 'شروع دوباره و رتبه‌بندی', settings: 'باز کردن تنظیمات' },
    technical: 'سطر فنی',
    dismiss: 'بستن',
    software: 'پردازندهٔ گرافیکی به کار نمی‌رود.',
    softwareMore: (architecture) =>
      `این مرورگر کدهای گرافیکی را روی پردازندهٔ اصلی${named(architecture === '' ? '' : `\u2068${architecture}\u2069`)} اجرا می‌کند. همه‌چیز کار می‌کند، اما کند: چهار متن کوتاه حدود نیم دقیقه می‌برد و فهرست‌های بلندتر چند دقیقه.`,
  },
  ru: {
    steps: { load: 'Попробовать снова', rank: 'Запустить снова и ранжировать', settings: 'Открыть настройки' },
    technical: 'Техническая строка',
    dismiss: 'Закрыть',
    software: 'Графический процессор не используется.',
    softwareMore: (architecture) =>
      `Браузер выполняет графический код на центральном процессоре${named(architecture)}. Всё работает, но медленно: четыре коротких фрагмента занимают около полминуты, длинные списки – минуты.`,
  },
  zh: {
    steps: { load: '重试', rank: '重新启动并排序', settings: '打开设置' },
    technical: '技术信息',
    dismiss: '关闭',
    software: '未使用图形处理器。',
    softwareMore: (architecture) =>
      `此浏览器在中央处理器上运行图形代码${named(architecture)}。一切可用，但较慢：四个短段落约需半分钟，更长的列表需要数分钟。`,
  },
};

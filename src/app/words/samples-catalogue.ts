import type { Catalogue } from './use-words.ts';

/** The samples that come with the page. */
export interface SamplesWords {
  readonly samplesLead: string;
  readonly samples: string;
  readonly sampleTitles: Readonly<Record<string, { readonly title: string; readonly about: string }>>;
}

export const samplesWords: Catalogue<SamplesWords> = {
  en: {
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
  },
  fa: {
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
  },
  ru: {
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
  },
  zh: {
    samplesLead: '先试一个示例，或在下面写自己的内容。',
    samples: '示例',
    sampleTitles: {
      kettle: { title: '简单的例子', about: '能回答的段落排第三。看它如何上升。' },
      letter: { title: '一封私信', about: '这种文字你不会贴到别人的服务器上。' },
      bees: { title: '换了说法', about: '答案与问题没有共同的关键词。这么小的模型会被字面迷惑：看看怎么回事。' },
    },
  },
};

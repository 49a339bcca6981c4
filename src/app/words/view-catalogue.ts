import type { PageView } from '../page/state.ts';
import type { Catalogue } from './use-words.ts';

/** The choice between the page's views. */
export interface ViewWords {
  readonly label: string;
  readonly names: Readonly<Record<PageView, string>>;
  readonly about: Readonly<Record<PageView, string>>;
  /** While a view's code is fetched. */
  readonly loading: string;
  /** Said beside Rank while another view uses the model. */
  readonly busy: Readonly<Record<Exclude<PageView, 'workbench'>, string>>;
}

export const viewWords: Catalogue<ViewWords> = {
  en: {
    label: 'Views',
    names: { workbench: 'Workbench', compare: 'Compare', lenses: 'Lenses' },
    about: {
      workbench: 'Rerank one list and follow the reasoning',
      compare: 'Run several configurations over one list or a collection',
      lenses: 'Look into the model: what it believes, and what moves it',
    },
    loading: 'Opening the view…',
    busy: {
      compare: 'A comparison is using the model: a run here begins when its present query is done.',
      lenses: 'A lens is using the model: a run here begins when its present question is answered.',
    },
  },
  fa: {
    label: 'نماها',
    names: { workbench: 'میز کار', compare: 'مقایسه', lenses: 'عدسی‌ها' },
    about: {
      workbench: 'بازرتبه‌بندی یک فهرست و دنبال‌کردن استدلال',
      compare: 'اجرای چند پیکربندی روی یک فهرست یا یک مجموعه',
      lenses: 'نگاه به درون مدل: به چه باور دارد و چه چیزی آن را جابه‌جا می‌کند',
    },
    loading: 'نما باز می‌شود…',
    busy: {
      compare: 'مقایسه‌ای مدل را به کار دارد: اجرای اینجا پس از پایان پرسش کنونی آن آغاز می‌شود.',
      lenses: 'یک عدسی مدل را به کار دارد: اجرای اینجا پس از پاسخ کنونی آن آغاز می‌شود.',
    },
  },
  ru: {
    label: 'Виды',
    names: { workbench: 'Рабочий стол', compare: 'Сравнение', lenses: 'Линзы' },
    about: {
      workbench: 'Переранжировать один список и следить за рассуждением',
      compare: 'Прогнать несколько конфигураций по списку или коллекции',
      lenses: 'Заглянуть в модель: что она считает и что её сдвигает',
    },
    loading: 'Вид открывается…',
    busy: {
      compare: 'Модель занята сравнением: прогон начнётся, когда закончится его текущий запрос.',
      lenses: 'Модель занята линзой: прогон начнётся, когда она получит текущий ответ.',
    },
  },
  zh: {
    label: '视图',
    names: { workbench: '工作台', compare: '比较', lenses: '透镜' },
    about: {
      workbench: '对一个列表重新排序并跟随推理过程',
      compare: '在一个列表或整个文档集上运行多种配置',
      lenses: '观察模型内部：它相信什么，什么会影响它',
    },
    loading: '正在打开视图…',
    busy: {
      compare: '比较正在使用模型：它当前的查询完成后，这里的运行才会开始。',
      lenses: '透镜正在使用模型：它当前的问题得到回答后，这里的运行才会开始。',
    },
  },
};

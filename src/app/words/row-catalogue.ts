import type { PassageDecision } from '../../core/read/evidence.ts';
import type { RowStanding } from '../../core/read/rows.ts';
import { counted } from './counted.ts';
import type { Catalogue, Language } from './use-words.ts';

/** A row of the list: its place, its movement, why it stands there, and its passage. Counts and places come in the language’s own digits. */
export interface RowWords {
  readonly place: (rank: number) => string;
  readonly stays: (rank: number) => string;
  readonly from: (rank: number) => string;
  readonly up: string;
  readonly down: string;
  readonly number: (value: number) => string;
  readonly standings: Readonly<Record<RowStanding, string>>;
  readonly tagHint: string;
  readonly tagNamedHint: string;
  readonly inWindow: (window: number) => string;
  readonly bucket: (bucket: number) => string;
  readonly bucketLabel: string;
  readonly bucketHint: string;
  readonly givenAt: (rank: number) => string;
  readonly givenHint: string;
  readonly score: (score: number) => string;
  readonly docIdHint: string;
  readonly why: string;
  readonly whyHint: string;
  readonly silent: string;
  readonly pending: string;
  readonly by: Readonly<Record<PassageDecision['by'], string>>;
  /** The sentence is of an earlier window; the later thought passes the passage over. */
  readonly earlier: (window: number) => string;
  readonly mentions: (count: number) => string;
  readonly mentionHint: string;
  readonly fold: string;
  readonly unfold: string;
  readonly cut: (read: number, words: number) => string;
  readonly neutralised: (count: number) => string;
}

function numbersOf(language: Language): (value: number) => string {
  const format = new Intl.NumberFormat(language);
  return (value) => format.format(value);
}

const en = numbersOf('en');
const fa = numbersOf('fa');
const ru = numbersOf('ru');
const zh = numbersOf('zh');

export const rowWords: Catalogue<RowWords> = {
  en: {
    place: (rank) => `Place ${en(rank)}`,
    stays: (rank) => `stays ${en(rank)}`,
    from: (rank) => `from ${en(rank)}`,
    up: 'up',
    down: 'down',
    number: en,
    standings: {
      given: '',
      instant: '',
      waiting: 'not reached yet',
      judging: 'being read',
      tentative: 'tentative',
      settled: 'settled so far',
      unjudged: 'not judged',
    },
    tagHint: 'The passage’s number in the prompt',
    tagNamedHint: 'Show where the reasoning names it',
    inWindow: (window) => `in window ${en(window)}`,
    bucket: (bucket) => `first stage ${en(bucket)}/${en(9)}`,
    bucketLabel: 'first-stage score bucket',
    bucketHint: 'First-stage score, in ten steps over this list. The model sees it.',
    givenAt: (rank) => `given ${en(rank)}`,
    givenHint: 'Place in the list as it was given',
    score: (score) => `score ${score}`,
    docIdHint: 'Document identifier',
    why: 'Why',
    whyHint: 'Show this sentence in the reasoning',
    silent: 'The reasoning does not speak of it.',
    pending: 'The reasoning has not come to it yet.',
    by: {
      judged: 'judges this passage',
      comparison: 'compares it with others',
      conclusion: 'from the conclusion',
      mentioned: 'only names it',
    },
    earlier: (window) => `from window ${en(window)}; a later one does not speak of it`,
    mentions: counted('en', { one: 'Named once in the reasoning', other: 'Named # times in the reasoning' }),
    mentionHint: 'Show this mention in the reasoning',
    fold: 'Fold',
    unfold: 'Whole passage',
    cut: (read, words) => `The model read ${en(read)} of ${en(words)} words, the part nearest the query.`,
    neutralised: counted('en', {
      one: 'One mark that looks like a passage number or a control tag was made harmless in the prompt.',
      other: '# marks that look like a passage number or a control tag were made harmless in the prompt.',
    }),
  },
  fa: {
    place: (rank) => `جایگاه ${fa(rank)}`,
    stays: (rank) => `در جای ${fa(rank)} می‌ماند`,
    from: (rank) => `از ${fa(rank)}`,
    up: 'بالاتر',
    down: 'پایین‌تر',
    number: fa,
    standings: {
      given: '',
      instant: '',
      waiting: 'هنوز نوبتش نرسیده',
      judging: 'در حال خوانده شدن',
      tentative: 'موقت',
      settled: 'تا اینجا قطعی',
      unjudged: 'داوری نشده',
    },
    tagHint: 'شمارهٔ این متن در پرامپت',
    tagNamedHint: 'نمایش جایی که استدلال از آن نام می‌برد',
    inWindow: (window) => `در پنجرهٔ ${fa(window)}`,
    bucket: (bucket) => `مرحلهٔ نخست ${fa(bucket)} از ${fa(9)}`,
    bucketLabel: 'پلهٔ امتیاز مرحلهٔ نخست',
    bucketHint: 'امتیاز مرحلهٔ نخست، در ده پله روی همین فهرست. مدل آن را می‌بیند.',
    givenAt: (rank) => `جایگاه داده‌شده ${fa(rank)}`,
    givenHint: 'جایگاه در فهرست داده‌شده',
    score: (score) => `امتیاز \u2068${score}\u2069`,
    docIdHint: 'شناسهٔ سند',
    why: 'چرا',
    whyHint: 'نمایش این جمله در استدلال',
    silent: 'استدلال از آن سخنی نمی‌گوید.',
    pending: 'استدلال هنوز به آن نرسیده است.',
    by: {
      judged: 'دربارهٔ همین متن داوری می‌کند',
      comparison: 'آن را با متن‌های دیگر می‌سنجد',
      conclusion: 'از نتیجه‌گیری',
      mentioned: 'تنها از آن نام می‌برد',
    },
    earlier: (window) => `از پنجرهٔ ${fa(window)}؛ پنجرهٔ بعدی از آن سخنی نمی‌گوید`,
    mentions: counted('fa', { other: '# بار در استدلال نام برده شده' }),
    mentionHint: 'نمایش این اشاره در استدلال',
    fold: 'بستن',
    unfold: 'متن کامل',
    cut: (read, words) => `مدل ${fa(read)} واژه از ${fa(words)} واژه را خوانده است: نزدیک‌ترین بخش به پرسش.`,
    neutralised: counted('fa', { other: '# نشانهٔ شبیه شمارهٔ متن یا برچسب کنترلی در پرامپت بی‌اثر شد.' }),
  },
  ru: {
    place: (rank) => `Место ${ru(rank)}`,
    stays: (rank) => `остаётся ${ru(rank)}`,
    from: (rank) => `с ${ru(rank)}`,
    up: 'вверх',
    down: 'вниз',
    number: ru,
    standings: {
      given: '',
      instant: '',
      waiting: 'очередь не дошла',
      judging: 'читается',
      tentative: 'предварительно',
      settled: 'пока решено',
      unjudged: 'не оценён',
    },
    tagHint: 'Номер фрагмента в запросе к модели',
    tagNamedHint: 'Показать, где его называет рассуждение',
    inWindow: (window) => `в окне ${ru(window)}`,
    bucket: (bucket) => `первый этап ${ru(bucket)}/${ru(9)}`,
    bucketLabel: 'ступень оценки первого этапа',
    bucketHint: 'Оценка первого этапа, десять ступеней по этому списку. Модель её видит.',
    givenAt: (rank) => `дан ${ru(rank)}-м`,
    givenHint: 'Место в исходном списке',
    score: (score) => `оценка ${score}`,
    docIdHint: 'Идентификатор документа',
    why: 'Почему',
    whyHint: 'Показать это предложение в рассуждении',
    silent: 'Рассуждение о нём не говорит.',
    pending: 'Рассуждение до него ещё не дошло.',
    by: {
      judged: 'судит об этом фрагменте',
      comparison: 'сравнивает его с другими',
      conclusion: 'из вывода',
      mentioned: 'только называет его',
    },
    earlier: (window) => `из окна ${ru(window)}; более позднее о нём не говорит`,
    mentions: counted('ru', {
      one: 'Назван в рассуждении # раз',
      few: 'Назван в рассуждении # раза',
      many: 'Назван в рассуждении # раз',
      other: 'Назван в рассуждении # раза',
    }),
    mentionHint: 'Показать это упоминание в рассуждении',
    fold: 'Свернуть',
    unfold: 'Весь фрагмент',
    cut: (read, words) => `Модель прочла слов: ${ru(read)} из ${ru(words)}, ближайшую к запросу часть.`,
    neutralised: counted('ru', {
      one: 'Обезврежена # метка, похожая на номер фрагмента или управляющий тег.',
      few: 'Обезврежены # метки, похожие на номер фрагмента или управляющий тег.',
      many: 'Обезврежено # меток, похожих на номер фрагмента или управляющий тег.',
      other: 'Обезврежено # метки, похожей на номер фрагмента или управляющий тег.',
    }),
  },
  zh: {
    place: (rank) => `第 ${zh(rank)} 位`,
    stays: (rank) => `仍在 ${zh(rank)}`,
    from: (rank) => `原为 ${zh(rank)}`,
    up: '上升',
    down: '下降',
    number: zh,
    standings: {
      given: '',
      instant: '',
      waiting: '尚未轮到',
      judging: '正在阅读',
      tentative: '暂定',
      settled: '目前已确定',
      unjudged: '未评判',
    },
    tagHint: '该段落在提示词中的编号',
    tagNamedHint: '显示思考中提到它的地方',
    inWindow: (window) => `在窗口 ${zh(window)}`,
    bucket: (bucket) => `初排 ${zh(bucket)}/${zh(9)}`,
    bucketLabel: '初排分档',
    bucketHint: '初排分数，在本列表内分为十档。模型能看到它。',
    givenAt: (rank) => `给定第 ${zh(rank)} 位`,
    givenHint: '在给定列表中的位置',
    score: (score) => `分数 ${score}`,
    docIdHint: '文档标识',
    why: '原因',
    whyHint: '在思考中显示这句话',
    silent: '思考没有谈到它。',
    pending: '思考还没有谈到它。',
    by: { judged: '评判这一段落', comparison: '与其他段落比较', conclusion: '来自结论', mentioned: '只是提到它' },
    earlier: (window) => `来自窗口 ${zh(window)}；之后的窗口没有谈到它`,
    mentions: counted('zh', { other: '思考中提到 # 次' }),
    mentionHint: '在思考中显示这处提及',
    fold: '收起',
    unfold: '完整段落',
    cut: (read, words) => `模型读了 ${zh(words)} 个词中的 ${zh(read)} 个，即最接近查询的部分。`,
    neutralised: counted('zh', { other: '提示词中有 # 处形似段落编号或控制标签的文字已被消除作用。' }),
  },
};

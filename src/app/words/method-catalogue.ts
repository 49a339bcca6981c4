import type { FuseRule, MethodBar } from '../../core/run/method.ts';
import type { Question } from '../../core/answer/shape.ts';
import type { StrategyNumber, StrategySort, StrategySpec } from '../../core/strategy/index.ts';
import { formatWords } from './format-catalogue.ts';
import type { Catalogue } from './use-words.ts';

interface NamedWords {
  readonly name: string;
  readonly hint: string;
}

/** How a run asks: prompt, strategy, parser and what is spent beyond one plain call. Titles of published systems are names and stay as they are. */
export interface MethodWords {
  readonly prompt: string;
  readonly own: (title: string) => string;
  readonly published: string;
  readonly yours: string;
  readonly asks: Readonly<Record<Question, string>>;
  readonly source: string;
  readonly trainedFor: (models: string) => string;
  readonly anyInstruct: string;
  readonly notTrained: string;
  readonly fallback: string;
  readonly cut: (cut: {
    readonly most: number;
    readonly unit: 'words' | 'characters' | 'tokens';
    readonly best: boolean;
  }) => string;
  readonly showPrompt: string;
  readonly publishedThought: (tokens: number) => string;
  readonly publishedSampling: (sampling: {
    readonly temperature: number;
    readonly topP: number;
    readonly topK: number;
  }) => string;
  readonly takePublished: string;
  readonly topIgnored: string;
  readonly temperature: NamedWords;
  readonly strategy: string;
  readonly strategies: Readonly<Record<StrategySpec['type'], NamedWords>>;
  readonly cannotAnswer: (question: string) => string;
  readonly fields: Readonly<Record<StrategyNumber, string>>;
  readonly range: (range: { readonly least: number; readonly most: number }) => string;
  readonly sort: string;
  readonly sorts: Readonly<Record<StrategySort, string>>;
  readonly bars: Readonly<Record<MethodBar, string>>;
  /** Of the answer modes, where the prompt does not ask for an order. */
  readonly heldHint: string;
  readonly yesHint: string;
  readonly parser: string;
  readonly parserOurs: string;
  readonly parserOwn: (name: string) => string;
  readonly parserHint: string;
  readonly more: string;
  readonly samples: NamedWords;
  readonly fuse: string;
  readonly fuseRules: Readonly<Record<FuseRule, string>>;
  readonly waits: NamedWords;
  readonly earlyStop: NamedWords;
  readonly stopBy: string;
  readonly stopRules: Readonly<Record<'mentions' | 'beliefs', string>>;
  readonly stopSentences: string;
  readonly stopTop: string;
  readonly instantOrder: NamedWords;
}

const { en, fa, ru, zh } = formatWords;

export const methodWords: Catalogue<MethodWords> = {
  en: {
    prompt: 'Prompt',
    own: (title) => `The model’s own (${title})`,
    published: 'Published and built in',
    yours: 'Yours',
    asks: {
      order: 'asks for an order',
      best: 'asks for the best one',
      select: 'asks for the best few',
      relevance: 'asks about one passage at a time',
      scores: 'asks for scores',
    },
    source: 'Source',
    trainedFor: (models) => `Made for ${models}.`,
    anyInstruct: 'Made for any instruct model.',
    notTrained: 'This model was not trained with this prompt: the system’s published quality says nothing about it here.',
    fallback: 'Where no answer can be read, the system does this',
    cut: ({ most, unit, best }) =>
      `Keeps ${{ words: en.words(most), characters: `${en.number(most)} characters`, tokens: en.tokens(most) }[unit]} of each passage, ${best ? 'the part nearest the query' : 'from its beginning'}.`,
    showPrompt: 'The prompt as it is sent',
    publishedThought: (tokens) => `Published with a thought of up to ${en.tokens(tokens)}.`,
    publishedSampling: ({ temperature, topP, topK }) =>
      `Published with temperature ${en.fixed(temperature, 1)}, top-p ${en.fixed(topP, 2)}${topK === 0 ? '' : `, top-k ${en.number(topK)}`}.`,
    takePublished: 'Take its thought budget and temperature',
    topIgnored: 'Top-p and top-k are not used here.',
    temperature: { name: 'Temperature', hint: '0 always takes the likeliest token; from 0 to 2' },
    strategy: 'Strategy',
    strategies: {
      single: { name: 'One call', hint: 'all passages at once' },
      sliding: { name: 'Sliding windows', hint: 'from the end of the list to its head (RankGPT)' },
      'top-down': { name: 'Top-down', hint: 'the head is ordered once; what beats its last place joins it (TDPart)' },
      setwise: { name: 'Setwise', hint: 'the best of a few at a time, until the first places are known' },
      pairwise: { name: 'Pairwise', hint: 'two at a time, both ways round; a win needs both answers (PRP)' },
      tournament: { name: 'Tournament', hint: 'the best of each group go on; points of several rounds are summed (TourRank)' },
      groupwise: { name: 'Groups with scores', hint: 'scores in shuffled groups, averaged over rounds (GroupRank)' },
      pointwise: { name: 'One by one', hint: 'each passage alone' },
    },
    cannotAnswer: (question) => `this prompt cannot answer it: a call there ${question}`,
    fields: {
      size: 'Passages a call',
      stride: 'Stride',
      passes: 'Passes over the list',
      cutoff: 'Place to beat',
      children: 'Passages against one',
      top: 'Places to find',
      groupSize: 'Passages a group',
      tournaments: 'Tournaments',
      rounds: 'Rounds',
    },
    range: ({ least, most }) => `from ${en.number(least)} to ${en.number(most)}`,
    sort: 'Sorting',
    sorts: { heap: 'heap', bubble: 'bubbling', all: 'all pairs' },
    bars: {
      'no-thought': 'this prompt has no thought',
      'other-labels': 'this prompt does not name passages as [1], so quotes cannot be tied to them',
      scores: 'scores cannot be read from a first token',
      free: 'a free thought can neither be sent on nor stopped',
      unwritten: 'nothing is written in this answer mode',
      'not-an-order': 'this prompt does not ask for an order',
    },
    heldHint: 'only an answer of the prompt’s form',
    yesHint: 'nothing is written: how likely yes is against no gives the score',
    parser: 'Reading of free answers',
    parserOurs: 'Ours: repairs are told',
    parserOwn: (name) => `That of ${name}, with its fallbacks and traps`,
    parserHint: 'only a free answer needs one',
    more: 'More tokens for a better order',
    samples: { name: 'Samples of each call', hint: 'times each call is asked, each time in another order; then fused into one' },
    fuse: 'Fused by',
    fuseRules: { borda: 'Borda (mean rank)', kemeny: 'Kemeny (fewest disagreements)', 'reciprocal-rank': 'reciprocal rank' },
    waits: { name: '“Wait” marks (a toy)', hint: 'sends a thought that ends on with “Wait”; Rank1 found that it hurts' },
    earlyStop: { name: 'Stop a thought early', hint: 'once the order of its first passages has come to rest' },
    stopBy: 'Order by',
    stopRules: { mentions: 'first mention in the thought', beliefs: 'likelihoods, asked after each sentence' },
    stopSentences: 'For so many sentences',
    stopTop: 'Passages watched',
    instantOrder: { name: 'Instant order first', hint: 'shows the order of the first token before the thought begins (FIRST)' },
  },
  fa: {
    prompt: 'دستور',
    own: (title) => `دستور خود مدل (\u2068${title}\u2069)`,
    published: 'منتشرشده و آماده',
    yours: 'از آن شما',
    asks: {
      order: 'ترتیب می‌خواهد',
      best: 'بهترین را می‌خواهد',
      select: 'چند بهترین را می‌خواهد',
      relevance: 'هر بار دربارهٔ یک متن می‌پرسد',
      scores: 'امتیاز می‌خواهد',
    },
    source: 'منبع',
    trainedFor: (models) => `ساخته‌شده برای \u2068${models}\u2069.`,
    anyInstruct: 'ساخته‌شده برای هر مدل دستورپذیر.',
    notTrained: 'این مدل با این دستور آموزش ندیده است: کیفیت منتشرشدهٔ آن سامانه در اینجا چیزی نمی‌گوید.',
    fallback: 'وقتی پاسخی خوانده نشود، سامانه چنین می‌کند',
    cut: ({ most, unit, best }) =>
      `از هر متن ${{ words: fa.words(most), characters: `${fa.number(most)} نویسه`, tokens: fa.tokens(most) }[unit]} را نگه می‌دارد، ${best ? 'بخشی که به پرسش نزدیک‌تر است' : 'از آغاز آن'}.`,
    showPrompt: 'دستور همان‌گونه که فرستاده می‌شود',
    publishedThought: (tokens) => `با اندیشه‌ای تا ${fa.tokens(tokens)} منتشر شده است.`,
    publishedSampling: ({ temperature, topP, topK }) =>
      `با دمای ${fa.fixed(temperature, 1)} و \u2066top-p\u2069 برابر ${fa.fixed(topP, 2)}${topK === 0 ? '' : ` و \u2066top-k\u2069 برابر ${fa.number(topK)}`} منتشر شده است.`,
    takePublished: 'گرفتن سقف اندیشه و دمای آن',
    topIgnored: '\u2066top-p\u2069 و \u2066top-k\u2069 در اینجا به کار نمی‌روند.',
    temperature: { name: 'دما', hint: 'با ۰ همیشه محتمل‌ترین توکن برداشته می‌شود؛ از ۰ تا ۲' },
    strategy: 'راهبرد',
    strategies: {
      single: { name: 'یک فراخوان', hint: 'همهٔ متن‌ها یک‌جا' },
      sliding: { name: 'پنجره‌های لغزان', hint: 'از پایان فهرست به آغاز آن (RankGPT)' },
      'top-down': {
        name: 'از بالا به پایین',
        hint: 'سر فهرست یک بار مرتب می‌شود؛ هر چه از جایگاه پایانی آن بهتر باشد به آن می‌پیوندد (TDPart)',
      },
      setwise: { name: 'دسته‌ای', hint: 'هر بار بهترینِ چند متن، تا جایگاه‌های نخست شناخته شوند' },
      pairwise: { name: 'دوتایی', hint: 'هر بار دو متن، به هر دو ترتیب؛ برد به هر دو پاسخ نیاز دارد (PRP)' },
      tournament: { name: 'مسابقه', hint: 'بهترین‌های هر گروه بالا می‌روند؛ امتیاز چند دور جمع می‌شود (TourRank)' },
      groupwise: { name: 'گروه با امتیاز', hint: 'امتیاز در گروه‌های بُرخورده، میانگین چند دور (GroupRank)' },
      pointwise: { name: 'یکی‌یکی', hint: 'هر متن به‌تنهایی' },
    },
    cannotAnswer: (question) => `این دستور پاسخ آن را ندارد: فراخوان آنجا ${question}`,
    fields: {
      size: 'متن در هر فراخوان',
      stride: 'گام',
      passes: 'بار خواندن فهرست',
      cutoff: 'جایگاهی که باید از آن گذشت',
      children: 'متن در برابر یکی',
      top: 'جایگاه‌های خواسته',
      groupSize: 'متن در هر گروه',
      tournaments: 'مسابقه‌ها',
      rounds: 'دورها',
    },
    range: ({ least, most }) => `از ${fa.number(least)} تا ${fa.number(most)}`,
    sort: 'مرتب‌سازی',
    sorts: { heap: 'هرمی', bubble: 'حبابی', all: 'همهٔ جفت‌ها' },
    bars: {
      'no-thought': 'این دستور اندیشه ندارد',
      'other-labels': 'این دستور متن‌ها را به شکل \u2066[1]\u2069 نام نمی‌برد، پس نقل‌قول به آنها بسته نمی‌شود',
      scores: 'امتیاز از نخستین توکن خوانده نمی‌شود',
      free: 'اندیشهٔ آزاد را نه می‌توان ادامه داد و نه نگه داشت',
      unwritten: 'در این شیوه چیزی نوشته نمی‌شود',
      'not-an-order': 'این دستور ترتیب نمی‌خواهد',
    },
    heldHint: 'فقط پاسخی به شکلی که دستور می‌خواهد',
    yesHint: 'چیزی نوشته نمی‌شود؛ احتمال آری در برابر نه امتیاز را می‌دهد',
    parser: 'خواندن پاسخ آزاد',
    parserOurs: 'خوانندهٔ ما: هر ترمیم گفته می‌شود',
    parserOwn: (name) => `خوانندهٔ \u2068${name}\u2069 با جایگزین‌ها و دام‌هایش`,
    parserHint: 'تنها پاسخ آزاد به آن نیاز دارد',
    more: 'توکن بیشتر برای ترتیب بهتر',
    samples: { name: 'نمونه‌ها', hint: 'هر فراخوان چند بار، هر بار با ترتیبی دیگر پرسیده و سپس یکی می‌شود' },
    fuse: 'شیوهٔ یکی کردن',
    fuseRules: { borda: 'بوردا (میانگین رتبه)', kemeny: 'کمنی (کمترین ناهم‌خوانی)', 'reciprocal-rank': 'وارون رتبه' },
    waits: { name: '«Wait» (اسباب‌بازی)', hint: 'اندیشهٔ پایان‌یافته را با «Wait» ادامه می‌دهد؛ Rank1 زیان آن را دید' },
    earlyStop: { name: 'پایان زودهنگام اندیشه', hint: 'وقتی ترتیب نخستین متن‌های آن دیگر تغییر نکند' },
    stopBy: 'ترتیب بر پایهٔ',
    stopRules: { mentions: 'نخستین نام بردن در اندیشه', beliefs: 'احتمال‌ها که پس از هر جمله پرسیده می‌شوند' },
    stopSentences: 'به شمار جمله',
    stopTop: 'متن‌های زیر نظر',
    instantOrder: { name: 'نخست ترتیب فوری', hint: 'پیش از اندیشه، ترتیب نخستین توکن نشان داده می‌شود (FIRST)' },
  },
  ru: {
    prompt: 'Промпт',
    own: (title) => `Собственный промпт модели (${title})`,
    published: 'Опубликованные и встроенные',
    yours: 'Ваши',
    asks: {
      order: 'запрашивает порядок',
      best: 'запрашивает лучший фрагмент',
      select: 'запрашивает несколько лучших',
      relevance: 'спрашивает об одном фрагменте',
      scores: 'запрашивает оценки',
    },
    source: 'Источник',
    trainedFor: (models) => `Создан для ${models}.`,
    anyInstruct: 'Для любой модели, следующей инструкциям.',
    notTrained: 'Эта модель не обучалась с этим промптом: опубликованное качество системы здесь ничего не говорит.',
    fallback: 'Если ответ не читается, система делает так',
    cut: ({ most, unit, best }) =>
      `Оставляет от каждого фрагмента не больше: ${{ words: ru.words(most), characters: `${ru.number(most)} знаков`, tokens: ru.tokens(most) }[unit]}, ${best ? 'часть, ближайшую к запросу' : 'с начала'}.`,
    showPrompt: 'Промпт в том виде, как он отправляется',
    publishedThought: (tokens) => `Опубликован с мыслью до ${ru.number(tokens)} токенов.`,
    publishedSampling: ({ temperature, topP, topK }) =>
      `Опубликован с температурой ${ru.fixed(temperature, 1)}, top-p ${ru.fixed(topP, 2)}${topK === 0 ? '' : `, top-k ${ru.number(topK)}`}.`,
    takePublished: 'Взять его лимит мысли и температуру',
    topIgnored: 'Top-p и top-k здесь не применяются.',
    temperature: { name: 'Температура', hint: 'при 0 всегда берётся самый вероятный токен; от 0 до 2' },
    strategy: 'Стратегия',
    strategies: {
      single: { name: 'Один вызов', hint: 'все фрагменты сразу' },
      sliding: { name: 'Скользящие окна', hint: 'от конца списка к началу (RankGPT)' },
      'top-down': {
        name: 'Сверху вниз',
        hint: 'голова списка упорядочивается один раз; что лучше её последнего места, присоединяется (TDPart)',
      },
      setwise: { name: 'Группами', hint: 'лучший из нескольких, пока не известны первые места' },
      pairwise: { name: 'Попарно', hint: 'по два, в обоих порядках; для победы нужны оба ответа (PRP)' },
      tournament: { name: 'Турнир', hint: 'лучшие каждой группы идут дальше; очки турниров складываются (TourRank)' },
      groupwise: { name: 'Группы с оценками', hint: 'оценки в перемешанных группах, среднее по раундам (GroupRank)' },
      pointwise: { name: 'По одному', hint: 'каждый фрагмент отдельно' },
    },
    cannotAnswer: (question) => `этот промпт на это не отвечает: вызов там ${question}`,
    fields: {
      size: 'Фрагментов в вызове',
      stride: 'Шаг',
      passes: 'Проходов по списку',
      cutoff: 'Место, которое надо превзойти',
      children: 'Фрагментов против одного',
      top: 'Сколько мест найти',
      groupSize: 'Фрагментов в группе',
      tournaments: 'Турниров',
      rounds: 'Раундов',
    },
    range: ({ least, most }) => `от ${ru.number(least)} до ${ru.number(most)}`,
    sort: 'Сортировка',
    sorts: { heap: 'кучей', bubble: 'пузырьком', all: 'все пары' },
    bars: {
      'no-thought': 'у этого промпта нет мысли',
      'other-labels': 'этот промпт не называет фрагменты как [1], цитаты к ним не привязать',
      scores: 'оценки нельзя прочитать по первому токену',
      free: 'свободную мысль нельзя ни продолжить, ни остановить',
      unwritten: 'в этом режиме ничего не пишется',
      'not-an-order': 'этот промпт не запрашивает порядок',
    },
    heldHint: 'только ответ в форме этого промпта',
    yesHint: 'ничего не пишется: оценку даёт вероятность «да» против «нет»',
    parser: 'Чтение свободных ответов',
    parserOurs: 'Наше: обо всех исправлениях сказано',
    parserOwn: (name) => `Как в ${name}, с её запасными правилами и ловушками`,
    parserHint: 'нужно только свободному ответу',
    more: 'Больше токенов ради лучшего порядка',
    samples: { name: 'Выборок', hint: 'сколько раз задаётся каждый вызов, каждый раз в другом порядке; затем сводятся в один' },
    fuse: 'Сводятся по',
    fuseRules: {
      borda: 'Борда (средний ранг)',
      kemeny: 'Кемени (меньше всего разногласий)',
      'reciprocal-rank': 'обратному рангу',
    },
    waits: { name: 'Метки «Wait» (игрушка)', hint: 'продолжает законченную мысль словом «Wait»; в Rank1 это вредило' },
    earlyStop: { name: 'Закрывать мысль раньше', hint: 'когда порядок её первых фрагментов перестал меняться' },
    stopBy: 'Порядок по',
    stopRules: { mentions: 'первому упоминанию в мысли', beliefs: 'вероятностям, которые узнаются после каждого предложения' },
    stopSentences: 'Столько предложений',
    stopTop: 'Сколько фрагментов',
    instantOrder: { name: 'Сначала мгновенный порядок', hint: 'до мысли показывает порядок по первому токену (FIRST)' },
  },
  zh: {
    prompt: '提示词',
    own: (title) => `模型自带（${title}）`,
    published: '已发表与内置',
    yours: '您的',
    asks: {
      order: '要求排序',
      best: '要求选出最佳',
      select: '要求选出最佳的几个',
      relevance: '一次只问一个段落',
      scores: '要求打分',
    },
    source: '来源',
    trainedFor: (models) => `为 ${models} 而作。`,
    anyInstruct: '适用于任何指令模型。',
    notTrained: '这个模型没有用这个提示词训练过：该系统公布的质量在此不作数。',
    fallback: '读不出回答时，该系统的做法',
    cut: ({ most, unit, best }) =>
      `每个段落保留 ${{ words: zh.words(most), characters: `${zh.number(most)} 个字符`, tokens: zh.tokens(most) }[unit]}，${best ? '取最接近查询的部分' : '从开头算起'}。`,
    showPrompt: '实际发送的提示词',
    publishedThought: (tokens) => `发表时思考最多 ${zh.tokens(tokens)}。`,
    publishedSampling: ({ temperature, topP, topK }) =>
      `发表时温度 ${zh.fixed(temperature, 1)}，top-p ${zh.fixed(topP, 2)}${topK === 0 ? '' : `，top-k ${zh.number(topK)}`}。`,
    takePublished: '采用其思考预算和温度',
    topIgnored: '这里不使用 top-p 和 top-k。',
    temperature: { name: '温度', hint: '0 表示总取最可能的词元；从 0 到 2' },
    strategy: '策略',
    strategies: {
      single: { name: '一次调用', hint: '所有段落一起' },
      sliding: { name: '滑动窗口', hint: '从列表末尾到开头（RankGPT）' },
      'top-down': { name: '自上而下', hint: '开头只排一次；胜过其末位的段落加入（TDPart）' },
      setwise: { name: '成组比较', hint: '每次选出几个中最好的，直到前几位确定' },
      pairwise: { name: '两两比较', hint: '每次两个，正反各问一次；两次都胜才算胜（PRP）' },
      tournament: { name: '锦标赛', hint: '每组最好的晋级；多场积分相加（TourRank）' },
      groupwise: { name: '分组打分', hint: '在打乱的分组中打分，多轮取平均（GroupRank）' },
      pointwise: { name: '逐个判断', hint: '每个段落单独判断' },
    },
    cannotAnswer: (question) => `这个提示词回答不了：那里的调用${question}`,
    fields: {
      size: '每次调用的段落数',
      stride: '步长',
      passes: '遍历次数',
      cutoff: '要超过的名次',
      children: '与一个相比的段落数',
      top: '要找出的名次数',
      groupSize: '每组段落数',
      tournaments: '锦标赛场数',
      rounds: '轮数',
    },
    range: ({ least, most }) => `从 ${zh.number(least)} 到 ${zh.number(most)}`,
    sort: '排序方式',
    sorts: { heap: '堆', bubble: '冒泡', all: '所有配对' },
    bars: {
      'no-thought': '这个提示词没有思考',
      'other-labels': '这个提示词不以 [1] 称呼段落，引文无法与其绑定',
      scores: '分数无法从首个词元读出',
      free: '自由思考既不能续写也不能停止',
      unwritten: '这种回答方式不写任何内容',
      'not-an-order': '这个提示词不要求排序',
    },
    heldHint: '只给提示词所要求形式的回答',
    yesHint: '不写任何内容：由“是”相对于“否”的可能性给出分数',
    parser: '自由回答的读法',
    parserOurs: '我们的：所有修复都会说明',
    parserOwn: (name) => `${name} 的读法，连同它的补救规则和陷阱`,
    parserHint: '只有自由回答需要',
    more: '用更多词元换取更好的顺序',
    samples: { name: '采样次数', hint: '每次调用问几遍，每遍换一种顺序，最后融合为一' },
    fuse: '融合规则',
    fuseRules: { borda: 'Borda（平均名次）', kemeny: 'Kemeny（分歧最少）', 'reciprocal-rank': '倒数名次' },
    waits: { name: '“Wait”标记（玩具）', hint: '用“Wait”让已结束的思考继续；Rank1 发现这有害' },
    earlyStop: { name: '提前结束思考', hint: '当其前几个段落的顺序不再变化时' },
    stopBy: '顺序依据',
    stopRules: { mentions: '思考中首次提到的先后', beliefs: '每句之后询问的可能性' },
    stopSentences: '持续的句数',
    stopTop: '观察的段落数',
    instantOrder: { name: '先给即时顺序', hint: '思考开始前先显示首个词元给出的顺序（FIRST）' },
  },
};

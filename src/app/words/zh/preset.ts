import type { PresetFileFault, PresetNote } from '../../../core/preset/problem.ts';
import type * as en from '../en/preset.ts';
import { counted, format } from './format.ts';
import { jsonProblem } from './logs.ts';
import { method } from './method.ts';

export const preset: typeof en.preset = {
  copy: '制作可编辑的副本',
  copyTitle: (title) => `${title}（副本）`,
  edit: '编辑',
  remove: '删除',
  removed: (title) => `已删除：“${title}”。`,
  undo: '撤销',
  save: '保存这个提示词',
  saveJson: '存为 JSON',
  saveYaml: '存为 RankLLM YAML',
  open: '打开提示词文件',
  openHint: '此处保存的 JSON，或 RankLLM 模板（YAML）',
  editing: (title) => `编辑：${title}`,
  close: '完成',
  sound: '没有问题。',
  problems: counted({ other: '# 个问题' }),
  lastSound: '运行使用最后一个没有问题的版本。这里写下的内容会保留。',
  refused: (name) => `无法将“${name}”读作提示词。`,
  opened: (title) => `“${title}”已加入您的提示词。`,
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
  message: (number) => `消息 ${format.number(number)}`,
  addMessage: '添加消息',
  removeMessage: '移除这条消息',
  asText: '精确内容',
};

const { number } = format;
/** A text of the file within a sentence, which may run in the other direction. */
const set = (text: string): string => `\u2068${text}\u2069`;
const inBraces = (names: readonly string[]): string => names.map((name) => set(`{${name}}`)).join('、');
const listed = (words: readonly string[]): string => words.map(set).join('、');

function problem(fault: PresetFileFault): string {
  const { path: at = '' } = fault as { readonly path?: string };
  const path = at === '' ? '提示词' : set(at);
  switch (fault.code) {
    case 'not-text':
      return `${path} 必须是文本。请放在双引号中。`;
    case 'not-a-number':
      return `${path} 必须是数字。请不加引号书写。`;
    case 'not-true-or-false':
      return `${path} 必须是 JSON 的真或假值。请不加引号书写。`;
    case 'not-a-list':
      return `${path} 必须是列表。请放在方括号中。`;
    case 'not-an-object':
      return `${path} 必须是一组字段。请放在花括号中。`;
    case 'not-one-of':
      return `${path} 必须是以下之一：${listed(fault.among)}。请将其中一个写在双引号中。`;
    case 'missing-field':
      return `缺少 ${path}。请补上。`;
    case 'unknown-field':
      return `这里不认识 ${path}。请改正名称或删除它。`;
    case 'empty':
      return `${path} 为空。请写入内容。`;
    case 'bad-id':
      return '标识只能包含字母、数字、点、连字符和下划线。请去掉其余字符。';
    case 'out-of-range': {
      const { kind, found, least, most, above } = fault;
      const from = above === true ? `大于 ${number(least)}` : `至少 ${number(least)}`;
      const range = most === null ? from : `${from}，最多 ${number(most)}`;
      return `${path} 必须是${kind === 'whole' ? '整数' : '数'}，${range}。请修改 ${number(found)}。`;
    }
    case 'unknown-name':
      return `${set(`{${fault.name}}`)} 在 ${path} 中没有意义。请用 ${inBraces(fault.known)} 之一，或去掉它。`;
    case 'not-once':
      return `${path} 中 ${set(`{${fault.name}}`)} 应出现一次，实际 ${number(fault.times)} 次。请改正。`;
    case 'no-query':
      return '没有消息包含 {query}。请把它放在查询的位置。';
    case 'no-passages':
      return '没有消息显示段落。请在一条消息中放入 {passages}，或在为每个段落重复的消息中放入 {text}。';
    case 'no-take':
      return '没有消息说明要选几个。请在一条消息中放入 {take}。';
    case 'passages-repeated':
      return `段落显示了 ${number(fault.times)} 次。请只保留一个 {passages} 或一个 {text}。`;
    case 'needless-take':
      return `${method.asks[fault.question]}的提示词没有要选的数目。请去掉 {take}。`;
    case 'no-identifier':
      return '段落显示时没有 {identifier}，回答无法指明它们。请把它放在 {text} 之前。';
    case 'no-message':
      return '没有消息。请添加一条用户消息。';
    case 'system-not-first':
      return '只有显示一次的第一条消息可以是系统消息。请改为用户消息。';
    case 'last-not-user':
      return '最后一条消息必须来自用户，由模型回答。回答的开头另有专门的栏位。';
    case 'completion-turns':
      return '纯文本是只显示一次的一条消息。请合并消息，或选择对话。';
    case 'best-needs-words':
      return '最接近查询的部分只能按词查找。请按词计数，或保留开头。';
    case 'equal-tags':
      return '思考的开始和结束标记相同，无法辨认结尾。请用不同的文本。';
    case 'other-answer':
      return `${method.asks[fault.question]}的提示词以${fault.among.map((type) => preset.answers[type]).join('或')}回答，而不是${preset.answers[fault.found]}。请修改形式或问题。`;
    case 'other-strategy':
      return `${method.asks[fault.question]}的提示词不能用于“${method.strategies[fault.found].name}”策略。请选择：${fault.among.map((type) => method.strategies[type].name).join('、')}。`;
    case 'bare-labels':
      return 'JSON 回答中的标签在数字旁需要文字。请在前后写上 [ 和 ]。';
    case 'tie-is-separator':
      return '并列标签之间必须是另一段文本。请修改，或选择没有并列的形式。';
    case 'words-alike':
      return '两个词中一个以另一个开头，无法区分。请用两个不同的词。';
    case 'range-reversed':
      return '最大数必须大于最小数。请修改其中一个。';
    case 'passages-endless':
      return '分数在每段末尾读出：请把所有段落放进一条消息，每段（包括最后一段）后面都写上分隔符。';
    case 'two-tokens':
      return '分数在两个不同的词元之间读出。请写两个，且不要相同。';
    case 'too-many-letters':
      return `字母只能指明 ${number(fault.most)} 个段落，而一次显示 ${number(fault.shown)} 个。请少显示一些，或改用数字。`;
    case 'too-large':
      return `提示词文件最多 ${format.bytes(fault.most)}，而这个文件有 ${format.bytes(fault.bytes)}。请打开提示词本身；要排序的文本请放入输入区。`;
    case 'not-json':
      return `${jsonProblem(fault.problem)}请改正这一行。`;
    case 'not-yaml':
      return `这不是 YAML：${set(fault.reason)}。请改正这一行。`;
    case 'not-a-template':
      return `模板是带文本的名称列表。请以此开头：${set(fault.begin)}。`;
    case 'section-name':
      return '部分的名称必须是文本。请改正。';
    case 'section-not-text':
      return `部分 ${set(fault.section)} 必须是文本。请放在双引号中，或写在 | 之后。`;
    case 'no-section':
      return `缺少部分 ${set(fault.section)}。请补上：它显示一个段落。`;
    case 'no-method':
      return `缺少指明方法的部分。请补上其中之一：${listed(fault.known)}。`;
    case 'other-method':
      return `方法 ${set(fault.method)} 在这里没有对应。可以读取：${listed(fault.known)}。`;
    case 'nothing-filled':
      return `RankLLM 不在部分 ${set(fault.section)} 中填入内容；花括号中的这个词在这里会成为名称。请去掉花括号。`;
    case 'no-counterpart':
      return `部分 ${set(fault.section)} 中的 ${set(`{${fault.name}}`)} 没有对应。${fault.known.length === 0 ? '那里不填入名称：请去掉它。' : `请用 ${inBraces(fault.known)}，或将花括号写两遍。`}`;
    case 'single-brace':
      return `部分 ${set(fault.section)} 中单独的 ${set(fault.brace)} 不合格式。请写两遍。`;
    case 'doubled-braces':
      return `部分 ${set(fault.section)} 中词外的双花括号在这里会被填入。请去掉花括号。`;
    case 'preset':
      return problem(fault.problem);
  }
}

function note(found: PresetNote): string {
  switch (found.code) {
    case 'section-left-out':
      return `部分 ${set(found.section)} 已略去：这里没有对应。`;
    case 'rank-llm-defaults':
      return '取自 RankLLM 的默认值：每段 300 词，窗口 20、步长 10，温度 0，不思考。';
    case 'bucket-for-score':
      return '初排分数以 0 到 9 的档位显示，而不是三位小数。';
    case 'yes-no-assumed':
      return '假定回答为是或否：逐个判断的模板没有说明。';
    case 'answer-assumed':
      return '无法从两个表达式读出回答的形式；假定为 [2] > [1]。';
    case 'plain-text':
      return 'RankLLM 的模板是对话；这个提示词是续写的纯文本。';
    case 'other-question':
      return `RankLLM 的模板要求完整排序或询问单个段落；这个提示词${method.asks[found.question]}。`;
    case 'more-messages':
      return 'RankLLM 的单轮模板除系统消息外只有一条消息；这个提示词更多。';
    case 'other-turns':
      return 'RankLLM 的多轮模板是：段落之前用户和助手各一条，每个段落用户和助手各一条，最后一条来自用户。这个提示词的轮次不同。';
    case 'other-pointwise':
      return 'RankLLM 的逐个判断模板用一条消息显示一个段落；这个提示词形式不同。';
    case 'passages-not-once':
      return '段落没有在一条消息中显示一次，而 RankLLM 的模板需要如此。';
    case 'left-out':
      return '因模板中没有位置而略去：名称、来源、模型、策略、采样、读不出回答时的做法。';
    case 'ties-plain':
      return 'RankLLM 把并列读作普通顺序。';
    case 'words-unsaid':
      return 'RankLLM 的逐个判断模板不说明用哪两个词回答。';
    case 'score-for-bucket':
      return 'RankLLM 写出初排分数本身，而不是 0 到 9 的档位：那里是 {score}。';
    case 'separator-at-end':
      return 'RankLLM 在最后一个段落之后也写分隔符；这个提示词那里没有。';
    case 'system-as-it-is':
      return 'RankLLM 不在系统消息中填入内容：花括号中的名称保持原样。';
    case 'thought-tokens':
      return `思考预算（${format.tokens(found.tokens)}）在启动 RankLLM 时设定。`;
    case 'other-cut':
      return `RankLLM 默认保留每段开头 300 词。这个提示词不同：${method.cut({ ...found, best: found.from === 'best' })}`;
    case 'always-brackets':
      return 'RankLLM 在查询和段落中总把 [3] 写作 (3)，此外不作改动。';
    case 'title-form':
      return `RankLLM 这样写标题：${set(found.form)}。`;
    case 'no-prefill':
      return '模板不能替模型开始回答：回答的开头已略去。';
    case 'no-prior-weight':
      return '初排在选择标签时的权重已略去。';
    case 'no-reading-scores':
      return '段落末尾读出的分数已略去。';
    case 'no-separator':
      return '段落之间没有分隔符。';
  }
}

export const presetFaults: typeof en.presetFaults = { problem, note };

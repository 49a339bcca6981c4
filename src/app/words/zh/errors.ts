import type * as en from '../en/errors.ts';

export const errors: typeof en.errors = {
  'no-webgpu': {
    title: '此浏览器没有 WebGPU',
    what: 'Glassrank 通过 WebGPU 在图形处理器上运行模型，而此浏览器在这里不提供 WebGPU。',
    next: '请用 Chrome 或 Edge 121 及以上、Safari 26、Firefox 141 及以上打开本页。WebGPU 还要求安全地址：https 或 localhost。',
  },
  'no-adapter': {
    title: '没有可用的图形处理器',
    what: '浏览器有 WebGPU，但没有给出适配器。硬件加速被关闭或驱动在屏蔽名单上时会这样。',
    next: '请在浏览器的系统设置中打开图形加速，更新显卡驱动，然后重新加载本页。',
  },
  'device-too-small': {
    title: '此图形处理器不足以运行该模型',
    what: '它的缓冲区或绑定上限低于模型所需。',
    next: '如有更小的模型请选用，或在图形处理器更强的电脑上打开本页。',
  },
  'gpu-lost': {
    title: '图形处理器已丢失',
    what: '系统收回了它：驱动重启、休眠，或其他程序负载过重。',
    next: '请重新加载模型（来自本浏览器的缓存）并再次排序。已确定的窗口保留在下方。',
  },
  'out-of-memory': {
    title: '显存不足',
    what: '模型及其工作内存与其他已打开的内容放不下。',
    next: '请关闭其他占用图形资源的标签页和程序，或在设置中减小窗口，然后再次排序。',
  },
  'model-missing': {
    title: '模型文件不存在',
    what: '提供本页的服务器上没有这个模型。',
    next: '请选择其他模型，或把模型文件夹放到服务器的 models/ 下再试。',
  },
  'download-failed': {
    title: '下载中断',
    what: '模型的一个文件没有完整到达。已到达的文件会保留。',
    next: '请确认服务器可以访问，然后重试：只会获取缺少的部分。',
  },
  'download-silent': {
    title: '下载停住了',
    what: '服务器有回应，但半分钟内没有任何数据到达。已完整到达的文件会保留。',
    next: '请检查网络连接后重试：只会获取缺少的部分。',
  },
  'bad-hash': {
    title: '有一个模型文件不符',
    what: '它的校验和与构建本页时记录的不同，因此没有使用。',
    next: '请重新加载本页以取得匹配的版本，然后再试。若仍如此，则服务器上的副本已损坏。',
  },
  quota: {
    title: '浏览器没有空间存放模型',
    what: '浏览器分给本站的存储空间已满。',
    next: '请腾出一些磁盘空间，或在浏览器设置中清除其他网站的数据，然后重试。',
  },
  'worker-lost': {
    title: '引擎停止响应',
    what: '运行模型的后台线程已结束。',
    next: '请重新启动：模型来自本浏览器的缓存。已确定的窗口保留在下方。',
  },
  'context-overflow': {
    title: '一个窗口超出了模型的上下文',
    what: '即使每个段落只留几个词，一个窗口的段落对模型来说词元仍然过多。',
    next: '请在设置中减小窗口或降低思考预算，然后再次排序。',
  },
  'engine-failed': {
    title: '引擎出错',
    what: '引擎内部出了问题，本页没有更确切的名称。',
    next: '请再试一次。如果再次发生，下方的技术信息会显示引擎的报告。',
  },
  'no-server': {
    title: '没有连接服务器',
    what: '模型在服务器上运行，而服务器还没有选定。',
    next: '请在“服务器”处填写其地址，然后点“连接”。',
  },
  'server-unreachable': {
    title: '服务器没有应答',
    what: '该地址没有程序在监听，或者通路被阻断。',
    next: '请确认服务器已启动、地址和端口正确，然后重试。https 页面只能连接 https 和 localhost。',
  },
  'cors-refused': {
    title: '服务器不与本页面通信',
    what: '服务器在，但它不允许来自本页地址的页面读取其回答（CORS）。',
    next: '请让服务器允许本页的地址：docs/SERVER.md 写有 vLLM 和 llama.cpp 的选项。',
  },
  'no-api': {
    title: '该地址没有与 OpenAI 兼容的 API',
    what: '有程序应答，但不像模型服务器。',
    next: '请填写到 /v1 为止的地址，例如 http://localhost:8000/v1，并确认它属于模型服务器。',
  },
  unauthorised: {
    title: '服务器要求另一把密钥',
    what: '它拒绝了密钥，或者没有给出密钥。',
    next: '请填写启动服务器时所用的密钥，或其所有者给您的密钥。',
  },
  'model-not-served': {
    title: '服务器不提供这个模型',
    what: '它的列表里没有这个名称。',
    next: '请选择技术信息行中的一个名称，或用这个模型启动服务器。',
  },
  'server-busy': {
    title: '服务器太忙',
    what: '它要求等待的次数超过了约定。',
    next: '请稍后重试，或减少同时的请求。',
  },
  'server-silent': {
    title: '服务器没有动静',
    what: '它收下了问题，却在约定的时间内什么也没有发来。',
    next: '请重试。如果模型很大或提示很长，请放宽时间。',
  },
  'server-broke-off': {
    title: '回答中断了',
    what: '服务器还没有说完，连接就结束了。已经完成的窗口都保留着。',
    next: '请重试。如果经常发生，请查看服务器日志和途中的代理。',
  },
  'server-failed': {
    title: '服务器报告故障',
    what: '它无法回答这个问题；它的原话在技术信息行。',
    next: '请重试。如果仍然如此，服务器自己的日志会说明原因。',
  },
  'server-unheld': {
    title: '服务器没有遵守回答的格式',
    what: '给了它语法，它却写出了语法禁止的内容，因此它的顺序不可信。',
    next: '请在设置中选择自由回答，或使用接受语法的服务器（llama.cpp、vLLM）。',
  },
  'stored-damaged': {
    title: '已存储的模型文件损坏',
    what: '技术信息中指出的文件与存储时不同，因此没有使用。其余文件完好。',
    next: '请打开“模型”页（models.html）并按“检查并修复”：只会重新获取这一个文件。',
  },
  'not-a-model': {
    title: '这里没有模型',
    what: '编译好的模型应有 mlc-chat-config.json、params_shard_*.bin 权重和分词器。这里没有。',
    next: '请给出含有 mlc-chat-config.json 的文件夹或地址。原始权重需先编译：见 docs/MODELS.md。',
  },
  'unknown-architecture': {
    title: '这里不认识这种模型',
    what: '它的配置写着一种引擎没有对应库的架构。',
    next: '请从列表中选择模型，或选 Llama、Qwen、Mistral、Gemma、Phi 类的模型。',
  },
  'model-incomplete': {
    title: '模型缺少一个文件，或文件长度不对',
    what: '模型自己的清单里有它；技术信息写明是哪个文件。',
    next: '若文件夹是复制来的，请重新完整复制。若在服务器上，请告知放置它的人。',
  },
  'wrong-tokenizer': {
    title: '分词器属于另一个模型',
    what: '它的词表与权重不符，任何回答都会是乱码。',
    next: '请使用与权重同一模型的 tokenizer.json。',
  },
  'no-library': {
    title: '模型没有编译好的库',
    what: '只有权重无法运行：还需要 WebGPU 库（.wasm），而文件夹和列表里都没有。',
    next: '请编译它（命令见 docs/MODELS.md），把 .wasm 放在权重旁边。',
  },
  'hash-differs': {
    title: '下载的文件与来源所说不符',
    what: '校验和两次都不同，因此没有保留。其他文件已保留。',
    next: '请稍后重试：只会获取这一个文件。若仍如此，来源处的副本已损坏或被更改。',
  },
  'web-page-instead': {
    title: '收到的是网页而不是文件',
    what: '需要登录的网络和不存在的地址会这样。',
    next: '请登录网络或检查地址，然后再按一次：已有的部分会保留。',
  },
  'source-closed': {
    title: '该主机不允许本页面读取其文件',
    what: '它有回应，但没有给出浏览器要求的许可（CORS）。',
    next: '请用其他程序下载该文件夹并在此打开，或让主机发送 Access-Control-Allow-Origin。',
  },
  'source-private': {
    title: '该主机只向已登录者提供这些文件',
    what: '它的回应是拒绝访问。本页面从不索要密码。',
    next: '请在该主机接受模型条款，用它自己的程序下载文件夹，再在此打开。',
  },
  'bad-address': {
    title: '这个地址不能用',
    what: '模型地址以 https:// 开头，本机（localhost）可用 http://。',
    next: '请复制模型页面的地址，例如 https://huggingface.co/mlc-ai/Qwen3-0.6B-q4f16_1-MLC。',
  },
  'no-space': {
    title: '空间不足以存放此模型',
    what: '浏览器给本站的空间小于模型所需；两个数字见技术信息。',
    next: '请释放磁盘空间、删除已存储的模型，或选择更小的模型。没有下载任何内容。',
  },
  'no-storage': {
    title: '此浏览器不为本页面保存任何内容',
    what: '无痕窗口、禁止站点数据，以及既非 https 也非 localhost 的页面会这样。',
    next: '请在普通窗口中通过 https 或 localhost 打开本页，并允许其保存数据。',
  },
  'unsupported-feature': {
    title: '此图形处理器缺少模型所需的功能',
    what: '模型的库使用了这里没有的 WebGPU 功能；技术信息写明其名称。',
    next: '若该功能是 shader-f16，请选择模型的 q4f32 版本；否则请选其他模型。',
  },
  'download-stopped': {
    title: '下载已停止',
    what: '已到达的部分会保留。',
    next: '再按一次即可从该处继续，或删除已有部分。',
  },
};

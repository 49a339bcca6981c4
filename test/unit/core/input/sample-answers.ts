// The same two passages, `alpha` and `beta`, as servers, search engines, vector stores and data sets write them.

/** Name, what is written, and the names and scores that it gives the passages `alpha` and `beta`. */
type Form = readonly [name: string, value: unknown, ids: readonly string[], scores?: readonly (number | undefined)[]];

export const ANSWERS: readonly Form[] = [
  [
    'text-embeddings-inference',
    [
      { index: 1, score: 0.9, text: 'alpha' },
      { index: 0, score: 0.2, text: 'beta' },
    ],
    ['1', '0'],
    [0.9, 0.2],
  ],
  [
    'Voyage',
    {
      object: 'list',
      data: [
        { relevance_score: 0.4, index: 3, document: 'alpha' },
        { relevance_score: 0.3, index: 1, document: 'beta' },
      ],
    },
    ['3', '1'],
    [0.4, 0.3],
  ],
  [
    'Vertex AI',
    {
      records: [
        { id: 'a', title: '', content: 'alpha', score: 0.9 },
        { id: 'b', content: 'beta', score: 0.1 },
      ],
    },
    ['a', 'b'],
    [0.9, 0.1],
  ],
  [
    'Elasticsearch',
    {
      took: 1,
      hits: {
        total: { value: 2 },
        hits: [
          { _index: 'i', _id: 'a', _score: 2.5, _source: { body: 'alpha' } },
          { _index: 'i', _id: 'b', _score: 1.5, _source: { body: 'beta' } },
        ],
      },
    },
    ['a', 'b'],
    [2.5, 1.5],
  ],
  [
    'hits alone',
    [
      { _id: 'a', _score: null, fields: { content: ['alpha'] } },
      { _id: 'b', _score: 1.5, _source: { content: 'beta' } },
    ],
    ['a', 'b'],
    [undefined, 1.5],
  ],
  [
    'Solr',
    {
      responseHeader: { params: { q: '*' } },
      response: {
        numFound: 2,
        docs: [
          { id: 'a', text: ['alpha'], score: 1.5 },
          { id: 'b', text: 'beta' },
        ],
      },
    },
    ['a', 'b'],
    [1.5, undefined],
  ],
  [
    'LlamaIndex',
    [
      { node: { id_: 'a', text: 'alpha', metadata: { file_name: 'x' } }, score: 0.9 },
      { node: { id_: 'b', text: 'beta' }, score: 0.8 },
    ],
    ['a', 'b'],
    [0.9, 0.8],
  ],
  [
    'LangChain, each file once',
    [
      { page_content: 'alpha', metadata: { source: 'a.txt' }, type: 'Document' },
      { page_content: 'beta', metadata: { source: 'b.txt' } },
    ],
    ['a.txt', 'b.txt'],
  ],
  [
    'LangChain, two of one file',
    [
      { page_content: 'alpha', metadata: { source: 'a.txt' } },
      { page_content: 'beta', metadata: { source: 'a.txt' } },
    ],
    ['p1', 'p2'],
  ],
  [
    'LangChain with scores',
    [
      [{ id: 'a', page_content: 'alpha', metadata: {} }, 0.9],
      [{ id: 'b', page_content: 'beta', metadata: {} }, 0.8],
    ],
    ['a', 'b'],
    [0.9, 0.8],
  ],
  [
    'Chroma, an answer',
    { ids: [['a', 'b']], distances: [[0.1, 0.2]], documents: [['alpha', 'beta']], metadatas: [[null, null]] },
    ['a', 'b'],
  ],
  [
    'Chroma, what it holds',
    { ids: ['a', 'b'], embeddings: null, documents: ['alpha', 'beta'], metadatas: [null, null] },
    ['a', 'b'],
  ],
  [
    'Qdrant',
    {
      result: [
        { id: 7, version: 0, score: 0.9, payload: { docno: 'a', text: 'alpha' } },
        { id: 8, version: 0, score: 0.8, payload: { docno: 'b', text: 'beta' } },
      ],
      status: 'ok',
    },
    ['a', 'b'],
    [0.9, 0.8],
  ],
  [
    'Qdrant’s points',
    {
      result: {
        points: [
          { id: 7, score: 0.9, payload: { text: 'alpha' } },
          { id: 8, score: 0.8, payload: { text: 'beta' } },
        ],
      },
    },
    ['7', '8'],
    [0.9, 0.8],
  ],
  [
    'Milvus',
    {
      data: [
        [
          { id: 'a', distance: 0.9, entity: { text: 'alpha' } },
          { id: 'b', distance: 0.8, entity: { text: 'beta' } },
        ],
      ],
    },
    ['a', 'b'],
  ],
  [
    'Azure',
    {
      value: [
        { '@search.score': 1.5, id: 'a', content: 'alpha' },
        { '@search.score': 1.25, id: 'b', content: 'beta' },
      ],
    },
    ['a', 'b'],
    [1.5, 1.25],
  ],
  [
    'Typesense',
    {
      found: 2,
      hits: [
        { document: { id: 'a', text: 'alpha' }, text_match: 12 },
        { document: { id: 'b', text: 'beta' }, text_match: 11 },
      ],
    },
    ['a', 'b'],
    [12, 11],
  ],
  [
    'Algolia',
    {
      hits: [
        { objectID: 'a', content: 'alpha' },
        { objectID: 'b', content: 'beta' },
      ],
    },
    ['a', 'b'],
  ],
  [
    'Pinecone',
    {
      matches: [
        { id: 'a', score: 0.9, metadata: { text: 'alpha' } },
        { id: 'b', score: 0.8, metadata: { text: 'beta' } },
      ],
      namespace: '',
    },
    ['a', 'b'],
    [0.9, 0.8],
  ],
  [
    'Weaviate',
    {
      data: {
        Get: {
          Article: [
            { content: 'alpha', _additional: { id: 'a', score: '0.5' } },
            { content: 'beta', _additional: { id: 'b' } },
          ],
        },
      },
    },
    ['a', 'b'],
    [0.5, undefined],
  ],
  [
    'an answer of a vector store',
    {
      search_query: ['x'],
      data: [
        { file_id: 'a', filename: 'x', score: 0.9, content: [{ type: 'text', text: 'alpha' }] },
        { file_id: 'b', filename: 'x', score: 0.8, content: [{ type: 'text', text: 'beta' }] },
      ],
    },
    ['a', 'b'],
    [0.9, 0.8],
  ],
  [
    'Bedrock’s retrieval',
    {
      retrievalResults: [
        { content: { text: 'alpha', type: 'TEXT' }, location: { s3Location: { uri: 'a' } }, score: 0.9 },
        { content: { text: 'beta', type: 'TEXT' }, location: {}, score: 0.8 },
      ],
    },
    ['p1', 'p2'],
    [0.9, 0.8],
  ],
  [
    'rows of the Hugging Face viewer',
    {
      features: [{ name: 'id' }],
      rows: [
        { row_idx: 0, row: { id: 'a', text: 'alpha' } },
        { row_idx: 1, row: { id: 'b', text: 'beta' } },
      ],
    },
    ['a', 'b'],
  ],
  ['columns', { id: ['a', 'b'], text: ['alpha', 'beta'] }, ['a', 'b']],
  ['pandas', { id: { 0: 'a', 1: 'b' }, text: { 0: 'alpha', 1: 'beta' } }, ['a', 'b']],
  [
    'pandas, split',
    {
      columns: ['id', 'text'],
      index: [0, 1],
      data: [
        ['a', 'alpha'],
        ['b', 'beta'],
      ],
    },
    ['a', 'b'],
  ],
  [
    'names without marks',
    [
      { docID: 'a', pageContent: 'alpha' },
      { docID: 'b', pageContent: 'beta' },
    ],
    ['a', 'b'],
  ],
  [
    'sentences',
    [
      { doc_id: 1, abstract: ['al', 'pha'] },
      { doc_id: 2, abstract: ['beta'] },
    ],
    ['1', '2'],
  ],
];

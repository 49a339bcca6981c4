import { describe, expect, it } from 'vitest';
import { fixture, grades, ids, paste, places, queries, texts } from './readings.ts';

describe('tables', () => {
  it('reads columns by their names, decimal commas, quoted line breaks and grades, and tells what is no number', () => {
    const reading = paste(fixture('input/semicolons.csv'));
    expect(reading.format).toBe('table');
    expect(reading.preview).toMatchObject({
      delimiter: ';',
      header: true,
      columns: ['id', 'title', 'passage', 'bm25', 'label'],
      rowCount: 2,
      mapping: { id: 0, title: 1, text: 2, score: 3, grade: 4, query: null, queryId: null },
    });
    expect(reading.request?.candidates).toEqual([
      { docId: '7', title: 'Rust; and water', text: 'Iron rusts.\nIt says "rust".', score: 12.5 },
      { docId: '8', text: 'Tides follow the moon.' },
    ]);
    expect(grades(reading)).toEqual({ q1: { 7: 2, 8: 0 } });
    expect(places(reading)).toEqual([[undefined, 4, 27, 'bad-number']]);
  });

  it('tells the place of the cell, behind quotes, line breaks within them and cells that are too many or too few', () => {
    const text = 'id,text,score\n1,"a, ""b""",high\n2,"c\nd",low\n3,,1\n4,e\n5,f,1,more\n6,"open,none\n';
    expect(places(paste(text, { format: 'table' }))).toEqual([
      [undefined, 2, 14, 'bad-number'],
      [undefined, 4, 4, 'bad-number'],
      [undefined, 5, 3, 'empty-passage'],
      [undefined, 6, 4, 'wrong-fields'],
      [undefined, 7, 7, 'wrong-fields'],
      [undefined, 8, 3, 'bad-quotes'],
      [undefined, 8, 9, 'bad-number'],
    ]);
  });

  it('makes one request per query where a column holds queries', () => {
    const reading = paste('query,passage\nwhy,"a, b"\nhow,c\nwhy,d\n');
    expect(queries(reading)).toEqual(['q1: why', 'q2: how']);
    expect(ids(reading)).toEqual([['p1', 'p2'], ['p1']]);
  });

  it('the person’s mapping, header and separator win', () => {
    const text = 'one|two\nthree|four\n';
    const reading = paste(text, { format: 'table', table: { delimiter: '|', header: false, mapping: { text: 1, id: 0 } } });
    expect(reading.request?.candidates).toEqual([
      { docId: 'one', text: 'two' },
      { docId: 'three', text: 'four' },
    ]);
    expect(reading.preview?.columns).toEqual(['', '']);
  });

  it('a column that does not exist is no crash: rows without it are left out', () => {
    expect(paste('id,text\n1,a\n', { table: { mapping: { text: 9 } } }).requests).toEqual([]);
  });

  it('prose with a comma on each line is no table', () => {
    expect(paste('Cats, dogs and more\nWater, earth and air\nOne, two and three').format).toBe('lines');
  });

  it('a quote that never closes costs its own line’s quoting only', () => {
    const reading = paste('id,text\n1,"open\n2,"good, text"\n3,plain\n');
    expect(ids(reading)).toEqual([['1', '2', '3']]);
    expect(texts(reading)).toEqual(['"open', 'good, text', 'plain']);
    expect(reading.problems).toMatchObject([{ line: 2, column: 3, code: 'bad-quotes' }]);
  });
});

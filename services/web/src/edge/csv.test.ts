import { describe, expect, it } from 'vitest'
import { csvOf } from './csv.ts'

describe('a CSV file', () => {
  it('begins with a byte order mark, and ends each row', () => {
    expect(csvOf([['Été', 7]])).toBe('\uFEFFÉté,7\r\n')
  })
  it('quotes what would break a row', () => {
    expect(csvOf([['a, b', 'say "hello"', 'two\nlines']])).toBe('\uFEFF"a, b","say ""hello""","two\nlines"\r\n')
  })
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1'])('keeps %j from being a formula', (text) => {
    const [first] = csvOf([[text]])
      .slice(1)
      .replace(/^"/, '')
    expect(first).toBe("'")
  })
  it('leaves numbers and plain text as they are', () => {
    expect(csvOf([[-5, 'a-b', '2026-11-02']])).toBe('\uFEFF-5,a-b,2026-11-02\r\n')
  })
})

import { describe, expect, it } from 'vitest'
import { normalizedName } from './name.ts'

describe('a name', () => {
  it.each([
    ['  Amal\tBenali\u00a0 ', 'Amal Benali'],
    ['Zoe\u0301', 'Zoé'],
    ['Amal\r\nBcc: all@evil.example', 'Amal Bcc: all@evil.example'],
    ['invoice\u202egnp.exe', 'invoicegnp.exe'],
    ['a\u0000b\u2028c', 'a b c'],
    ['أمل \u200fحدّاد', 'أمل حدّاد'],
  ])('%j is kept as %j', (given, kept) => {
    expect(normalizedName(given)).toBe(kept)
  })
  it.each(['O’Brien-N’Diaye', 'Nguyễn Thị Ánh', '👩🏽‍🏫 Joy', '李 小龍', '{{name}} %s <b>', 'x'.repeat(200)])('%s stays what it is', (name) => {
    expect(normalizedName(name)).toBe(name)
  })
})

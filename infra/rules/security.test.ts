import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const root = new URL('../../', import.meta.url)
const document = readFileSync(new URL('infra/security.md', root), 'utf8')
const rows = [...document.matchAll(/^\| (V\d+\.\d+\.\d+) \| ([12]) \| (met|\*\*not met\*\*|n\/a) \| (.+) \|$/gm)]
const tests = [...document.matchAll(/^(\d+)\. `(.+)`: (.+)$/gm)].map(([, number = '', path = '', name = '']) => ({ number, path, name }))

describe('the list of security requirements', () => {
  it('has each of the 70 of level 1 and the 183 of level 2 once, with a reason', () => {
    const ofLevel = (wanted: string) => rows.filter(([, , level]) => level === wanted).length
    expect([ofLevel('1'), ofLevel('2')]).toEqual([70, 183])
    expect(new Set(rows.map(([, id]) => id)).size).toBe(253)
    for (const [, id, , , why = ''] of rows) expect({ id, why: why.trim().length > 2 }).toEqual({ id, why: true })
  })

  it.each(tests)('names tests that exist: $path: $name', ({ path, name }) => {
    const url = new URL(path, root)
    expect(existsSync(url)).toBe(true)
    expect(readFileSync(url, 'utf8')).toContain(name)
  })

  it('points to no test that it does not name', () => {
    const pointed = new Set(rows.flatMap(([, , , , why = '']) => [...why.matchAll(/\[(\d+)\]/g)].map(([, number]) => number)))
    expect([...pointed].sort()).toEqual(tests.map(({ number }) => number).sort())
  })
})

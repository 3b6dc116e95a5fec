import { describe, expect, test } from 'vitest'
import { mixed } from './mixing.ts'

const same = (id: string) => id

describe('mixing', () => {
  test('follows from the ids: again, and in the other language, it is the same', () => {
    const english = ['lock', 'call', 'change'].map((itemId) => ({ itemId, text: `${itemId}, in English` }))
    const french = english.map(({ itemId }) => ({ itemId, text: `${itemId}, en français` }))
    const ids = (items: typeof english) => mixed('a-lost-phone', items, ({ itemId }) => itemId).map(({ itemId }) => itemId)
    expect(ids(english)).toEqual(ids(english))
    expect(ids(french)).toEqual(ids(english))
  })

  test('loses nothing, and is never the right order', () => {
    for (let length = 3; length <= 6; length++) {
      const items = Array.from({ length }, (_, index) => `item-${index}`)
      for (let card = 0; card < 500; card++) {
        const order = mixed(`card-${card}`, items, same)
        expect(order).not.toEqual(items)
        expect([...order].sort()).toEqual(items)
      }
    }
  })

  test('differs from card to card', () => {
    const items = ['one', 'two', 'three', 'four']
    expect(new Set(['a', 'b', 'c', 'd', 'e'].map((cardId) => mixed(cardId, items, same).join())).size).toBeGreaterThan(1)
  })
})

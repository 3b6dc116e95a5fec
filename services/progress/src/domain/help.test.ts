import { describe, expect, it } from 'vitest'
import { mayAnswer } from './help.ts'

const toCarla = { personId: 'amal', championId: 'carla' }

describe('a question', () => {
  it('is answered by the champion it is for', () => {
    expect(mayAnswer(toCarla, 'carla', true)).toBe(true)
    expect(mayAnswer(toCarla, 'denis', true)).toBe(false)
  })
  it('is answered by any champion where it names none, or one who is no champion any more', () => {
    expect(mayAnswer({ ...toCarla, championId: null }, 'denis', false)).toBe(true)
    expect(mayAnswer(toCarla, 'denis', false)).toBe(true)
  })
  it('is never answered by who asked', () => {
    expect(mayAnswer({ ...toCarla, championId: null }, 'amal', false)).toBe(false)
  })
})

import { describe, expect, test } from 'vitest'
import { resultOfChoices, resultOfPlaces } from './judging.ts'

const options = (chosen: readonly string[]) => ['a', 'b', 'c'].map((id) => ({ right: id !== 'c', chosen: chosen.includes(id) }))

describe('what the chosen ones are together', () => {
  test.each([
    [['a', 'b'], 'right'],
    [['a'], 'partly'],
    [['a', 'c'], 'partly'],
    [['a', 'b', 'c'], 'partly'],
    [['c'], 'not'],
  ] as const)('of several, %j is %s', (chosen, result) => {
    expect(resultOfChoices(options(chosen), true)).toBe(result)
  })

  test.each([
    [['a'], 'right'],
    [['b'], 'right'],
    [['c'], 'not'],
  ] as const)('where one is chosen, %j is %s', (chosen, result) => {
    expect(resultOfChoices(options(chosen), false)).toBe(result)
  })
})

describe('how much is where it belongs', () => {
  test.each([
    [[true, true, true], 'right'],
    [[true, false, false], 'partly'],
    [[false, false, false], 'not'],
  ] as const)('%j is %s', (inPlace, result) => {
    expect(resultOfPlaces(inPlace)).toBe(result)
  })
})

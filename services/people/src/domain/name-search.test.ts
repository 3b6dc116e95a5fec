import { describe, expect, it } from 'vitest'
import { searchedWords } from './name-search.ts'

describe('what is looked for in names', () => {
  it.each([
    ['Benali, Amal', ['benali', 'amal']],
    ['  ÉLOÏSE  ', ['eloise']],
    ['Marie-Ève', ['marie', 'eve']],
    ['D’Souza', ["d'souza"]],
    ['Lœwen', ['loewen']],
    ['محمد', ['محمد']],
    ['\u0000%_\\', ['%_\\']],
    [' , ', []],
    ['', []],
  ])('%j', (typed, words) => {
    expect(searchedWords(typed)).toEqual(words)
  })
})

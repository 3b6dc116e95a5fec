import { expect, test } from 'vitest'
import { typesetEnglish, typesetFrench, typesetHalf, typesetYaml } from './typeset.ts'

test('French gets the no-break spaces that Canada uses, and curly apostrophes', () => {
  expect(typesetFrench("Qu'est-ce qui aide ? « Un mot : oui » ; c'est tout")).toBe('Qu’est-ce qui aide? «\u00a0Un mot\u00a0: oui\u00a0»; c’est tout')
})

test('French numbers stay with their units, and titles with their names', () => {
  expect(typesetFrench('1 900 $ à 13 h 30, dit M. Haile')).toBe('1\u00a0900\u00a0$ à 13\u00a0h\u00a030, dit M.\u00a0Haile')
})

test('narrow spaces before ; ? and ! go, and a sign that is quoted keeps its own', () => {
  expect(typesetFrench('Seul\u202f? Oui\u202f! Le bouton « ? »\u00a0; puis')).toBe('Seul? Oui! Le bouton «\u00a0?\u00a0»; puis')
})

test('typesetting twice is typesetting once', () => {
  const once = typesetFrench("« Est-ce l'heure ? »")
  expect(typesetFrench(once)).toBe(once)
})

test('addresses and ids keep their characters', () => {
  const text = "[l'aide](https://example.org/a?b='c') {#l-aide}"
  expect(typesetFrench(text)).toBe("[l’aide](https://example.org/a?b='c') {#l-aide}")
})

test('English gets curly quotes and apostrophes', () => {
  expect(typesetEnglish('"Nobody\'s here," she said. "Call later."')).toBe('“Nobody’s here,” she said. “Call later.”')
})

test('the stamp and the keys of front matter are left alone', () => {
  expect(typesetHalf("---\ntitle: L'accès\nwrittenAgainst: 'a1'\n---\n", 'fr')).toBe("---\ntitle: L’accès\nwrittenAgainst: 'a1'\n---\n")
})

test('YAML is typeset line by line, in the language of the line', () => {
  expect(typesetYaml("digcomp: ['4.2']\n    en: Nobody's\n    fr: L'accès ?\n")).toBe("digcomp: ['4.2']\n    en: Nobody’s\n    fr: L’accès?\n")
})

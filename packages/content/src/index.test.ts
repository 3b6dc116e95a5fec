import { expect, test } from 'vitest'
import { check } from './check.ts'
import { contentDirectory, loadLibrary } from './index.ts'

const library = await loadLibrary()

test('the starter library passes its own gate', async () => {
  expect(await check(contentDirectory, '2026-12-04')).toEqual([])
})

test('both languages of a course have the same cards, kinds and choices', () => {
  const outline = (cards: (typeof library.courses)[number]['en']['cards']) =>
    cards.map((card) => [
      card.cardId,
      card.kind,
      'choices' in card
        ? card.choices.map(({ choiceId, right }) => [choiceId, right])
        : 'items' in card
          ? card.items.length
          : 'cards' in card
            ? card.cards.length
            : 0,
    ])
  for (const { en, fr } of library.courses) expect(outline(fr.cards)).toEqual(outline(en.cards))
})

test('someone in settlement who says “with some help” to everything has three to five courses to take', () => {
  const floor = library.floors.find(({ roleProfile }) => roleProfile === 'settlement-worker')
  const gaps = floor?.levels.filter(({ level }) => level > 2).map(({ competencyId }) => competencyId) ?? []
  const closing = library.courses.filter(({ competencyId, fromLevel }) => fromLevel === 2 && gaps.includes(competencyId))
  expect(new Set(closing.map(({ competencyId }) => competencyId))).toEqual(new Set(gaps))
  expect(closing.length).toBeGreaterThanOrEqual(3)
  expect(closing.length).toBeLessThanOrEqual(5)
})

test('only the champion path grants a role', () => {
  expect(library.paths.filter(({ grantsRole }) => grantsRole !== null).map(({ pathId }) => pathId)).toEqual(['digital-champion'])
})

test('a directory that does not load says which file, and what to do', async () => {
  await expect(loadLibrary(new URL('../fixtures/unreadable/', import.meta.url).pathname)).rejects.toThrow(/courses\/half-a-course\/fr\.md.*Write it/)
})

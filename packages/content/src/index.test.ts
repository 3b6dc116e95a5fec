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

test('only the champion path grants a role', () => {
  expect(library.paths.filter(({ grantsRole }) => grantsRole !== null).map(({ pathId }) => pathId)).toEqual(['digital-champion'])
})

test('a directory that does not load says which file, and what to do', async () => {
  await expect(loadLibrary(new URL('../fixtures/unreadable/', import.meta.url).pathname)).rejects.toThrow(/courses\/half-a-course\/fr\.md.*Write it/)
})

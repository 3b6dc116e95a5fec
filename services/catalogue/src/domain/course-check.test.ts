import type { Card, ScenarioCheck } from '@handrail/contracts'
import { describe, expect, test } from 'vitest'
import { questionsOf, rightChoicesOf } from './course-check.ts'

const choice = (choiceId: string, right: boolean) => ({ choiceId, right, text: `text of ${choiceId}`, feedback: `why ${choiceId}` })
const half = (heading: string) => ({ heading, body: heading, choices: [choice('ask', true), choice('wait', false)] })
const item = (itemId: string, toLevel: 2 | 3): ScenarioCheck['items'][number] => ({ itemId, toLevel, en: half(`${itemId} en`), fr: half(`${itemId} fr`) })
const named = (cardId: string) => ({ cardId, heading: cardId, body: cardId })
const cards: Card[] = [
  { kind: 'read', ...named('the-idea') },
  { kind: 'scenario', ...named('a-story'), choices: half('').choices, turns: [] },
  { kind: 'question', ...named('the-question'), choices: [choice('one', true), choice('two', true), choice('three', false)] },
]

describe('the check of a course', () => {
  const questions = questionsOf({ cards }, [item('first', 2), item('second', 3), item('third', 3)], 3, 'fr')

  test('is its own questions, then the scenario items of its step, in the language asked for', () => {
    expect(questions.map(({ from, questionId, heading }) => [from, questionId, heading])).toEqual([
      ['course', 'the-question', 'the-question'],
      ['competency', 'second', 'second fr'],
      ['competency', 'third', 'third fr'],
    ])
  })

  test('says whether several fit, and never which', () => {
    expect(questions.map(({ several }) => several)).toEqual([true, false, false])
    for (const { choices } of questions) for (const each of choices) expect(Object.keys(each)).toEqual(['choiceId', 'text'])
    expect(JSON.stringify(questions)).not.toMatch(/why|"right"|feedback/)
  })

  test('is announced with the right choices of every step, and no words', () => {
    expect(rightChoicesOf([item('first', 2)])).toEqual([{ itemId: 'first', toLevel: 2, rightChoiceIds: ['ask'] }])
  })
})

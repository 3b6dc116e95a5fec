import { type CourseCheck, isCheck, type Language, type Level, type MicroCourseHalf, type ScenarioCheck } from '@handrail/contracts'

type Items = ScenarioCheck['items']
type Choices = readonly { choiceId: string; text: string; right: boolean }[]

const rightOf = (choices: Choices) => choices.filter(({ right }) => right)

/** A question as it is asked: what is right, and why, stays behind. */
const asked = (choices: Choices) => ({
  several: rightOf(choices).length > 1,
  choices: choices.map(({ choiceId, text }) => ({ choiceId, text })),
})

/** What shows that somebody can do already what a course leads to: its own questions, then the scenario items of that step. */
export const questionsOf = (half: Pick<MicroCourseHalf, 'cards'>, items: Items, toLevel: Level, language: Language): CourseCheck['questions'] => [
  ...half.cards.flatMap((card) =>
    isCheck(card) && 'choices' in card
      ? [{ from: 'course' as const, questionId: card.cardId, heading: card.heading, body: card.body, ...asked(card.choices) }]
      : [],
  ),
  ...items
    .filter((item) => item.toLevel === toLevel)
    .map((item) => {
      const { heading, body, choices } = item[language]
      return { from: 'competency' as const, questionId: item.itemId, heading, body, ...asked(choices) }
    }),
]

/** The items as whoever judges hears of them. */
export const rightChoicesOf = (items: Items) =>
  items.map(({ itemId, toLevel, en }) => ({ itemId, toLevel, rightChoiceIds: rightOf(en.choices).map(({ choiceId }) => choiceId) }))

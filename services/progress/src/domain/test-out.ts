import type { Level, QuestionSource } from '@handrail/contracts'
import { type Checks, isRight } from './complete-card.ts'

export type CheckItem = { itemId: string; toLevel: Level; rightChoiceIds: readonly string[] }
export type CheckAnswer = { from: QuestionSource; questionId: string; choiceIds: readonly string[] }
type CourseToShow = { checks: Checks; toLevel: Level }

/**
 * Whether somebody shows that they can do already what a course leads to: every question of the course, and every
 * scenario item of its step, answered rightly. Where there is nothing to ask, nothing is shown.
 */
export const isShown = ({ checks, toLevel }: CourseToShow, items: readonly CheckItem[], answers: readonly CheckAnswer[]): boolean => {
  const questions = [
    ...Object.entries(checks).map(([questionId, right]) => ({ from: 'course', questionId, right })),
    ...items
      .filter((item) => item.toLevel === toLevel)
      .map(({ itemId, rightChoiceIds }) => ({ from: 'competency', questionId: itemId, right: rightChoiceIds })),
  ]
  const chosen = (question: { from: string; questionId: string }) =>
    answers.find(({ from, questionId }) => from === question.from && questionId === question.questionId)?.choiceIds ?? []
  return questions.length > 0 && questions.every((question) => isRight(question.right, chosen(question)))
}

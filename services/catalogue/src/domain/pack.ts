import { isCheck, type Language, type Level, languages, type MicroCourseHalf, type MicroCoursePack, type PublishedMicroCourse } from '@handrail/contracts'

export type CourseVersion = { courseId: string; courseVersion: number; competencyId: string; minutes: number; kilobytes: number }
type Halves = { en: MicroCourseHalf; fr: MicroCourseHalf }

/** One language of a course, as the player needs it. */
export const packOf = (course: CourseVersion, half: MicroCourseHalf, language: Language): MicroCoursePack => ({ ...course, language, ...half })

/** What the bigger of the two packs weighs, uncompressed, in kilobytes of 1000. */
export const kilobytesOf = (course: Omit<CourseVersion, 'kilobytes'>, halves: Halves): number => {
  const bytes = languages.map((language) => Buffer.byteLength(JSON.stringify(packOf({ ...course, kilobytes: 100 }, halves[language], language))))
  return Math.ceil(Math.max(...bytes) / 1000)
}

/** A course as the other services hear of it. */
export const announcementOf = (
  course: CourseVersion & { fromLevel: Level; toLevel: Level },
  { en, fr }: Halves,
  state: PublishedMicroCourse['state'],
): PublishedMicroCourse => ({
  ...course,
  title: { en: en.title, fr: fr.title },
  canDo: { en: en.canDo, fr: fr.canDo },
  cards: en.cards.map((card) => ({
    cardId: card.cardId,
    rightChoiceIds: isCheck(card) && 'choices' in card ? card.choices.filter(({ right }) => right).map(({ choiceId }) => choiceId) : [],
  })),
  state,
})

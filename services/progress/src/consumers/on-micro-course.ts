import { MicroCoursePublished, MicroCourseRetired } from '@handrail/contracts'
import { defineConsumer } from '@handrail/events'
import { addCourseVersion, saveCourse } from '../store/writes/courses.ts'
import type { Tables } from '../tables.ts'

/** Whoever began a version finishes it, so one that was overtaken on the way is kept as well. */
export const onMicroCourse = defineConsumer<Tables, typeof MicroCoursePublished>(
  'progress',
  [MicroCoursePublished, MicroCourseRetired],
  async (trx, event) => {
    const course = event.data
    const save = event.isNewest ? saveCourse : addCourseVersion
    await save(trx, {
      course_id: course.courseId,
      course_version: course.courseVersion,
      organization_id: event.organizationId,
      competency_id: course.competencyId,
      to_level: course.toLevel,
      minutes: course.minutes,
      kilobytes: course.kilobytes,
      title: JSON.stringify(course.title),
      can_do: JSON.stringify(course.canDo),
      card_ids: course.cards.map((card) => card.cardId),
      checks: JSON.stringify(
        Object.fromEntries(course.cards.flatMap(({ cardId, rightChoiceIds }) => (rightChoiceIds.length > 0 ? [[cardId, rightChoiceIds]] : []))),
      ),
      state: course.state,
    })
  },
  { projection: ['courses'], everyVersion: true },
)

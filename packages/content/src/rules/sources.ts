import type { CourseSource } from '../course-source.ts'
import type { Problem } from '../problem.ts'

const link = /https?:\/\/[^\s)>\]]+/g

/** Every address that a half sends people to is among the course's sources, with a day by which somebody looks there again. */
export function sources({ folder, neutral, halves }: CourseSource, today: string): Problem[] {
  const file = `${folder}/course.yaml`
  const listed = neutral.sources.map(({ url }) => url)
  const links = [halves.en, halves.fr].flatMap((half) =>
    (half?.source.split('\n') ?? []).flatMap((text, index) => (text.match(link) ?? []).map((url) => ({ file: half?.file ?? '', line: index + 1, url }))),
  )
  return [
    ...links
      .filter(({ url }) => !listed.includes(url))
      .map(({ file, line, url }) => ({
        file,
        line,
        what: `The source ${url} has no review date.`,
        remedy: 'List it under sources: in course.yaml, with reviewOn.',
      })),
    ...listed
      .filter((url) => !links.some((link) => link.url === url))
      .map((url) => ({ file, what: `Neither half links to the source ${url}.`, remedy: 'Take it out, or link to it.' })),
    ...neutral.sources
      .filter(({ reviewOn }) => reviewOn < today)
      .map(({ url, reviewOn }) => ({
        file,
        what: `The source ${url} was to be looked at by ${reviewOn}.`,
        remedy: 'Open it, compare it with what the course says, then set the next date.',
      })),
  ]
}

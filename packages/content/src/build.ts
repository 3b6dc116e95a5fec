import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Language, languages, type MicroCourse } from '@handrail/contracts'
import { handout, sessionGuide, texts } from './channels/index.ts'
import { printedPage } from './channels/page.ts'
import { phoneScriptText } from './channels/phone-script.ts'
import { loadLibrary } from './index.ts'

/** Every channel of one language of a course, by file name: all from the same half, with no network. */
export function channelsOf(course: MicroCourse, language: Language): Record<string, string> {
  const { courseId, competencyId, minutes } = course
  const half = course[language]
  return {
    'pack.json': JSON.stringify({ courseId, competencyId, minutes, language, ...half }),
    'handout.html': printedPage(half.title, language, handout(half, minutes, language)),
    'phone-script.txt': phoneScriptText(half, minutes, language),
    'texts.txt': `${texts(half, language).join('\n\n')}\n`,
    'session-guide.html': printedPage(half.title, language, sessionGuide(half, language)),
  }
}

/** Writes every channel of every course into `dist/` of a content directory. Gives how many courses, and where. */
export async function build(content: string): Promise<{ courses: number; directory: string }> {
  const { courses } = await loadLibrary(content)
  const directory = join(content, 'dist')
  await rm(directory, { recursive: true, force: true })
  for (const course of courses) {
    for (const language of languages) {
      const folder = join(directory, course.courseId, language)
      await mkdir(folder, { recursive: true })
      for (const [name, text] of Object.entries(channelsOf(course, language))) await writeFile(join(folder, name), text)
    }
  }
  return { courses: courses.length, directory }
}

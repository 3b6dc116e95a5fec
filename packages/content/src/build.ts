import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Language, languages, type MicroCourse } from '@handrail/contracts'
import { handout, phoneScript, sessionGuide, texts } from './channels/index.ts'
import { printedPage } from './channels/page.ts'
import { loadLibrary } from './index.ts'

const built = fileURLToPath(new URL('../dist/', import.meta.url))

/** Every channel of one language of a course, by file name: all from the same half, with no network. */
export function channelsOf(course: MicroCourse, language: Language): Record<string, string> {
  const { courseId, competencyId, minutes } = course
  const half = course[language]
  return {
    'pack.json': JSON.stringify({ courseId, competencyId, minutes, language, ...half }),
    'handout.html': printedPage(half.title, language, handout(half, minutes, language)),
    'phone-script.txt': phoneScript(half, minutes, language),
    'texts.txt': `${texts(half, language).join('\n\n')}\n`,
    'session-guide.html': printedPage(half.title, language, sessionGuide(half, language)),
  }
}

if (import.meta.main) {
  const { courses } = await loadLibrary()
  await rm(built, { recursive: true, force: true })
  for (const course of courses) {
    for (const language of languages) {
      const folder = join(built, course.courseId, language)
      await mkdir(folder, { recursive: true })
      for (const [name, text] of Object.entries(channelsOf(course, language))) await writeFile(join(folder, name), text)
    }
  }
  console.log(`${courses.length} courses in ${languages.length} languages: packs, handouts, phone scripts, texts and session guides are in ${built}`)
}

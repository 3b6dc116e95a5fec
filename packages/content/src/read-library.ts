import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Competency, Floor, Framework, LearningPath, type Library } from '@handrail/contracts'
import { parse } from 'yaml'
import { z } from 'zod'
import { type CourseSource, type HalfSource, NeutralCourse } from './course-source.ts'
import { parseHalf } from './parse-half.ts'
import type { Problem } from './problem.ts'

/** Everything in a content directory that could be read, and what could not. */
export interface LibrarySource {
  framework: Library['framework']
  floors: Library['floors']
  paths: Library['paths']
  courses: CourseSource[]
  /** YAML files as text, by path from the directory: for rules about wording. */
  yamlTexts: Map<string, string>
  problems: Problem[]
}

const AreaFile = z.array(Competency.omit({ areaId: true }))
const FrameworkFile = Framework.omit({ competencies: true })
const PathFile = LearningPath.omit({ pathId: true })

/** Reads a content directory. Never throws for what an author wrote: that becomes a problem with its file. */
export async function readLibrary(directory: string): Promise<LibrarySource> {
  const problems: Problem[] = []
  const yamlTexts = new Map<string, string>()

  const text = async (file: string) => {
    try {
      return await readFile(join(directory, file), 'utf8')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
      throw error
    }
  }

  const yaml = async <Shape>(file: string, shape: z.ZodType<Shape>): Promise<Shape | null> => {
    const source = await text(file)
    if (source === null) {
      problems.push({ file, what: 'The file is missing.', remedy: 'Add it; README.md shows its shape.' })
      return null
    }
    yamlTexts.set(file, source)
    try {
      const read = shape.safeParse(parse(source))
      if (read.success) return read.data
      for (const issue of read.error.issues) {
        problems.push({ file, what: `${issue.path.join('.') || 'The file'}: ${issue.message}.`, remedy: 'Compare with the shape in README.md.' })
      }
    } catch (error) {
      problems.push({
        file,
        what: `Not readable as YAML: ${(error as Error).message.split('\n')[0]}`,
        remedy: 'Check indents, and quote text that holds a colon.',
      })
    }
    return null
  }

  const names = async (folder: string, ending: string) => (await readdir(join(directory, folder))).filter((name) => name.endsWith(ending)).sort()

  const half = async (file: string): Promise<HalfSource | null> => {
    const source = await text(file)
    if (source === null) {
      problems.push({ file, what: 'This half is missing.', remedy: 'Write it; a course is published in both languages or not at all.' })
      return null
    }
    try {
      return { file, source, ...parseHalf(source) }
    } catch (error) {
      problems.push({ file, line: 1, what: (error as Error).message.split('\n')[0] ?? '', remedy: 'README.md shows a half.' })
      return null
    }
  }

  const outline = await yaml('framework/framework.yaml', FrameworkFile)
  const competencies = []
  for (const { areaId } of outline?.areas ?? []) {
    const area = await yaml(`framework/${areaId}.yaml`, AreaFile)
    competencies.push(...(area ?? []).map((competency) => ({ ...competency, areaId })))
  }

  const floors = []
  for (const name of await names('floors', '.yaml')) {
    const floor = await yaml(`floors/${name}`, Floor)
    if (floor !== null) floors.push(floor)
    if (floor !== null && floor.roleProfile !== basename(name, '.yaml')) {
      problems.push({ file: `floors/${name}`, what: `The role profile is ${floor.roleProfile}.`, remedy: 'Name the file after its role profile.' })
    }
  }

  const paths = []
  for (const name of await names('paths', '.yaml')) {
    const path = await yaml(`paths/${name}`, PathFile)
    if (path !== null) paths.push({ pathId: basename(name, '.yaml'), ...path })
  }

  const courses: CourseSource[] = []
  for (const courseId of (await readdir(join(directory, 'courses'))).sort()) {
    const folder = `courses/${courseId}`
    const neutral = await yaml(`${folder}/course.yaml`, NeutralCourse)
    const halves = { en: await half(`${folder}/en.md`), fr: await half(`${folder}/fr.md`) }
    if (neutral !== null) courses.push({ courseId, folder, neutral, halves })
  }

  const framework = { frameworkId: outline?.frameworkId ?? 'unread', version: outline?.version ?? 1, areas: outline?.areas ?? [], competencies }
  return { framework, floors, paths, courses, yamlTexts, problems }
}

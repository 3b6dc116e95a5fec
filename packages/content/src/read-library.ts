import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Competency, Floor, Framework, type Language, LearningPath, type Library, LocalizedText, Slug } from '@handrail/contracts'
import { parse } from 'yaml'
import { z } from 'zod'
import { type CheckSource, type CourseSource, type HalfSource, NeutralCheck, NeutralCourse } from './course-source.ts'
import { parseHalf } from './parse-half.ts'
import type { Problem } from './problem.ts'

/** Everything in a content directory that could be read, and what could not. */
export interface LibrarySource {
  framework: Library['framework']
  floors: Library['floors']
  paths: Library['paths']
  courses: CourseSource[]
  checks: CheckSource[]
  crosswalks: Crosswalks
  /** Names and terms of the field, by language: the speller accepts them, and they do not count as hard words. */
  fieldTerms: Record<Language, string[]>
  /** YAML files as text, by path from the directory: for rules about wording. */
  yamlTexts: Map<string, string>
  problems: Problem[]
}

/** What our competencies answer to elsewhere. */
const Crosswalks = z.strictObject({ digcomp: z.record(z.string(), z.string()), skillsForSuccess: z.record(Slug, LocalizedText) })
type Crosswalks = z.infer<typeof Crosswalks>

const CompetencyFile = Competency.omit({ competencyId: true, areaId: true }).extend({ skillsForSuccess: z.array(Slug).min(1) })
const FrameworkFile = Framework.omit({ competencies: true }).extend({
  areas: z.array(z.strictObject({ areaId: Slug, name: LocalizedText, competencies: z.array(Slug).min(1) })),
})
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
  const folders = async (folder: string) =>
    (await readdir(directory, { withFileTypes: true, recursive: true }))
      .flatMap((entry) => (entry.isDirectory() && entry.parentPath === join(directory, folder) ? [entry.name] : []))
      .sort()

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
  const crosswalks = (await yaml('framework/crosswalks.yaml', Crosswalks)) ?? { digcomp: {}, skillsForSuccess: {} }
  const competencies = []
  for (const { areaId, competencies: ids } of outline?.areas ?? []) {
    for (const competencyId of ids) {
      const file = `framework/${competencyId}.yaml`
      const competency = await yaml(file, CompetencyFile)
      if (competency === null) continue
      const skillsForSuccess = competency.skillsForSuccess.flatMap((key) => crosswalks.skillsForSuccess[key] ?? [])
      if (skillsForSuccess.length < competency.skillsForSuccess.length || competency.digcomp.some((id) => !(id in crosswalks.digcomp)))
        problems.push({
          file,
          what: 'It names a competence or component that is not in framework/crosswalks.yaml.',
          remedy: 'Use the ids and keys from there.',
        })
      competencies.push({ competencyId, areaId, ...competency, skillsForSuccess })
    }
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

  const halvesOf = async (folder: string) => ({ en: await half(`${folder}/en.md`), fr: await half(`${folder}/fr.md`) })

  const courses: CourseSource[] = []
  for (const id of await folders('courses')) {
    const folder = `courses/${id}`
    const neutral = await yaml(`${folder}/course.yaml`, NeutralCourse)
    const drawings = new Map<string, string>()
    for (const name of await names(folder, '.svg')) drawings.set(name, (await text(`${folder}/${name}`)) ?? '')
    const halves = await halvesOf(folder)
    if (neutral !== null) courses.push({ id, folder, neutral, cards: neutral.cards, halves, drawings })
  }

  const checks: CheckSource[] = []
  for (const id of await folders('checks')) {
    const folder = `checks/${id}`
    const neutral = await yaml(`${folder}/check.yaml`, NeutralCheck)
    const halves = await halvesOf(folder)
    if (neutral === null) continue
    const cards = neutral.items.map(({ id, choices }) => ({ id, kind: 'question' as const, choices }))
    checks.push({ id, folder, cards, halves, toLevels: new Map(neutral.items.map(({ id, toLevel }) => [id, toLevel])) })
  }

  const terms = async (name: string) => ((await text(`field-terms/${name}.txt`)) ?? '').split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))
  const peopleAndPlaces = await terms('names')
  const fieldTerms = { en: [...peopleAndPlaces, ...(await terms('en'))], fr: [...peopleAndPlaces, ...(await terms('fr'))] }

  const { areas = [], ...named } = outline ?? { frameworkId: 'unread', version: 1 }
  const framework = { ...named, areas: areas.map(({ areaId, name }) => ({ areaId, name })), competencies }
  return { framework, crosswalks, floors, paths, courses, checks, fieldTerms, yamlTexts, problems }
}

import { drawingParts } from '@handrail/contracts'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import type { CourseSource } from '../course-source.ts'
import type { Problem } from '../problem.ts'

/** A drawing travels with its course on a phone's data. */
const mostBytes = 6_000
const attributeMark = '@'
const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: attributeMark })

type Node = Record<string, unknown> & { ':@'?: Record<string, string> }

const strangers = (nodes: Node[]): string[] =>
  nodes.flatMap(({ ':@': attributes = {}, ...rest }) =>
    Object.entries(rest).flatMap(([name, inner]) => {
      if (name === '#text') return ['text']
      const classes = (attributes[`${attributeMark}class`] ?? '').split(' ').filter((each) => each !== '' && !drawingParts.classes.includes(each))
      const unknown = Object.keys(attributes)
        .map((attribute) => attribute.slice(attributeMark.length))
        .filter((attribute) => !drawingParts.attributes.includes(attribute) && attribute !== 'xmlns')
      return [
        ...(drawingParts.elements.includes(name) ? [] : [`<${name}>`]),
        ...unknown.map((attribute) => `the attribute ${attribute}`),
        ...classes.map((each) => `the class ${each}`),
        ...(Array.isArray(inner) ? strangers(inner as Node[]) : []),
      ]
    }),
  )

function drawing(file: string, svg: string): Problem[] {
  const valid = XMLValidator.validate(svg)
  if (valid !== true) return [{ file, line: valid.err.line, what: `Not readable as SVG: ${valid.err.msg}`, remedy: 'Mend it in a text editor.' }]
  const odd = [...new Set(strangers(parser.parse(svg) as Node[]))]
  return [
    ...(odd.length > 0
      ? [
          {
            file,
            what: `A drawing does not have ${odd.join(', ')}.`,
            remedy: `Use ${drawingParts.elements.join(', ')} with the classes ${drawingParts.classes.join(', ')}: words would need a translation, and colours a dark mode.`,
          },
        ]
      : []),
    ...(/^<svg[^>]* viewBox="/.test(svg)
      ? []
      : [{ file, what: 'The drawing does not begin with <svg viewBox="…">.', remedy: 'Add it, so that it fits any screen.' }]),
    ...(Buffer.byteLength(svg) > mostBytes
      ? [{ file, what: `The drawing weighs ${Buffer.byteLength(svg)} bytes of ${mostBytes}.`, remedy: 'Use fewer points.' }]
      : []),
  ]
}

/** Each drawing is small, has no words, colours or scripts of its own, and is shown by a card; each picture has its file. */
export function drawings({ folder, drawings, halves }: CourseSource): Problem[] {
  const shown = [halves.en, halves.fr].flatMap((half) =>
    (half?.sections ?? []).flatMap(({ image, line }) => (half === null || image === null ? [] : [{ half: half.file, line, name: image.file }])),
  )
  return [
    ...[...drawings].flatMap(([name, svg]) => drawing(`${folder}/${name}`, svg)),
    ...[...drawings.keys()]
      .filter((name) => !shown.some((picture) => picture.name === name))
      .map((name) => ({ file: `${folder}/${name}`, what: 'No card shows this drawing.', remedy: 'Show it on an image card, or delete it.' })),
    ...shown
      .filter(({ name }) => !drawings.has(name))
      .map(({ half, line, name }) => ({
        file: half,
        line,
        what: `There is no drawing ${name} in this folder.`,
        remedy: 'Add the SVG file, or correct its name.',
      })),
  ]
}

import { describe, expect, test } from 'vitest'
import { compileSections, TemplateError, type TemplateValues } from './sections.ts'

const shout = (value: string) => value.toUpperCase()
const render = (source: string, values: TemplateValues) => compileSections(source, () => shout)(values)

describe('sections', () => {
  test('a list repeats its section, and names are looked up inwards first', () => {
    const values: TemplateValues = { who: 'ana', paths: [{ title: 'a' }, { title: 'b', who: 'bo' }] }
    expect(render('{{#paths}}[{{title}} {{ who }}]{{/paths}}', values)).toBe('[A ANA][B BO]')
  })

  test('a list of strings is read with a dot', () => {
    expect(render('{{#names}}<{{.}}>{{/names}}', { names: ['a', 'b'] })).toBe('<A><B>')
  })

  test('lists nest', () => {
    const values = {
      teams: [
        { name: 'x', people: ['a', 'b'] },
        { name: 'y', people: [] },
      ],
    }
    expect(render('{{#teams}}{{name}}:{{#people}}{{.}}{{name}} {{/people}};{{/teams}}', values)).toBe('X:AX BX ;Y:;')
  })

  test.each<TemplateValues>([{ late: [] }, { late: false }, { late: '' }, { late: 0 }])('%o hides a section and shows its opposite', (values) => {
    expect(render('{{#late}}late{{/late}}{{^late}}none{{/late}}', values)).toBe('none')
  })

  test.each<TemplateValues>([{ late: true }, { late: 'x' }, { late: { due: 'x' } }, { late: 2 }])(
    '%o shows a section once and hides its opposite',
    (values) => {
      expect(render('{{#late}}late{{/late}}{{^late}}none{{/late}}', values)).toBe('late')
    },
  )

  test('a value that looks like a tag stays what it is', () => {
    expect(render('{{a}}', { a: '{{b}}', b: 'secret' })).toBe('{{B}}')
  })
})

describe('what does not fit is refused', () => {
  test.each(['{{a', '{{a b}}', '{{{a}}}', '{{&a}}', '{{> a}}', '{{! a}}', '{{#a}}', '{{/a}}', '{{#a}}{{#b}}{{/a}}{{/b}}', '{{a.b}}'])('%s', (source) => {
    expect(() => compileSections(source, () => shout)).toThrow(TemplateError)
  })

  test.each<[string, TemplateValues]>([
    ['{{missing}}', { a: 1 }],
    ['{{#missing}}{{/missing}}', {}],
    ['{{toString}}', {}],
    ['{{constructor}}', {}],
    ['{{list}}', { list: [] }],
    ['{{.}}', { a: 1 }],
  ])('%s with %o', (source, values) => {
    expect(() => render(source, values)).toThrow(TemplateError)
  })
})

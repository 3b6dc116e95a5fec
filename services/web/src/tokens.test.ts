import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readTokens, schemeSheet } from './tokens.ts'

const tokens = readTokens()
const folder = new URL('styles/', import.meta.url)
const sheets = readdirSync(folder)
  .filter((file) => file !== '_tokens.css' && file !== 'design.css')
  .map((file) => readFileSync(new URL(file, folder), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, ''))
  .join('\n')

/** WCAG 2.2: relative luminance and contrast ratio. */
const luminance = (colour: string) => {
  const digits = colour.slice(1).length === 3 ? [...colour.slice(1)].map((digit) => digit + digit) : (colour.slice(1).match(/../g) ?? [])
  const [red = 0, green = 0, blue = 0] = digits
    .map((pair) => Number.parseInt(pair, 16) / 255)
    .map((share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
const contrast = (one: string, other: string) => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const grounds = ['paper', 'card', 'teal-wash', 'sun-wash', 'leaf-wash'] as const
/** Which colour of text stands on what. A colour that is new in the style sheets is a line here. */
const texts: Record<string, readonly string[]> = {
  ink: grounds,
  soft: grounds,
  'teal-deep': grounds,
  'sun-deep': ['paper', 'card', 'sun-wash'],
  leaf: ['paper', 'card', 'leaf-wash'],
  'on-teal': ['teal', 'teal-deep'],
  card: ['leaf'],
}
/** What must be told apart without being read: borders of fields and buttons, the ring of focus, the fill of a chosen thing, icons. */
const shapes: Record<string, readonly string[]> = {
  edge: ['paper', 'card'],
  teal: ['paper', 'card', 'teal-wash'],
  sun: ['paper', 'card', 'teal-wash', 'leaf-wash'],
  'sun-deep': ['paper', 'card'],
  leaf: ['paper', 'card', 'leaf-wash'],
  ink: ['paper', 'card'],
  'on-teal': ['teal'],
}
/** Text in what cannot be used now: WCAG asks for no contrast there. */
const unavailable = ['line']

const colourOf = (scheme: 'light' | 'dark', name: string) => {
  const value = tokens[scheme].get(name)
  if (!value?.startsWith('#')) throw new Error(`--${name} is no colour.`)
  return value
}
const pairs = (table: Record<string, readonly string[]>) =>
  Object.entries(table).flatMap(([colour, on]) => on.flatMap((ground) => (['light', 'dark'] as const).map((scheme) => ({ scheme, colour, ground }))))
const of = ({ scheme, colour, ground }: { scheme: 'light' | 'dark'; colour: string; ground: string }) =>
  contrast(colourOf(scheme, colour), colourOf(scheme, ground))

describe('colours', () => {
  test.each(pairs(texts))('$scheme: text in $colour can be read on $ground', (pair) => {
    expect(of(pair)).toBeGreaterThanOrEqual(4.5)
  })

  test.each(pairs(shapes))('$scheme: what is drawn in $colour stands out on $ground', (pair) => {
    expect(of(pair)).toBeGreaterThanOrEqual(3)
  })

  test('the style sheets use no colour of text that is not checked', () => {
    const used = new Set([...sheets.matchAll(/[^-]color: var\(--([\w-]+)\)/g)].map(([, name = '']) => name))
    expect([...used].filter((name) => !(name in texts) && !unavailable.includes(name))).toEqual([])
  })

  test('the style sheets put text on no ground that is not checked', () => {
    const used = new Set([...sheets.matchAll(/background(?:-color)?: var\(--([\w-]+)\)/g)].map(([, name = '']) => name))
    const checked = new Set([...Object.values(texts).flat(), ...Object.keys(shapes), 'line', 'teal-mid'])
    expect([...used].filter((name) => !checked.has(name))).toEqual([])
  })

  test('no style sheet has a colour of its own', () => {
    const plain = sheets.match(/#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch)\(/gi) ?? []
    expect(plain).toEqual([])
  })

  test('the bar of the browser has the colour of the paper', () => {
    const layout = readFileSync(new URL('components/layout.tsx', import.meta.url), 'utf8')
    for (const scheme of ['light', 'dark'] as const) expect(layout).toContain(`content="${colourOf(scheme, 'paper')}" media="(prefers-color-scheme:${scheme})"`)
  })
})

describe('tokens', () => {
  test('dark answers every colour of light', () => {
    const colours = [...tokens.light].filter(([, value]) => value.startsWith('#')).map(([name]) => name)
    expect(colours.length).toBeGreaterThan(10)
    expect(colours.filter((name) => tokens.light.get(name) === tokens.dark.get(name))).toEqual([])
  })

  test('every token that a style sheet names is declared', () => {
    const named = new Set([...sheets.matchAll(/var\(--([\w-]+)/g)].map(([, name = '']) => name))
    expect([...named].filter((name) => !tokens.light.has(name))).toEqual([])
  })

  test('as classes they are the same', () => {
    const sheet = schemeSheet()
    expect(sheet).toContain(`.dark{color-scheme:dark;--paper:${colourOf('dark', 'paper')}`)
    expect(sheet).not.toContain('@media')
  })
})

import { readFileSync } from 'node:fs'

type Scheme = 'light' | 'dark'
/** The custom properties of both schemes: a name, such as `teal-deep`, and its value. Dark holds light's where it says nothing. */
type Tokens = Record<Scheme, ReadonlyMap<string, string>>

const declared = (block: string) => new Map([...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value.trim()]))

/** Reads what `_tokens.css` declares for light and dark. */
export const readTokens = (css: string = readFileSync(new URL('styles/_tokens.css', import.meta.url), 'utf8')): Tokens => {
  const [forScreen = ''] = css.split('@media print')
  const [forLight = '', forDark] = forScreen.split('@media (prefers-color-scheme: dark)')
  if (forDark === undefined) throw new Error('_tokens.css has no dark half.')
  const light = declared(forLight)
  return { light, dark: new Map([...light, ...declared(forDark)]) }
}

/** Both schemes as classes, for the component page: whatever the system prefers, `.dark` is dark. */
export const schemeSheet = (tokens: Tokens = readTokens()): string =>
  (['light', 'dark'] as const)
    .map((scheme) => `.${scheme}{color-scheme:${scheme};${[...tokens[scheme]].map(([name, value]) => `--${name}:${value}`).join(';')}}`)
    .join('')

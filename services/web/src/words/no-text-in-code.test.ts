import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

const source = new URL('..', import.meta.url)
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx') && !file.includes('.test.'))

/** Attributes that people read or hear. */
const spoken = new Set(['title', 'alt', 'aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'placeholder', 'label', 'hint', 'lead'])
const hasWords = (text: string) => /\p{L}/u.test(text)

/** The texts of a TSX file that stand in the code instead of in the words. */
const textsIn = (code: string, file = 'page.tsx'): string[] => {
  const root = ts.createSourceFile(file, code, ts.ScriptTarget.ESNext, true, ts.ScriptKind.TSX)
  const found: string[] = []
  const note = (node: ts.Node, text: string) => {
    if (hasWords(text)) found.push(`${file}:${root.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${text.trim()}`)
  }
  /** What an expression says in the end: a literal, one of two, what a template holds beside its values. */
  const say = (node: ts.Node | undefined): void => {
    if (!node) return
    if (ts.isStringLiteralLike(node)) note(node, node.text)
    else if (ts.isTemplateExpression(node)) for (const part of [node.head, ...node.templateSpans.map(({ literal }) => literal)]) note(part, part.text)
    else if (ts.isConditionalExpression(node)) [node.whenTrue, node.whenFalse].forEach(say)
    else if (ts.isBinaryExpression(node)) [node.left, node.right].forEach(say)
    else if (ts.isParenthesizedExpression(node) || ts.isJsxExpression(node)) say(node.expression)
  }
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) note(node, node.text)
    else if (ts.isJsxAttribute(node)) {
      if (spoken.has(node.name.getText())) say(node.initializer)
    } else if (ts.isJsxExpression(node) && (ts.isJsxElement(node.parent) || ts.isJsxFragment(node.parent))) say(node)
    ts.forEachChild(node, visit)
  }
  visit(root)
  return found
}

describe('text in code', () => {
  test.each(files)('%s holds none', (file) => {
    expect(textsIn(readFileSync(new URL(file, source), 'utf8'), file)).toEqual([])
  })

  test.each([
    ['<p>Welcome</p>', 'Welcome'],
    ['<img alt="A phone" />', 'A phone'],
    ["<p>{late ? 'Too late' : t('home.next')}</p>", 'Too late'],
    [`<a aria-label={\`Step $\{at}\`} />`, 'Step'],
    ["<p>{'Hello'}</p>", 'Hello'],
    ["<p>{name ?? 'nobody'}</p>", 'nobody'],
  ])('is found in %s', (code, text) => {
    expect(textsIn(code)).toEqual([`page.tsx:1 ${text}`])
  })

  test.each(["<p>{t('home.next')} · {number}</p>", '<a class="go" href="/plan">{label}</a>', '<path d="M0 1H2" />'])('is not found in %s', (code) => {
    expect(textsIn(code)).toEqual([])
  })
})

describe('a missing key', () => {
  const program = (body: string) => {
    const path = new URL('words/example.ts', source).pathname
    const text = `import { words } from './words.ts'\n${body}\n`
    const options: ts.CompilerOptions = {
      strict: true,
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      allowImportingTsExtensions: true,
      noEmit: true,
      skipLibCheck: true,
      types: [],
    }
    const host = ts.createCompilerHost(options)
    const { getSourceFile, fileExists } = host
    host.fileExists = (name) => name === path || fileExists(name)
    host.getSourceFile = (name, version) => (name === path ? ts.createSourceFile(name, text, version, true) : getSourceFile.call(host, name, version))
    const made = ts.createProgram([path], options, host)
    return ts.getPreEmitDiagnostics(made, made.getSourceFile(path)).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
  }

  test('does not compile, nor does a message without its values', () => {
    expect(program("words.en.t('home.next')\nwords.fr.t('home.welcome', { name: 'Amal' })")).toEqual([])
    const wrong = program("words.en.t('home.nxt', {})\nwords.en.t('home.welcome')\nwords.en.t('home.welcome', { nom: 'Amal' })")
    expect(wrong).toHaveLength(3)
    expect(wrong[0]).toContain('"home.nxt"')
  }, 60_000)
})

import ts from 'typescript'

const words = new Set(['it', 'test', 'describe'])
const leaves = new Set(['skip', 'skipIf', 'runIf', 'todo', 'fails'])

/** What is called, taken apart: `it.skip.each(rows)` is `it`, with `skip` and `each`, and its rows. */
const takenApart = (called: ts.Expression): { word: string; more: string[]; rows: ts.Expression | undefined } => {
  if (ts.isIdentifier(called)) return { word: called.text, more: [], rows: undefined }
  if (ts.isPropertyAccessExpression(called)) {
    const { word, more, rows } = takenApart(called.expression)
    return { word, more: [...more, called.name.text], rows }
  }
  if (ts.isCallExpression(called)) return { ...takenApart(called.expression), rows: called.arguments[0] }
  return { word: '', more: [], rows: undefined }
}

const isText = (node: ts.Node | undefined): node is ts.StringLiteralLike => node !== undefined && ts.isStringLiteralLike(node)

/** `%s is refused`, of rows that are written beside it, is also a name for each row. */
const namesOf = (title: string, rows: ts.Expression | undefined): string[] => {
  const list = rows && ts.isAsExpression(rows) ? rows.expression : rows
  if (!title.includes('%s') || !list || !ts.isArrayLiteralExpression(list)) return [title]
  const firsts = list.elements.map((row) => (ts.isArrayLiteralExpression(row) ? row.elements[0] : row))
  return [title, ...firsts.filter(isText).map(({ text }) => title.replace('%s', text))]
}

const leavesOut = (options: ts.Node | undefined) =>
  options !== undefined && ts.isObjectLiteralExpression(options) && options.properties.some(({ name }) => name && leaves.has(name.getText()))

/** The names of the tests that a file runs. What stands in a comment or in other text is none, nor what is left out. */
export const namesOfTests = (path: string, source: string): Set<string> => {
  const names = new Set<string>()
  const look = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const { word, more, rows } = takenApart(node.expression)
      const [title, options] = node.arguments
      if (words.has(word)) {
        if (more.some((each) => leaves.has(each)) || leavesOut(options)) return
        if (word !== 'describe' && isText(title)) for (const name of namesOf(title.text, rows)) names.add(name)
      }
    }
    ts.forEachChild(node, look)
  }
  look(ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true))
  return names
}

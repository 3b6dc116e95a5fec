import { describe, expect, test } from 'vitest'
import { renderDrawing } from './drawing.tsx'

describe('a drawing', () => {
  test('keeps its shapes, where they are, and the classes of the palette', () => {
    const svg =
      '<svg viewBox="0 0 320 200"><g class="line" transform="translate(4 4)"><path d="M0 0L9 9"></path><rect x="1" y="2" width="3" height="4" rx="2" class="paper"></rect></g></svg>'
    expect(renderDrawing(svg)).toBe(svg)
  })

  test('closes what closes itself, so that no shape ends up inside another', () => {
    expect(renderDrawing('<svg viewBox="0 0 9 9"><circle cx="1" cy="1" r="1"/><line x1="0" y1="0" x2="9" y2="9"/></svg>')).toBe(
      '<svg viewBox="0 0 9 9"><circle cx="1" cy="1" r="1"></circle><line x1="0" y1="0" x2="9" y2="9"></line></svg>',
    )
  })

  test.each([
    ['<svg onload="alert(1)"></svg>', /onload|alert/],
    ['<svg><script>alert(1)</script></svg>', /script|alert/],
    ['<svg><style>*{display:none}</style></svg>', /style|display/],
    ['<svg><a href="javascript:x()"><path d="M0 0"/></a></svg>', /<a|javascript/],
    ['<svg><use href="//evil.example/x.svg#y"/></svg>', /use|evil/],
    ['<svg><image href="//evil.example/x.png"/></svg>', /image|evil/],
    ['<svg><foreignObject><iframe src="//evil.example"></iframe></foreignObject></svg>', /foreign|iframe|evil/],
    ['<svg><path d="M0 0" style="fill:red" fill="red" stroke="url(//evil.example)"/></svg>', /style|red|evil/],
    ['<svg><animate attributeName="href" values="x"/></svg>', /animate/],
    ['<svg><title><img src="x" onerror="alert(1)"></title></svg>', /img|onerror/],
    ['<svg><g class="go skip line"/></svg>', /go|skip/],
    ['<svg id="main" tabindex="0"></svg>', /main|tabindex/],
    ['<svg><text>Words</text><title>Words</title></svg>', /Words/],
    ['<svg><![CDATA[<script>alert(1)</script>]]></svg>', /<script/],
  ])('%s loses what is no drawing', (svg, harm) => {
    expect(renderDrawing(svg)).not.toMatch(harm)
  })
})

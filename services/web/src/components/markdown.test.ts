import { describe, expect, test } from 'vitest'
import { renderMarkdown } from './markdown.tsx'

describe('markdown of a course', () => {
  test('keeps paragraphs, emphasis, lists and links', () => {
    expect(renderMarkdown('A **bold** word\n\n- one\n- two\n\n[guide](https://priv.gc.ca)')).toBe(
      '<p>A <strong>bold</strong> word</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n<p><a href="https://priv.gc.ca" rel="noopener noreferrer">guide</a></p>',
    )
  })

  test.each([
    ['<script>alert(1)</script>', /script|alert/],
    ['<img src=x onerror=alert(1)>', /img|onerror/],
    ['[x](javascript:alert(1))', /javascript/],
    ['[x](data:text/html,hi)', /data:/],
    ['[x](//evil.example)', /evil/],
    ['<a href="https://x.ca" onclick="x()" style="color:red">x</a>', /onclick|style/],
    ['# A heading', /<h1/],
    ['<svg><a xlink:href="javascript:x()">x</a></svg>', /svg|javascript/],
  ])('%s loses what could harm', (text, harm) => {
    expect(renderMarkdown(text)).not.toMatch(harm)
  })
})

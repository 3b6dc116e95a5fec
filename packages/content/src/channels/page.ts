import { readFile } from 'node:fs/promises'
import type { Language } from '@handrail/contracts'
import { html, raw } from 'hono/html'

const css = await readFile(new URL('print.css', import.meta.url), 'utf8')

/** A page that prints from a file, with no network: its style is inside. */
export const printedPage = (title: string, language: Language, body: ReturnType<typeof html>): string =>
  String(html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        <style>
          ${raw(css)}
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html>`)

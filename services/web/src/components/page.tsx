import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Env } from '../edge/visit.ts'
import { Layout, type PageOptions } from './layout.tsx'

// A page is some kilobytes: a small window saves the encoder from clearing megabytes for each.
const SMALL_WINDOW = 16
const brotli = (text: string) =>
  brotliCompressSync(text, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 4,
      [constants.BROTLI_PARAM_LGWIN]: text.length > 2 ** SMALL_WINDOW ? constants.BROTLI_DEFAULT_WINDOW : SMALL_WINDOW,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    },
  })

/** Answers with a text as small as the browser takes it. */
export const compressed = (c: Context<Env>, text: string, status: ContentfulStatusCode = 200) => {
  c.header('vary', 'accept-encoding')
  const accepted = c.req.header('accept-encoding') ?? ''
  if (/\bbr\b/.test(accepted)) {
    c.header('content-encoding', 'br')
    return c.body(new Uint8Array(brotli(text)), status)
  }
  if (/\bgzip\b/.test(accepted)) {
    c.header('content-encoding', 'gzip')
    return c.body(new Uint8Array(gzipSync(text)), status)
  }
  return c.body(text, status)
}

/** Answers with HTML, compressed. Pages are never kept by caches: a shared device forgets them at sign-out. */
export const answerHtml = (c: Context<Env>, html: string, status: ContentfulStatusCode = 200) => {
  c.header('content-type', 'text/html; charset=utf-8')
  c.header('cache-control', 'no-store')
  return compressed(c, html, status)
}

/** Answers with a page in its frame. */
export const page = (c: Context<Env>, options: PageOptions, body: Child, status: ContentfulStatusCode = 200) => {
  const html = `<!doctype html>${(
    (
      <Layout visit={c.var.visit} assets={c.var.assets} options={options}>
        {body}
      </Layout>
    )
  ).toString()}`
  return answerHtml(c, html, status)
}

import { createHash } from 'node:crypto'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { build, stop } from 'esbuild'
import type { BuildApp } from './app.tsx'
import type { Asset, Assets } from './assets.ts'
import { schemeSheet } from './tokens.ts'

const source = fileURLToPath(new URL('.', import.meta.url))
const dist = fileURLToPath(new URL('../dist/', import.meta.url))
const browsers = ['chrome100', 'firefox100', 'safari15']

const pack = async (name: string, type: string, body: Uint8Array): Promise<Asset> => {
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 10)
  const dot = name.lastIndexOf('.')
  return {
    name,
    path: `/assets/${name.slice(0, dot)}-${hash}${name.slice(dot)}`,
    type,
    plain: Buffer.from(body),
    gzip: await promisify(gzip)(body, { level: 9 }),
    brotli: await promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } }),
  }
}

const entries = async (folder: string, ending: string) =>
  (await readdir(join(source, folder))).filter((file) => file.endsWith(ending) && !file.startsWith('_')).map((file) => join(source, folder, file))

/** Bundles the islands, the service worker and the style sheets for browsers, names them by their content and compresses them once. */
export const bundleAssets = async (): Promise<Assets> => {
  const { outputFiles } = await build({
    entryPoints: [...(await entries('islands', '.ts')), ...(await entries('styles', '.css'))],
    outdir: dist,
    write: false,
    bundle: true,
    minify: true,
    format: 'esm',
    target: browsers,
    logLevel: 'silent',
  })
  const worker = await build({
    entryPoints: [join(source, 'offline/worker.ts')],
    write: false,
    bundle: true,
    minify: true,
    // Firefox takes no module for a service worker.
    format: 'iife',
    target: browsers,
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  })
  const built = outputFiles.map(({ path, contents }) =>
    pack(basename(path), path.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8', contents),
  )
  const { icon } = await import('./icon.ts')
  const workers = worker.outputFiles.map(({ contents }) => pack('sw.js', 'text/javascript; charset=utf-8', contents))
  const schemes = pack('schemes.css', 'text/css; charset=utf-8', Buffer.from(schemeSheet()))
  const packed = await Promise.all([...built, ...workers, schemes, pack('icon.svg', 'image/svg+xml', Buffer.from(icon))])
  return { byName: new Map(packed.map((asset) => [asset.name, asset])), byPath: new Map(packed.map((asset) => [asset.path, asset])) }
}

/** Ends esbuild's own process, which would idle on beside us (29 MB). Call it when nothing is being bundled. */
export const endBundling = () => stop()

/** Node strips types but not JSX: app.tsx is bundled into dist/, with every package left outside, and imported. */
export const loadApp = async (): Promise<BuildApp> => {
  const { outputFiles } = await build({
    entryPoints: [join(source, 'app.tsx')],
    outfile: join(dist, 'app.mjs'),
    write: false,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    sourcemap: 'inline',
    sourcesContent: false,
    logLevel: 'silent',
  })
  const code = outputFiles[0]
  if (!code) throw new Error('esbuild made nothing of app.tsx')
  const file = join(dist, `app-${createHash('sha256').update(code.contents).digest('base64url').slice(0, 10)}.mjs`)
  await mkdir(dist, { recursive: true })
  await writeFile(file, code.contents)
  const { buildApp } = (await import(pathToFileURL(file).href)) as { buildApp: BuildApp }
  return buildApp
}

import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const root = new URL('../../', import.meta.url).pathname
const read = (path: string) => readFileSync(`${root}${path}`, 'utf8')
const dockerfile = read('infra/Dockerfile')
const workspace = read('pnpm-workspace.yaml')
const manifests = globSync(
  [...workspace.matchAll(/^ {2}- (\S+)$/gm)].map(([, folder]) => `${folder}/package.json`),
  { cwd: root },
)
const patches = [...workspace.matchAll(/: (infra\/patches\/\S+)$/gm)].map(([, path]) => path ?? '')

/** Which of these files no COPY has brought before that line. */
const missingBefore = (line: string, files: string[]) => {
  const copies = dockerfile.slice(0, dockerfile.indexOf(line)).matchAll(/^COPY (?!--from)(.+) \S+$/gm)
  const sources = [...copies].flatMap(([, paths]) => paths?.split(' ') ?? [])
  return files.filter((file) => !sources.some((source) => file === source || file.startsWith(`${source}/`)))
}

test('the image has every patch before it fetches, and every manifest before it installs', () => {
  expect(patches.length).toBeGreaterThan(0)
  expect(manifests).toContain('infra/api/package.json')
  expect(missingBefore('RUN pnpm fetch', ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...patches])).toEqual([])
  expect(missingBefore('RUN pnpm install', manifests)).toEqual([])
})

/** Who may import whom. The reasons are in STYLE.md; `boundaries.test.ts` shows that the rules refuse what they should. */
const ownService = '^services/([^/]+)/'
const test = '\\.test\\.tsx?$|^services/[^/]+/test/|^packages/[^/]+/test/'

const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: test },
  to: { pathNot: allowed, dependencyTypesNot: ['core'] },
})

const own = (...rooms) => rooms.map((name) => `^services/$1/src/${name}`)
const inService = (name) => `^services/([^/]+)/src/${name}/`
const npm = (...names) => names.map((name) => `node_modules/(\\.pnpm/)?${name}`)
const packages = (...names) => names.map((name) => `^packages/${name}/`)

module.exports = {
  forbidden: [
    only('domain-is-pure', inService('domain'), [...own('domain/'), ...packages('contracts')], 'Rules import rules and contracts, nothing else.'),
    only(
      'store-is-sql',
      inService('store'),
      [...own('domain/', 'tables.ts', 'store/'), ...packages('contracts', 'postgres'), ...npm('kysely', 'postgres', 'uuid')],
      'SQL knows rules and tables.',
    ),
    only(
      'use-cases-decide',
      inService('use-cases'),
      [...own('domain/', 'store/', 'use-cases/', 'tables.ts', 'words/', 'mails/'), '^packages/', ...npm('kysely', 'uuid', 'postgres')],
      'Use cases know rules and stores, not HTTP nor NATS.',
    ),
    only(
      'http-is-thin',
      inService('http'),
      [
        ...own('app.ts', 'http/', 'use-cases/', 'store/reads/', 'domain/', 'tables.ts'),
        ...packages('contracts', 'http', 'postgres', 'runtime'),
        ...npm('hono', 'zod', '@hono', 'uuid'),
      ],
      'Routes call use cases and reads.',
    ),
    only(
      'consumers-are-thin',
      inService('consumers'),
      [...own('consumers/', 'use-cases/', 'store/', 'domain/', 'tables.ts'), ...packages('contracts', 'events', 'postgres'), ...npm('kysely', 'uuid')],
      'Consumers call use cases and stores.',
    ),
    {
      name: 'services-are-strangers',
      comment: 'Services meet over events and HTTP, never by import.',
      severity: 'error',
      from: { path: ownService, pathNot: test },
      to: { path: '^services/', pathNot: '^services/$1/' },
    },
    {
      name: 'packages-know-no-service',
      severity: 'error',
      from: { path: '^packages/', pathNot: `${test}|^packages/testing/` },
      to: { path: '^(services|infra|e2e)/' },
    },
    only('contracts-import-zod-only', '^packages/contracts/src/', ['^packages/contracts/', ...npm('zod')], 'Contracts can be read by anybody.'),
    {
      name: 'only-infra-and-e2e-import-services',
      comment: 'A service from outside is its service.ts; the demo and the API documents also use use cases.',
      severity: 'error',
      from: { path: '^(infra|e2e)/', pathNot: `${test}|^infra/(content|demo|rules)/|^e2e/bench/digest-fill\\.ts$` },
      to: { path: '^services/[^/]+/', pathNot: '^services/[^/]+/src/service\\.ts$' },
    },
    {
      name: 'the-bench-fills-the-real-digest',
      severity: 'error',
      from: { path: '^e2e/bench/digest-fill\\.ts$' },
      to: { path: '^services/', pathNot: '^services/notifications/src/(mails/digest-template|words/words)\\.ts$' },
    },
    {
      name: 'coverage-walks-the-planner',
      comment: 'The coverage of the starter library is what the real planner makes of it.',
      severity: 'error',
      from: { path: '^infra/content/', pathNot: test },
      to: { path: '^services/', pathNot: '^services/catalogue/src/domain/plan\\.ts$' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'everything-resolves', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^(vitest|hono/jsx)' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^infra/rules/fixtures/|(^|/)(dist|\\.handrail)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'], extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'] },
  },
}

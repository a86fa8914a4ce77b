// The way of the data, held: packages know nothing of apps, a room calls only rooms to its left.
const rooms = [
  'identity',
  'region',
  'monitoring',
  'assessment',
  'campaign',
  'register',
  'casework',
  'response',
  'scoring',
  'disclosure',
]
const room = (names) => `^apps/server/src/(${names.join('|')})/`
const tests = '\\.test\\.tsx?$'

const toTheRight = rooms.slice(0, -1).map((name, index) => ({
  name: `${name}-calls-only-to-its-left`,
  severity: 'error',
  comment: 'What a room tells rooms to its right goes through the database or a typed event.',
  from: { path: room([name]), pathNot: tests },
  to: { path: room(rooms.slice(index + 1)) },
}))

export default {
  forbidden: [
    {
      name: 'packages-do-no-io',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'packages-know-no-app',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^apps/' },
    },
    {
      name: 'web-knows-no-server',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^apps/server/' },
    },
    {
      name: 'packages-import-downward',
      severity: 'error',
      comment: 'periods and standards stand lowest; hj212 and plan-reader depend on nothing of ours.',
      from: { path: '^packages/(periods|standards|hj212|plan-reader|contract)/src/', pathNot: tests },
      to: { path: '^packages/(standards|hj212|plan-reader|contract)/', pathNot: '^packages/$1/' },
    },
    {
      name: 'foundations-know-no-room',
      severity: 'error',
      from: { path: '^apps/server/src/(database|live|testing)/', pathNot: tests },
      to: { path: room(rooms) },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^geojson$' } },
    ...toTheRight,
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(/dist/|node_modules/\\.)' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.css'],
    },
  },
}

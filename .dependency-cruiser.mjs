/**
 * The walls of the house (docs/adr): who may import whom. `tools/guard` runs this, and its test plants trespasses that
 * must be caught. Paths are from the root of the checkout.
 */

const TEST = '\\.test\\.ts$';
const TEST_ONLY = '(^|/)(testing|fixtures)/';
const NOT_TEST = { pathNot: [TEST, TEST_ONLY] };

/** Each line may import itself and the lines before it; packages on one line do not know each other. */
const PACKAGES = [
  ['kernel'],
  ['codes', 'csv', 'vault'],
  ['rules', 'linkage'],
  ['db'],
  ['registers', 'http', 'jobs'],
  ['client'],
  ['ui'],
];

const packageRules = PACKAGES.flatMap((line, index) =>
  line.map((name) => {
    const allowed = [name, ...PACKAGES.slice(0, index).flat()];
    return {
      name: `package-${name}`,
      comment: `packages/${name} may use only packages before it: ${PACKAGES.map((names) => names.join(', ')).join(' → ')}`,
      severity: 'error',
      from: { path: `^packages/${name}/`, ...NOT_TEST },
      to: { path: '^packages/', pathNot: `^packages/(${allowed.join('|')})/` },
    };
  }),
);

/** One rule: files of `from` must not import `to`. */
function wall(name, comment, from, to) {
  return { name, comment, severity: 'error', from, to };
}

const OWN_ROOM = '^modules/$1/';
const DOORS = '^modules/[^/]+/(contract|server|web|testing)/index\\.ts$';

const generalRules = [
  wall('no-circular', 'modules that need each other are one module', {}, { circular: true }),
  wall('no-unresolvable', 'a path that is no door does not resolve', {}, { couldNotResolve: true }),
  wall(
    'declared-dependencies',
    'what is imported stands in the package.json of the workspace that imports it',
    { path: '^(packages|modules|apps|db|bench)/', pathNot: [TEST, TEST_ONLY] },
    { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'], pathNot: '^(packages|modules|apps|db)/' },
  ),
  wall(
    'tests-stay-outside',
    'test helpers are for tests, demo worlds, benches and other test helpers',
    { pathNot: [TEST, TEST_ONLY, '^db/worlds/', '^bench/', '^tools/', '^e2e/', '^vitest\\.config\\.ts$'] },
    { path: '^(packages|modules|apps|db)/.*/(testing|fixtures)/' },
  ),
  wall(
    'packages-know-no-room',
    'packages are furniture without domain meaning',
    { path: '^packages/' },
    { path: '^(modules|apps|db|bench)/' },
  ),
  wall(
    'apps-apart',
    'an app never imports another app',
    { path: '^apps/([^/]+)/' },
    { path: '^apps/', pathNot: '^apps/$1/' },
  ),
  wall('apps-on-top', 'nothing below imports an app', { path: '^(packages|modules|db)/' }, { path: '^(apps|bench)/' }),
  wall(
    'worlds-on-top',
    'rooms know nothing of migrations and demo worlds',
    { path: '^modules/', ...NOT_TEST },
    { path: '^db/' },
  ),
  wall('standards-import-nothing', 'standards are data', { path: '^(standards|reference)/' }, { path: '.' }),
];

const roomRules = [
  wall(
    'rooms-by-their-doors',
    'another room is reached through contract/index.ts and server/index.ts only',
    { path: '^modules/([^/]+)/' },
    { path: '^modules/', pathNot: [OWN_ROOM, DOORS] },
  ),
  wall(
    'apps-by-the-doors',
    'apps, worlds and benches reach a room through its doors only',
    { path: '^(apps|db|bench)/', ...NOT_TEST },
    { path: '^modules/', pathNot: DOORS },
  ),
  wall(
    'contract-is-shape',
    'a contract may use other contracts and kernel, codes, rules, registers (declarations), zod',
    { path: '^modules/([^/]+)/contract/', ...NOT_TEST },
    { path: '^modules/', pathNot: ['^modules/[^/]+/contract/'] },
  ),
  wall(
    'contract-packages',
    'a contract declares; it reaches neither the database nor HTTP',
    { path: '^modules/[^/]+/contract/', ...NOT_TEST },
    { path: '^packages/', pathNot: '^packages/(kernel|codes|rules|registers)/' },
  ),
  wall(
    'domain-is-pure',
    'domain code knows its own contract, kernel, codes, rules and linkage',
    { path: '^modules/([^/]+)/domain/', ...NOT_TEST },
    {
      path: '^(packages|modules|apps|db)/',
      pathNot: ['^modules/$1/(contract|domain)/', '^packages/(kernel|codes|rules|linkage)/'],
    },
  ),
  wall(
    'no-node-in-contract-and-domain',
    'contract and domain run in the browser too: no Node',
    { path: '^modules/[^/]+/(contract|domain)/', ...NOT_TEST },
    { dependencyTypes: ['core'] },
  ),
  wall(
    'no-npm-in-contract-and-domain',
    'contract and domain use no package from outside but zod',
    { path: '^modules/[^/]+/(contract|domain)/', ...NOT_TEST },
    { dependencyTypes: ['npm'], pathNot: ['^(packages|modules)/', 'node_modules/zod/'] },
  ),
  wall(
    'server-has-no-screen',
    'server code reaches no screen',
    { path: '^modules/[^/]+/server/' },
    { path: '^modules/[^/]+/(web|mobile)/|^packages/(client|ui)/' },
  ),
  wall(
    'screens-reach-no-server',
    'what runs in the browser reaches no server code, however long the way',
    { path: '^(modules/[^/]+/(web|mobile)|apps/web/src)/' },
    {
      // Of registers the browser reads what a contract declares with; the rest of that package is for servers.
      path: '^modules/[^/]+/server/|^packages/(csv|db|http|jobs|vault)/|^packages/linkage/src/engine/|^packages/registers/src/(exchange\\.ts|loading/|reading/|sealing/|writing/)',
      reachable: true,
    },
  ),
];

export default {
  forbidden: [...generalRules, ...packageRules, ...roomRules],
  options: {
    // TypeScript 7 has no JavaScript API: with the default parser the cruiser reads nothing and passes.
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: '(^|/)node_modules/' },
    exclude: { path: '(^|/)node_modules/.*/node_modules/|^data/|^apps/web/dist/|^virtual:' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};

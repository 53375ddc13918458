import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from '../support/steps.mjs';

/** Debian packages by the program that a judge runs. */
const PACKAGES = {
  busybox: 'busybox-static',
  'cloud-init': 'cloud-init',
  curl: 'curl',
  dash: 'dash',
  jq: 'jq',
  openssl: 'openssl',
  shellcheck: 'shellcheck',
  'systemd-analyze': 'systemd',
};

/** Packages that installation itself needs, by a file that they bring. */
const PREREQUISITES = { 'python3-venv': hasEnsurepip };

/**
 * Programs of the distribution, in the version that it has: what is on the PATH already is taken as it is.
 *
 * @throws Error naming what is missing, where there is no apt to install it with.
 */
export function debianPrograms() {
  const missing = Object.entries(PACKAGES).filter(([program]) => findProgram(program) === undefined);
  const prerequisites = Object.entries(PREREQUISITES).filter(([, isThere]) => !isThere());
  aptInstall([...missing.map(([, name]) => name), ...prerequisites.map(([name]) => name)]);
  const found = Object.keys(PACKAGES).map((program) => [program, describe(program)]);
  return Object.fromEntries(found);
}

/** First executable of that name on the PATH. */
export function findProgram(program) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, program)).find(isExecutable);
}

function aptInstall(packages) {
  if (packages.length === 0) return;
  if (findProgram('apt-get') === undefined) {
    throw new Error(
      `no apt-get here: install the programs of these packages and run this again: ${packages.join(', ')}`,
    );
  }
  const isRoot = process.getuid?.() === 0;
  const prefix = isRoot ? [] : ['sudo'];
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const settings = isRoot ? [] : ['DEBIAN_FRONTEND=noninteractive'];
  run([...prefix, 'apt-get', 'update'], { env });
  run([...prefix, ...settings, 'apt-get', 'install', '-y', '--no-install-recommends', ...packages], { env });
}

function describe(program) {
  const path = findProgram(program);
  if (path === undefined) throw new Error(`package ${PACKAGES[program]} brought no program '${program}' on the PATH`);
  return { version: packageVersion(path) ?? 'as found', path };
}

/** Version of the package that a file came with; none where dpkg does not know the file. */
function packageVersion(path) {
  if (findProgram('dpkg-query') === undefined) return undefined;
  for (const known of [path, path.replace(/^\/usr/, '')]) {
    try {
      const owner = run(['dpkg-query', '--search', known]).stdout.split(':')[0];
      return run(['dpkg-query', '--show', '--showformat=${Version}', owner]).stdout;
    } catch {
      // Packages name files by the folder before the merge of /bin into /usr/bin, or after it.
    }
  }
  return undefined;
}

function hasEnsurepip() {
  try {
    run(['python3', '-c', 'import ensurepip']);
    return true;
  } catch {
    return false;
  }
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return existsSync(path);
  } catch {
    return false;
  }
}

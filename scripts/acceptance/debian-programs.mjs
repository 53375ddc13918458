import { accessSync, constants, existsSync, mkdirSync, readdirSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from '../support/steps.mjs';
import { binaryPath, buildFolder, recordedTools } from './cache.mjs';

/** Debian package of each program that a judge runs. */
const PACKAGES = {
  busybox: 'busybox-static',
  'cloud-init': 'cloud-init',
  curl: 'curl',
  dash: 'dash',
  faketime: 'faketime',
  jq: 'jq',
  openssl: 'openssl',
  rpm: 'rpm',
  rpmbuild: 'rpm',
  shellcheck: 'shellcheck',
  'systemd-analyze': 'systemd',
};

/** Debian package of each program that runs the servers of the guide on graceful stops; Java must be 17 or newer. */
const SERVER_PACKAGES = {
  java: 'default-jdk-headless',
  javac: 'default-jdk-headless',
  python3: 'python3',
};

/** Debian package of each program that makes networks of their own, and of the one that reads their packets. */
const NAMESPACE_PACKAGES = {
  ip: 'iproute2',
  nsenter: 'util-linux',
  python3: 'python3',
  unshare: 'util-linux',
};

/** Further packages that the installation or judges need, each with a test whether it is installed. */
const PREREQUISITES = {
  'python3-venv': () => canImport('python3', 'ensurepip'),
  // These are modules of the distribution's own Python, which is the interpreter of its programs.
  'python3-apt': () => canImport('/usr/bin/python3', 'apt_pkg'),
  'python3-distro-info': () => canImport('/usr/bin/python3', 'distro_info'),
};

/**
 * Installs programs of the distribution, in its version; a program that is on the PATH already is used as it is.
 *
 * @throws Error with the missing packages, where apt does not exist.
 */
export function debianPrograms() {
  const prerequisites = Object.entries(PREREQUISITES).filter(([, isThere]) => !isThere());
  return installed(
    PACKAGES,
    prerequisites.map(([name]) => name),
  );
}

/**
 * Installs Java's compiler and Python, in the distribution's version; a program that is on the PATH already is used as it is.
 *
 * @throws Error with the missing packages, where apt does not exist.
 */
export function serverPrograms() {
  return installed(SERVER_PACKAGES, []);
}

/**
 * Installs the programs that make networks of their own; a program that is on the PATH already is used as it is.
 *
 * @throws Error with the missing packages, where apt does not exist.
 */
export function namespacePrograms() {
  return installed(NAMESPACE_PACKAGES, []);
}

/** Programs by name, after their packages and the further ones are installed where they are missing. */
function installed(packages, further) {
  const missing = Object.entries(packages).filter(([program]) => findProgram(program) === undefined);
  aptInstall([...new Set([...missing.map(([, name]) => name), ...further])]);
  const found = Object.entries(packages).map(([program, name]) => [program, describe(program, name)]);
  return Object.fromEntries(found);
}

/** The Java compiler of the distribution, because the JVMs of the judges have none. */
export function javaCompiler() {
  return installed({ javac: SERVER_PACKAGES.javac }, []);
}

/** First executable with a name on the PATH. */
export function findProgram(program) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, program)).find(isExecutable);
}

/**
 * Gets a program of a package whose installation would start a server: the package is unpacked, and only the program is copied. A
 * program that is on the PATH already is used as it is.
 *
 * @throws Error with the package, where apt does not exist.
 */
export function unpackedProgram(program, packageName) {
  const path = findProgram(program);
  if (path !== undefined) return { [program]: { version: packageVersion(path) ?? 'as found', path } };
  const known = recordedTools()[program];
  if (known !== undefined) return { [program]: known };
  requireApt([packageName]);
  aptGet(['update']);
  const folder = buildFolder(packageName);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  run(['apt-get', 'download', packageName], { cwd: folder });
  const [archive] = readdirSync(folder);
  run(['dpkg-deb', '--extract', archive, 'content'], { cwd: folder });
  const version = run(['dpkg-deb', '--field', archive, 'Version'], { cwd: folder }).stdout.trim();
  const target = binaryPath(program, version);
  renameSync(join(folder, 'content/usr/bin', program), target);
  rmSync(folder, { recursive: true });
  return { [program]: { version, path: target } };
}

function aptInstall(packages) {
  if (packages.length === 0) return;
  requireApt(packages);
  aptGet(['update']);
  aptGet(['install', '-y', '--no-install-recommends', ...packages]);
}

function requireApt(packages) {
  if (findProgram('apt-get') !== undefined) return;
  throw new Error(`no apt-get here: install the programs of these packages and run this again: ${packages.join(', ')}`);
}

/** Runs a command as root, with sudo where needed; the variable is part of the command, because sudo drops the environment. */
function aptGet(args) {
  const isRoot = process.getuid?.() === 0;
  const prefix = isRoot ? [] : ['sudo', 'DEBIAN_FRONTEND=noninteractive'];
  run([...prefix, 'apt-get', ...args], { env: { DEBIAN_FRONTEND: 'noninteractive' } });
}

function describe(program, packageName) {
  const path = findProgram(program);
  if (path === undefined) throw new Error(`package ${packageName} brought no program '${program}' on the PATH`);
  // Programs of Java are links below /etc/alternatives, which belong to no package.
  return { version: packageVersion(path) ?? packageVersion(realpathSync(path)) ?? 'as found', path };
}

/** Version of the package to which a file belongs; undefined where the file belongs to no package. */
function packageVersion(path) {
  if (findProgram('dpkg-query') === undefined) return undefined;
  for (const known of [path, path.replace(/^\/usr/, '')]) {
    try {
      const owner = run(['dpkg-query', '--search', known]).stdout.split(':')[0];
      return run(['dpkg-query', '--show', '--showformat=${Version}', owner]).stdout;
    } catch {
      // Both paths are tried, because some packages list files below /bin and others below /usr/bin.
    }
  }
  return undefined;
}

function canImport(python, module) {
  try {
    run([python, '-c', `import ${module}`]);
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

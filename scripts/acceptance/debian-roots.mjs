import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from '../support/steps.mjs';
import { buildFolder, CACHE } from './cache.mjs';
import { findProgram } from './debian-programs.mjs';

/** Keys of Debian's archive, which the package of the same name brings to every machine with Debian's apt. */
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** Packages of every root beside the judged programs: a shell, and the programs that scripts call in it. */
const SHELL = ['dash', 'coreutils'];

/**
 * Programs of releases of Debian other than the machine's: each release has a folder that serves as the root of a process, made of the
 * programs' packages and those that they need. Nothing of the packages runs here, and no right of root is needed.
 *
 * @param releases release line of each program by suite: a release that moves may have a newer patch of the line, but no other line.
 * @throws Error with the program, where a suite has another line of it.
 */
export function programsOfReleases(releases) {
  const programs = Object.entries(releases).flatMap(([suite, lines]) => {
    const root = rootOf(suite, lines);
    return Object.entries(lines).map(([program, line]) => {
      const version = root.versions[program];
      if (version.startsWith(`${line}.`)) {
        return [`${program}-${line}`, { version, path: join(root.folder, 'usr/sbin', program) }];
      }
      rmSync(root.folder, { recursive: true });
      throw new Error(
        `${program} of Debian ${suite} is ${version}, and the judges need line ${line}: judge the newer line and state it in test/acceptance/versions.json`,
      );
    });
  });
  return Object.fromEntries(programs);
}

/** The root of a suite; the versions are written last and the folder is renamed, so that an incomplete root is made again. */
function rootOf(suite, lines) {
  const folder = join(CACHE, 'roots', [suite, ...Object.entries(lines).flat()].join('-'));
  const record = join(folder, 'versions.json');
  if (!existsSync(record)) {
    const build = buildFolder(`root-${suite}`);
    const root = makeRoot(suite, Object.keys(lines), build);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(dirname(folder), { recursive: true });
    renameSync(root, folder);
    rmSync(build, { recursive: true });
  }
  return { folder, versions: JSON.parse(readFileSync(record, 'utf8')) };
}

function makeRoot(suite, programs, folder) {
  if (findProgram('apt-get') === undefined)
    throw new Error(`no apt-get here: it gets ${programs.join(' and ')} of Debian ${suite}`);
  // The rest of an interrupted attempt would count as downloaded.
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
  const archives = download(suite, programs, folder);
  const root = join(folder, 'root');
  // Newer packages have their files below /usr only, and programs are called by the older paths.
  for (const name of ['bin', 'sbin', 'lib', 'lib64']) {
    mkdirSync(join(root, 'usr', name), { recursive: true });
    symlinkSync(join('usr', name), join(root, name));
  }
  for (const archive of archives) run(['dpkg-deb', '--extract', archive, root]);
  for (const name of ['dev', 'proc', 'run', 'tmp']) mkdirSync(join(root, name), { recursive: true });
  writeFileSync(join(root, 'versions.json'), `${JSON.stringify(versionsOf(programs, archives))}\n`);
  return root;
}

/** Paths of the packages, got by an apt that knows one suite alone, and a machine on which nothing is installed. */
function download(suite, programs, folder) {
  for (const name of ['lists/partial', 'archives/partial', 'etc/preferences.d']) {
    mkdirSync(join(folder, name), { recursive: true });
  }
  writeFileSync(join(folder, 'status'), '');
  writeFileSync(join(folder, 'sources.list'), `deb [signed-by=${KEYRING}] ${mirror()} ${suite} main\n`);
  const settings = {
    'Dir::Etc': join(folder, 'etc'),
    'Dir::Etc::sourcelist': join(folder, 'sources.list'),
    'Dir::Etc::sourceparts': '-',
    'Dir::State': folder,
    'Dir::State::lists': join(folder, 'lists'),
    'Dir::State::status': join(folder, 'status'),
    'Dir::Cache': folder,
    'Dir::Cache::archives': join(folder, 'archives'),
    'Acquire::Languages': 'none',
    'APT::Sandbox::User': '',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  run(['apt-get', ...options, 'update']);
  run(['apt-get', ...options, 'install', '-y', '--no-install-recommends', '--download-only', ...SHELL, ...programs]);
  const archives = join(folder, 'archives');
  return readdirSync(archives)
    .filter((name) => name.endsWith('.deb'))
    .sort()
    .map((name) => join(archives, name));
}

/** Debian's mirror of the machine's own apt, also where apt has never been updated. */
function mirror() {
  const targets = run(['apt-get', 'indextargets', '--no-release-info', '--format', '$(REPO_URI)']).stdout.split('\n');
  const found = targets.find((uri) => /\/debian\/?$/.test(uri));
  if (found === undefined) throw new Error('the sources of apt name no mirror of Debian');
  return found;
}

/** Versions without the revision of the package, as the programs themselves say them. */
function versionsOf(programs, archives) {
  const found = programs.map((program) => {
    const archive = archives.find((path) => path.includes(`/${program}_`));
    return [
      program,
      run(['dpkg-deb', '--field', archive, 'Version'])
        .stdout.trim()
        .replace(/-[^-]*$/, ''),
    ];
  });
  return Object.fromEntries(found);
}

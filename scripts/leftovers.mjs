// leftovers.mjs record FILE | check FILE: reports what a run between the two commands left on the machine. A run may write its cache,
// temporary folders that it removes, and ignored outputs of the work tree; it must leave no process, namespace, cgroup or kernel parameter.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

const [command, file] = process.argv.slice(2);
assert.ok(['record', 'check'].includes(command) && file !== undefined, 'usage: leftovers.mjs record|check FILE');

// The kernel itself changes these parameters.
const MOVING_PARAMETERS = [
  /^kernel\/random\//,
  /^kernel\/ns_last_pid$/,
  /^kernel\/pty\//,
  /^fs\/binfmt_misc\//,
  /neigh\/.*base_reachable/,
];

const now = {
  processes: judgeProcesses(),
  namespaces: listFolder('/run/netns'),
  cgroups: ['/sys/fs/cgroup', '/sys/fs/cgroup/memory'].flatMap(judgeCgroups),
  temporary: listFolder(tmpdir()).filter((name) => /^(keelson|cdk8s|cdktf)/.test(name)),
  home: listFolder(homedir()),
  parameters: kernelParameters(),
};

if (command === 'record') writeFileSync(file, JSON.stringify(now));
else compare(JSON.parse(readFileSync(file, 'utf8')));

function compare(before) {
  const problems = [
    ...added(before.processes, now.processes).map((each) => `a process still runs: ${each}`),
    ...added(before.namespaces, now.namespaces).map((each) => `a network namespace is left: ${each}`),
    ...added(before.cgroups, now.cgroups).map((each) => `a cgroup is left: ${each}`),
    ...added(before.temporary, now.temporary).map((each) => `a temporary file is left: ${each}`),
    ...added(before.home, now.home)
      .filter((name) => !['.cache', '.npm'].includes(name))
      .map((each) => `a file is new in the home folder: ${each}`),
    ...changedParameters(before.parameters).map((each) => `a kernel parameter was written: ${each}`),
    ...trackedChanges().map((each) => `the work tree has changed: ${each}`),
  ];
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exit(1);
  const count = Object.keys(now.parameters).length;
  console.log(
    `nothing left behind: processes, namespaces, cgroups, temporary files, home folder, work tree, ${count} kernel parameters`,
  );
}

/** Running processes of the judges' programs, independent of who started them. */
function judgeProcesses() {
  const names = /(^|\/)(etcd|kube-(apiserver|controller-manager|scheduler)|kwok|haproxy|nginx)(-[\d.]+)?$/;
  // Servers of the guide run from its examples, and JVMs from the cache or from a folder of the session.
  const ours = /test\/acceptance\/|docs\/examples\/|keelson-acceptance/;
  const pids = listFolder('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    const [program, ...rest] = readText(`/proc/${pid}/cmdline`).split('\0');
    const isOurs = names.test(program ?? '') || [program, ...rest].some((arg) => ours.test(arg ?? ''));
    return isOurs ? [`${pid} ${program} ${rest.slice(0, 3).join(' ')}`] : [];
  });
}

/** Cgroups of judges in a folder; the harness gives each a name that begins with the project's. */
function judgeCgroups(folder) {
  return listFolder(folder)
    .filter((name) => name.startsWith('keelson-'))
    .map((name) => join(folder, name));
}

/** Every writable kernel parameter, with its value. */
function kernelParameters() {
  const found = {};
  const visit = (folder) => {
    for (const name of listFolder(join('/proc/sys', folder))) {
      const path = folder === '' ? name : `${folder}/${name}`;
      const stat = statSync(join('/proc/sys', path), { throwIfNoEntry: false });
      if (stat?.isDirectory()) visit(path);
      else if (
        stat !== undefined &&
        (stat.mode & 0o600) === 0o600 &&
        !MOVING_PARAMETERS.some((each) => each.test(path))
      ) {
        found[path] = readText(join('/proc/sys', path)).trim();
      }
    }
  };
  visit('');
  return found;
}

function changedParameters(before) {
  // Only changed values are reported, because parameters appear and disappear with interfaces and modules.
  return Object.entries(now.parameters)
    .filter(([path, value]) => before[path] !== undefined && before[path] !== value)
    .map(([path, value]) => `${path}: ${before[path]} -> ${value}`);
}

function trackedChanges() {
  if (!existsSync('.git')) return [];
  const text = execFileSync('git', ['status', '--porcelain'], { encoding: 'utf8' });
  return text.split('\n').filter((line) => line !== '');
}

function added(before, after) {
  return after.filter((each) => !before.includes(each));
}

function listFolder(path) {
  try {
    return readdirSync(path).sort();
  } catch {
    return [];
  }
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from '../support/steps.mjs';
import { binaryPath, buildFolder } from './cache.mjs';
import { findProgram } from './debian-programs.mjs';

const CONTROL_PLANE = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'];
const COMPONENT_VERSION = 'k8s.io/component-base/version';

/**
 * Programs of one version of Kubernetes by their name in the record (`kube-apiserver-1.37`). Programs of the same minor in
 * `KUBEBUILDER_ASSETS` are used; controller manager and scheduler are always built, because envtest does not contain them.
 */
export function controlPlane(version) {
  const minor = version.split('.').slice(0, 2).join('.');
  const ready = new Map(
    CONTROL_PLANE.map((name) => [name, fromAssets(name, (found) => found.startsWith(`${minor}.`))]),
  );
  const toBuild = CONTROL_PLANE.filter((name) => ready.get(name) === undefined);
  if (process.env.KUBEBUILDER_ASSETS)
    console.log(`  not in KUBEBUILDER_ASSETS for ${minor}: ${toBuild.join(', ') || 'none'}`);
  const tool = (name) => ready.get(name) ?? { version, path: kubernetesProgram(name, version) };
  return Object.fromEntries(CONTROL_PLANE.map((name) => [`${name}-${minor}`, tool(name)]));
}

/** kubectl of one version of Kubernetes, as `kubectl-1.37`; from `KUBEBUILDER_ASSETS` in any version of the same minor, otherwise built. */
export function kubectl(version) {
  const minor = version.split('.').slice(0, 2).join('.');
  const found = fromAssets('kubectl', (each) => each.startsWith(`${minor}.`), ['version', '--client']);
  return { [`kubectl-${minor}`]: found ?? { version, path: kubernetesProgram('kubectl', version) } };
}

/** etcd from `KUBEBUILDER_ASSETS` in any version; otherwise built, because `go install` refuses its replace directives. */
export function etcd(version) {
  const module = 'go.etcd.io/etcd/server/v3';
  const build = (target) => {
    goBuild(wrapperModule(`etcd-${version}`, [`require ${module} v${version}`]), target, [module]);
  };
  return { etcd: fromAssets('etcd', () => true) ?? { version, path: builtOnce('etcd', version, build) } };
}

/** OpenTofu, which is used where terraform is missing. */
export function openTofu(version) {
  const module = 'github.com/opentofu/opentofu';
  const path = builtOnce('tofu', version, (target) => {
    const required = [`require ${module} v${version}`, ...replacements(`${module}@v${version}`)];
    const folder = wrapperModule(`opentofu-${version}`, required);
    goBuild(folder, target, ['-ldflags', `-s -w -X ${module}/version.dev=no`, `${module}/cmd/tofu`]);
  });
  return { version: `OpenTofu ${version}`, path };
}

/** aws-node-termination-handler, whose package has another name than the program. */
export function terminationHandler(version) {
  const module = 'github.com/aws/aws-node-termination-handler';
  const path = builtOnce('node-termination-handler', version, (target) => {
    const folder = wrapperModule(`node-termination-handler-${version}`, [`require ${module} v${version}`]);
    goBuild(folder, target, ['-ldflags', '-s -w', `${module}/cmd`]);
  });
  return { 'node-termination-handler': { version, path } };
}

/** A program that `go install` can build directly. */
export function goInstalled(name, packagePath, version) {
  const path = builtOnce(name, version, (target) => {
    const folder = buildFolder(`${name}-${version}`);
    const command = ['go', 'install', '-ldflags', '-s -w', `${packagePath}@v${version}`];
    run(command, { cwd: folder, env: { GOBIN: folder, GOFLAGS: '' } });
    renameSync(join(folder, name), target);
  });
  return { [name]: { version, path } };
}

function fromAssets(name, accepts, question = ['--version']) {
  for (const folder of (process.env.KUBEBUILDER_ASSETS ?? '').split(delimiter).filter((each) => each !== '')) {
    const path = join(folder, name);
    if (!existsSync(path)) continue;
    const version = /(\d+\.\d+\.\d+)/.exec(run([path, ...question]).stdout)?.[1];
    if (version !== undefined && accepts(version)) return { version, path };
  }
  return undefined;
}

/** Builds a program of Kubernetes with the published versions of its staging modules: v0.37.2 for v1.37.2. */
function kubernetesProgram(name, version) {
  const [major, minor] = version.split('.');
  const stamps = { gitVersion: `v${version}`, gitMajor: major, gitMinor: minor };
  const flags = Object.entries(stamps).map(([key, value]) => `-X ${COMPONENT_VERSION}.${key}=${value}`);
  return builtOnce(name, version, (target) => {
    const required = [`require k8s.io/kubernetes v${version}`, ...stagingReplacements(version)];
    const folder = wrapperModule(`kubernetes-${version}`, required);
    goBuild(folder, target, ['-ldflags', `-s -w ${flags.join(' ')}`, `k8s.io/kubernetes/cmd/${name}`]);
  });
}

function stagingReplacements(version) {
  const published = `v0.${version.split('.').slice(1).join('.')}`;
  const names = [...moduleFile(`k8s.io/kubernetes@v${version}`).matchAll(/=> \.\/staging\/src\/(\S+)/g)];
  return names.map(([, name]) => `replace ${name} => ${name} ${published}`);
}

/** Replace directives of a module that refer to other modules. */
function replacements(module) {
  const lines = moduleFile(module).matchAll(/^(?:replace)?\s*(\S+(?: v\S+)?) => ([^\s.]\S* v\S+)/gm);
  return [...lines].map(([, from, to]) => `replace ${from} => ${to}`);
}

/** Paths of a module that Go has downloaded and verified: `Dir` has its files, `GoMod` is its go.mod. */
export function downloadModule(module) {
  requireGo();
  return JSON.parse(run(['go', 'mod', 'download', '-json', module]).stdout);
}

function moduleFile(module) {
  return readFileSync(downloadModule(module).GoMod, 'utf8');
}

function requireGo() {
  if (findProgram('go') === undefined) throw new Error('go is missing: install Go 1.26 or newer, and run this again');
}

/** Creates a module that only requires others; `lines` repeat their replace directives, which Go reads in the main module only. */
function wrapperModule(name, lines) {
  const folder = buildFolder(name);
  const language = /(\d+\.\d+(\.\d+)?)/.exec(run(['go', 'env', 'GOVERSION']).stdout)?.[1];
  rmSync(join(folder, 'go.sum'), { force: true });
  writeFileSync(join(folder, 'go.mod'), [`module wrapper`, `go ${language}`, ...lines, ''].join('\n'));
  return folder;
}

/** Builds into a second file and renames it, so that an interrupted build leaves no file that looks complete. */
function builtOnce(name, version, build) {
  const binary = binaryPath(name, version);
  if (!existsSync(binary)) {
    requireGo();
    console.log(`  building ${name} ${version} …`);
    build(`${binary}.new`);
    renameSync(`${binary}.new`, binary);
  }
  return binary;
}

function goBuild(folder, target, args) {
  const command = ['go', 'build', '-mod=mod', '-trimpath', '-buildvcs=false', '-o', target, ...args];
  run(command, { cwd: folder, env: { GOFLAGS: '' } });
}

import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from '../support/steps.mjs';
import { binaryPath, buildFolder } from './cache.mjs';

const CONTROL_PLANE = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'];
const COMPONENT_VERSION = 'k8s.io/component-base/version';

/**
 * Programs of one Kubernetes version by tool name (`kube-apiserver-1.37`). What `KUBEBUILDER_ASSETS` holds of the same
 * minor version is taken; envtest ships no controller manager and no scheduler, so those are built in any case.
 */
export function controlPlane(version) {
  const minor = version.split('.').slice(0, 2).join('.');
  const tools = {};
  for (const name of CONTROL_PLANE) {
    const ready = fromAssets(name, (found) => found.startsWith(`${minor}.`));
    tools[`${name}-${minor}`] = ready ?? { version, path: kubernetesProgram(name, version) };
  }
  return tools;
}

/** etcd, from `KUBEBUILDER_ASSETS` in any version that it has, else built: `go install` refuses its replace directives. */
export function etcd(version) {
  const built = () => {
    const folder = wrapperModule(`etcd-${version}`, [`require go.etcd.io/etcd/server/v3 v${version}`]);
    return { version, path: goBuild(folder, binaryPath('etcd', version), ['go.etcd.io/etcd/server/v3']) };
  };
  return { etcd: fromAssets('etcd', () => true) ?? built() };
}

/** OpenTofu, which takes the place of a missing terraform. */
export function openTofu(version) {
  const binary = binaryPath('tofu', version);
  if (existsSync(binary)) return { version: `OpenTofu ${version}`, path: binary };
  const module = 'github.com/opentofu/opentofu';
  const folder = wrapperModule(`opentofu-${version}`, [
    `require ${module} v${version}`,
    ...replacements(`${module}@v${version}`),
  ]);
  goBuild(folder, binary, ['-ldflags', `-s -w -X ${module}/version.dev=no`, `${module}/cmd/tofu`]);
  return { version: `OpenTofu ${version}`, path: binary };
}

/** A program that `go install` takes as it is. */
export function goInstalled(name, packagePath, version) {
  const binary = binaryPath(name, version);
  if (!existsSync(binary)) {
    const folder = buildFolder(`${name}-${version}`);
    run(['go', 'install', '-ldflags', '-s -w', `${packagePath}@v${version}`], {
      cwd: folder,
      env: { GOBIN: folder, GOFLAGS: '' },
    });
    renameSync(join(folder, name), binary);
  }
  return { [name]: { version, path: binary } };
}

/** Name of the Go version in use; its absence is told before anything is built. */
export function requireGo() {
  try {
    return run(['go', 'env', 'GOVERSION']).stdout.trim();
  } catch (error) {
    throw new Error('go is missing; install Go 1.26 or newer, the control plane is built with it', { cause: error });
  }
}

function fromAssets(name, accepts) {
  for (const folder of (process.env.KUBEBUILDER_ASSETS ?? '').split(delimiter).filter((each) => each !== '')) {
    const path = join(folder, name);
    if (!existsSync(path)) continue;
    const version = /(\d+\.\d+\.\d+)/.exec(run([path, '--version']).stdout)?.[1];
    if (version !== undefined && accepts(version)) return { version, path };
  }
  return undefined;
}

/** Builds with the staging modules in the versions that were published with the release, v1.37.2 with v0.37.2. */
function kubernetesProgram(name, version) {
  const binary = binaryPath(name, version);
  if (existsSync(binary)) return binary;
  const [major, minor] = version.split('.');
  const folder = wrapperModule(`kubernetes-${version}`, [
    `require k8s.io/kubernetes v${version}`,
    ...stagingReplacements(version),
  ]);
  const stamps = { gitVersion: `v${version}`, gitMajor: major, gitMinor: minor };
  const flags = Object.entries(stamps).map(([key, value]) => `-X ${COMPONENT_VERSION}.${key}=${value}`);
  return goBuild(folder, binary, ['-ldflags', `-s -w ${flags.join(' ')}`, `k8s.io/kubernetes/cmd/${name}`]);
}

function stagingReplacements(version) {
  const published = `v0.${version.split('.').slice(1).join('.')}`;
  const names = [...moduleFile(`k8s.io/kubernetes@v${version}`).matchAll(/=> \.\/staging\/src\/(\S+)/g)];
  return names.map(([, name]) => `replace ${name} => ${name} ${published}`);
}

/** Replace directives of a module that point to other modules; they count in the main module only, so we repeat them. */
function replacements(module) {
  const lines = moduleFile(module).matchAll(/^(?:replace)?\s*(\S+(?: v\S+)?) => ([^\s.]\S* v\S+)/gm);
  return [...lines].map(([, from, to]) => `replace ${from} => ${to}`);
}

function moduleFile(module) {
  const { stdout } = run(['go', 'mod', 'download', '-json', module]);
  return readFileSync(JSON.parse(stdout).GoMod, 'utf8');
}

function wrapperModule(name, lines) {
  const folder = buildFolder(name);
  const language = run(['go', 'env', 'GOVERSION']).stdout.trim().replace(/^go/, '');
  rmSync(join(folder, 'go.sum'), { force: true });
  writeFileSync(join(folder, 'go.mod'), [`module wrapper`, `go ${language}`, ...lines, ''].join('\n'));
  return folder;
}

/** Builds beside the target and renames, so that an interrupted build leaves nothing that looks finished. */
function goBuild(folder, binary, args) {
  if (!existsSync(binary)) {
    run(['go', 'build', '-mod=mod', '-trimpath', '-o', `${binary}.new`, ...args], {
      cwd: folder,
      env: { GOFLAGS: '' },
    });
    renameSync(`${binary}.new`, binary);
  }
  return binary;
}

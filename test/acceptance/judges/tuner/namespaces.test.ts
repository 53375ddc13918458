import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderTunerScript } from '../../../../lib/render/node-tuner/tuner-script';
import { sysctlDefinition, sysctlKeys } from '../../../../lib/specs/sysctl/sysctl-catalogue';
import type { SysctlDefinition } from '../../../../lib/specs/sysctl/sysctl-definition';
import { pollUntil } from '../../harness/poll';
import { Session, stopProcess } from '../../harness/session';

// Which keys a namespace has of its own, and which it hides, by the kernel that runs here. Nothing of the machine is ever written:
// keys of namespaces are read, and kernel.pid_max and vm.memfd_noexec are written inside of private PID namespaces only.

const session = Session.current();
const folder = session.subfolder('tuner-namespaces');

/** Keys of the catalogue that this kernel has. */
const HERE = sysctlKeys().filter((key) => existsSync(pathOf(key)));

/** Keys that kernels before Linux 6.8 or 6.11 hide in a namespace and newer ones show, the socket buffers read-only. */
const SHOWN_SINCE: Readonly<Record<string, readonly [major: number, minor: number]>> = {
  'net.core.optmem_max': [6, 8],
  'net.core.rmem_default': [6, 11],
  'net.core.rmem_max': [6, 11],
  'net.core.wmem_default': [6, 11],
  'net.core.wmem_max': [6, 11],
};

function pathOf(key: string): string {
  return `/proc/sys/${key.replaceAll('.', '/')}`;
}

function isShownHere(key: string): boolean {
  const since = SHOWN_SINCE[key];
  return since === undefined ? sysctlDefinition(key)?.seenByPods === true : isLinux(...since);
}

/** Whether the running kernel has this version or a newer one. */
function isLinux(wantedMajor: number, wantedMinor: number): boolean {
  const [major = 0, minor = 0] = readFileSync('/proc/sys/kernel/osrelease', 'utf8').split('.').map(Number);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

/** Values of keys as a process in other namespaces reads them; missing keys are left out. */
function readIn(namespaces: readonly string[], keys: readonly string[]): ReadonlyMap<string, string> {
  const script = 'while read -r key path; do [ -e "$path" ] && echo "$key" $(cat "$path"); done; true';
  const input = keys.map((key) => `${key} ${pathOf(key)}\n`).join('');
  const { status, stdout, stderr } = spawnSync('unshare', [...namespaces, 'sh', '-c', script], {
    input,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  const lines = stdout.trim().split('\n');
  return new Map(lines.map((line) => [line.split(' ')[0] ?? '', line.slice(line.indexOf(' ') + 1)]));
}

/** The value of a key in the notation of the shell in `readIn`: numbers with single spaces between them. */
function valueHere(key: string): string {
  return readFileSync(pathOf(key), 'utf8').trim().split(/\s+/).join(' ');
}

it.each([
  ['a network of its own', ['--net']],
  ['a network and a user namespace of its own', ['--user', '--map-root-user', '--net']],
])('the kernel shows a pod with %s the keys that the catalogue says', (_, namespaces) => {
  const seen = readIn(namespaces, HERE);
  expect(HERE.filter((key) => seen.has(key))).toEqual(HERE.filter(isShownHere));
  session.fact('tuner', 'keys that a network namespace hides', HERE.length - seen.size);
});

it('the kernel shows a pod the value of the machine where the scope is node', () => {
  const namespaces = ['--net', '--ipc', '--pid', '--fork', '--mount-proc'];
  const seen = readIn(namespaces, HERE);
  const ofNode = [...seen].filter(([key]) => sysctlDefinition(key)?.scope === 'node');
  expect(ofNode.filter(([key, value]) => value !== valueHere(key))).toEqual([]);
  expect(ofNode.length).toBeGreaterThan(20);
});

/** The smallest and the largest value of a form, where a number limits it. */
function boundsOf({ form }: SysctlDefinition): readonly string[] {
  switch (form.kind) {
    case 'integer':
      return [String(form.min), String(form.max)];
    case 'integers':
      return [form.min, form.max].map((bound) =>
        Array.from({ length: form.count }, (_, place) =>
          place === form.count - 1 ? Math.min(bound, form.lastMax ?? bound) : bound,
        ).join(' '),
      );
    case 'port-range':
      return [`${form.min} ${form.min + form.fewest - 1}`, `${65536 - form.fewest} 65535`];
    case 'group-range':
      return ['0 2147483647', '1 0'];
    default:
      return [];
  }
}

/** Writes values in namespaces that end with the process, and returns the value read after each write. */
function writeApart(values: readonly (readonly [key: string, value: string])[]): readonly string[] {
  const script = 'while read -r path value; do echo "$value" >"$path"; echo $(cat "$path"); done 2>/dev/null';
  const input = values.map(([key, value]) => `${pathOf(key)} ${value}\n`).join('');
  const { stdout } = spawnSync('unshare', ['--net', '--ipc', 'sh', '-c', script], { input, encoding: 'utf8' });
  return stdout.trimEnd().split('\n');
}

it('the kernel accepts the limits of keys of network and IPC namespaces, and returns them unchanged', () => {
  const values = HERE.flatMap((key) => {
    const definition = sysctlDefinition(key);
    const isOwn = definition?.scope === 'network-namespace' || definition?.scope === 'ipc-namespace';
    // The limit of unprivileged ports depends on the ports in use and has a rule of its own.
    if (!isOwn || key === 'net.ipv4.ip_unprivileged_port_start') return [];
    return boundsOf(definition).map((value) => [key, value] as const);
  });
  const read = writeApart(values);
  expect(values.map(([key], index) => `${key} ${read[index]}`)).toEqual(values.map((each) => each.join(' ')));
  session.fact('tuner', 'bounds that the kernel took', values.length);
});

it('the kernel refuses or changes what the catalogue refuses', () => {
  const values = [
    ['kernel.msgmni', '32769'],
    ['kernel.sem', '250 32000 100 32769'],
    ['kernel.shmmax', '18446744073709551616'],
    ['net.ipv4.ip_unprivileged_port_start', '40000'],
    ['net.ipv4.ping_group_range', '5 1'],
    ['net.ipv4.tcp_congestion_control', 'bbrr'],
    ['net.ipv4.tcp_keepalive_probes', '1000'],
  ] as const;
  const read = writeApart(values);
  expect(values.filter(([, value], index) => read[index] === value)).toEqual([]);
});

describe('kernel.pid_max and vm.memfd_noexec, which newer kernels keep per PID namespace', () => {
  const script = join(folder, 'tuner.sh');
  const settings = join(folder, 'sysctls');
  const children: ChildProcess[] = [];

  beforeAll(() => {
    writeFileSync(script, renderTunerScript());
    writeFileSync(settings, 'kernel/pid_max\t70000\nvm/memfd_noexec\t1\n');
  });

  afterAll(() => Promise.all(children.map(stopProcess)));

  /** Starts a PID namespace that stands for the node, with a tuner inside it that shares its PIDs or has its own. */
  function startNode(name: string, sharesPids: boolean): { readonly pid: () => number; readonly state: string } {
    const state = join(folder, name);
    mkdirSync(state);
    const own = sharesPids ? '' : 'unshare --pid --fork --mount-proc --kill-child';
    const tuner = `echo 50000 >/proc/sys/kernel/pid_max; ${own} sh ${script} & wait`;
    const child = spawn('unshare', ['--pid', '--fork', '--mount-proc', '--kill-child', 'sh', '-c', tuner], {
      env: {
        ...process.env,
        TMPDIR: state,
        KEELSON_NODE: name,
        KEELSON_PROFILE: 'p',
        KEELSON_SYSCTLS: settings,
        KEELSON_STATE: state,
      },
      stdio: 'ignore',
      detached: true,
    });
    session.remember(child);
    children.push(child);
    const pid = (): number =>
      Number(readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').split(' ')[0]);
    return { pid, state };
  }

  const valuesOf = (pid: number): readonly string[] => {
    const files = ['/proc/sys/kernel/pid_max', '/proc/sys/vm/memfd_noexec'];
    const command = ['--target', String(pid), '--pid', '--mount', 'cat', ...files];
    return spawnSync('nsenter', command, { encoding: 'utf8' }).stdout.trim().split('\n');
  };

  // On an older kernel the value belongs to the machine, which no test may change.
  const onNewKernels = isLinux(6, 14) ? it : it.skip;
  onNewKernels(
    'are set on the node by a tuner that shares its PIDs, and on nothing but itself by one that does not',
    async () => {
      const before = readFileSync('/proc/sys/kernel/pid_max', 'utf8');
      const sharing = startNode('sharing', true);
      const apart = startNode('apart', false);
      for (const { state } of [sharing, apart]) {
        const marked = async (): Promise<true | undefined> => existsSync(join(state, 'tuned')) || undefined;
        await pollUntil('a tuner to say that its keys hold', marked, { seconds: 20 });
      }
      expect([valuesOf(sharing.pid()), valuesOf(apart.pid())]).toEqual([
        ['70000', '1'],
        ['50000', '0'],
      ]);
      expect(readFileSync('/proc/sys/kernel/pid_max', 'utf8')).toBe(before);
    },
  );
});

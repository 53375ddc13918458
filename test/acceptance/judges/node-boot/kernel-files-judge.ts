import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { runProgram } from '../../harness/run-program';
import { Session } from '../../harness/session';
import { toolPath } from '../../harness/tools';
import { judgeSysctlFile } from './sysctl-judge';

/** A file that a node reads at boot. */
interface BootFile {
  readonly path: string;
  readonly content: string;
}

/** Files of the kernel that tmpfiles.d may write, and the values that each file accepts. */
const KERNEL_FILES: Readonly<Record<string, readonly string[]>> = {
  '/sys/kernel/mm/transparent_hugepage/enabled': ['always', 'madvise', 'never'],
  '/sys/kernel/mm/transparent_hugepage/defrag': ['always', 'defer', 'defer+madvise', 'madvise', 'never'],
};

/** Reports what systemd would refuse in the files with kernel parameters that it reads at boot. */
export async function judgeKernelFiles(files: readonly BootFile[]): Promise<readonly string[]> {
  const below = (folder: string) => files.filter(({ path }) => dirname(path) === folder && path.endsWith('.conf'));
  const modules = below('/etc/modules-load.d').flatMap(({ content }) => content.trim().split('\n'));
  const sysctls = below('/etc/sysctl.d');
  const tracked = sysctls.find(({ content }) => /^net\.netfilter\.nf_conntrack_/m.test(content));
  const pages = await Promise.all(below('/etc/tmpfiles.d').map(judgeTmpfiles));
  return [
    ...modules.filter((name) => !/^[\w-]+$/.test(name)).map((name) => `modules-load.d: '${name}' is no module`),
    ...sysctls.flatMap(({ path, content }) => judgeSysctlFile(path, content)),
    ...(tracked === undefined || modules.includes('nf_conntrack')
      ? []
      : [`${tracked.path} sets what nf_conntrack brings, and nothing loads it`]),
    ...pages.flat(),
  ];
}

/**
 * Reports mistakes in the commands that apply those files at the first boot, in their order; undefined for other commands.
 */
export function judgeKernelCommand(
  [program, ...words]: readonly string[],
  files: readonly BootFile[],
  before: readonly (readonly string[])[],
): readonly string[] | undefined {
  const [word = '', path = ''] = words;
  const wrote = (name: string) => files.find((file) => file.path === name);
  if (program === 'modprobe') {
    const isListed = files.some(
      ({ path: at, content }) => dirname(at) === '/etc/modules-load.d' && content === `${word}\n`,
    );
    return isListed && words.length === 1 ? [] : [`modprobe loads '${words.join(' ')}', which later boots do not`];
  }
  if (program === 'sysctl') {
    const file = wrote(/^--load=(.*)$/.exec(word)?.[1] ?? '');
    if (file === undefined || words.length !== 1) return [`sysctl reads '${words.join(' ')}', which nothing wrote`];
    const isTracked = /^net\.netfilter\.nf_conntrack_/m.test(file.content);
    const isLoaded = before.some((command) => command.join(' ') === 'modprobe nf_conntrack');
    return isTracked && !isLoaded ? ['sysctl runs before nf_conntrack is loaded'] : [];
  }
  if (program !== 'systemd-tmpfiles') return undefined;
  const isGood = word === '--create' && words.length === 2 && wrote(path) !== undefined;
  return isGood ? [] : [`systemd-tmpfiles reads '${words.join(' ')}', which nothing wrote`];
}

/** Runs systemd-tmpfiles in a root with copies of the kernel's files, so that it never opens the files of this machine. */
async function judgeTmpfiles({ path, content }: BootFile): Promise<readonly string[]> {
  const root = mkdtempSync(join(Session.current().subfolder('node-boot'), 'tmpfiles-root-'));
  const write = (at: string, text: string): void => {
    mkdirSync(join(root, dirname(at)), { recursive: true });
    writeFileSync(join(root, at), text);
  };
  // The files are emptied first, because systemd-tmpfiles overwrites them without truncating, and a former longer text would show
  // behind a shorter value.
  for (const file of Object.keys(KERNEL_FILES)) write(file, '');
  write(path, content);
  // The program belongs to the same package as systemd-analyze.
  const program = join(dirname(toolPath('systemd-analyze')), 'systemd-tmpfiles');
  const outcome = await runProgram([program, '--create', `--root=${root}`, join(root, path)]);
  const said = `${outcome.stdout}${outcome.stderr}`.replaceAll(root, '').trim();
  const values = Object.entries(KERNEL_FILES).map(([file, known]) => ({
    file,
    known,
    value: readFileSync(join(root, file), 'utf8').trim(),
  }));
  return [
    ...(outcome.status === 0 && said === '' ? [] : [`systemd-tmpfiles: ${said}`]),
    ...values
      .filter(({ known, value }) => !known.includes(value))
      .map(({ file, value }) => `${basename(path)} leaves '${value}' in ${file}`),
  ];
}

import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { runProgram } from '../../harness/run-program';
import { Session } from '../../harness/session';
import { toolPath } from '../../harness/tools';
import { judgeSysctlFile } from './sysctl-judge';

/** A file that a node boots with. */
interface BootFile {
  readonly path: string;
  readonly content: string;
}

/** Files of the kernel that tmpfiles.d may write, and what each takes. */
const KERNEL_FILES: Readonly<Record<string, readonly string[]>> = {
  '/sys/kernel/mm/transparent_hugepage/enabled': ['always', 'madvise', 'never'],
  '/sys/kernel/mm/transparent_hugepage/defrag': ['always', 'defer', 'defer+madvise', 'madvise', 'never'],
};

/** What systemd would not take of the files that it reads at boot for the kernel's sake. */
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
 * What is wrong with commands that apply those files at the first boot, in their order; undefined for a command that is none of
 * them.
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

/** systemd-tmpfiles itself, in a root where the kernel's files are stand-ins: those of this machine are never opened. */
async function judgeTmpfiles({ path, content }: BootFile): Promise<readonly string[]> {
  const root = mkdtempSync(join(Session.current().subfolder('node-boot'), 'tmpfiles-root-'));
  const write = (at: string, text: string): void => {
    mkdirSync(join(root, dirname(at)), { recursive: true });
    writeFileSync(join(root, at), text);
  };
  // Empty: written over but not cut off, as a file of the kernel is, any text of before would show behind a shorter value.
  for (const file of Object.keys(KERNEL_FILES)) write(file, '');
  write(path, content);
  // Of the same package as systemd-analyze.
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

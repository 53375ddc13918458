import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { runProgram } from '../../harness/run-program';
import { Session, writeSessionFile } from '../../harness/session';
import { toolPath } from '../../harness/tools';
import { judgeKernelCommand, judgeKernelFiles } from './kernel-files-judge';
import { judgeKubeletConfiguration } from './node-config-judge';
import { judgeScript } from './shell-judge';
import { isMap } from './typed-fields';
import { judgeUnits } from './unit-judge';

/** A file that a cloud-config writes. */
export interface WrittenFile {
  readonly path: string;
  readonly content: string;
  readonly permissions: string;
}

/** Units of the images that commands in user data may name. */
const UNITS_OF_IMAGES = ['systemd-logind.service', 'apt-daily.timer', 'apt-daily-upgrade.timer'];

/** Reports what cloud-init, the shells or systemd refuse in a cloud-config document and in the files that it writes. */
export async function judgeCloudConfig(name: string, text: string): Promise<readonly string[]> {
  const schema = await judgeSchema(name, text);
  // A document that the schema refuses is not examined further, because its members may be anything.
  if (schema.length > 0) return schema;
  const files = writtenFiles(text);
  const texts = await Promise.all(files.map((file) => judgeFile(file)));
  return [
    ...judgeHeader(text),
    ...(await judgeKeys(text)),
    ...texts.flat(),
    ...(await judgeUnits(name, files)),
    ...(await judgeKernelFiles(files)),
    ...judgeCommands(text, files),
  ];
}

/** Files that a cloud-config writes. */
export function writtenFiles(text: string): readonly WrittenFile[] {
  return (parse(text, { version: '1.1' }).write_files ?? []) as readonly WrittenFile[];
}

async function judgeSchema(name: string, text: string): Promise<readonly string[]> {
  const path = writeSessionFile(Session.current().subfolder('node-boot'), `${name}.yaml`, text);
  const outcome = await runProgram([toolPath('cloud-init'), 'schema', '--config-file', path]);
  const said = `${outcome.stdout}${outcome.stderr}`.trim();
  return outcome.status === 0 && !/deprecat/i.test(said) ? [] : [`cloud-init: ${said}`];
}

/** cloud-init does not recognise the part as cloud-config when its first line contains more than `#cloud-config`. */
function judgeHeader(text: string): readonly string[] {
  return text.startsWith('#cloud-config\n') ? [] : ['the first line is not #cloud-config'];
}

async function judgeKeys(text: string): Promise<readonly string[]> {
  const known = await documentedKeys();
  const keys = Object.keys(parse(text, { strict: true, uniqueKeys: true, version: '1.1' }) as object);
  return keys.filter((key) => !known.includes(key)).map((key) => `cloud-init knows no top-level key '${key}'`);
}

let documented: Promise<readonly string[]> | undefined;

function documentedKeys(): Promise<readonly string[]> {
  documented ??= readDocumentedKeys();
  return documented;
}

/** The keys are read by the program's own interpreter, which finds the modules of that version. */
async function readDocumentedKeys(): Promise<readonly string[]> {
  const [shebang = ''] = readFileSync(toolPath('cloud-init'), 'utf8').split('\n');
  const interpreter = shebang.replace(/^#!\s*/, '').split(' ');
  const outcome = await runProgram([...interpreter, join(__dirname, 'cloud-init-keys.py')]);
  if (outcome.status !== 0) throw new Error(`no schema of cloud-init: ${outcome.stderr}`);
  return JSON.parse(outcome.stdout) as readonly string[];
}

async function judgeFile(file: WrittenFile): Promise<readonly string[]> {
  const complaints = file.path.startsWith('/') ? [] : [`${file.path} is no absolute path`];
  if (file.content.startsWith('#!')) return [...complaints, ...(await judgeScript(file.path, file.content))];
  if (file.path.endsWith('kubelet-extra.json')) complaints.push(...judgeKubeletConfiguration(JSON.parse(file.content)));
  return complaints;
}

/** Commands must be lists of arguments whose program exists: a program of the system, or a script that was written before. */
function judgeCommands(text: string, files: readonly WrittenFile[]): readonly string[] {
  const document: unknown = parse(text, { version: '1.1' });
  const commands = ((isMap(document) ? document['runcmd'] : undefined) ?? []) as readonly unknown[];
  return commands.flatMap((command, index) => {
    if (!Array.isArray(command)) return [`runcmd '${String(command)}' goes through a shell`];
    const [program, ...words] = command.map(String);
    const before = commands.slice(0, index).map((each) => [each].flat().map(String));
    const kernel = judgeKernelCommand(command.map(String), files, before);
    if (kernel !== undefined) return kernel;
    if (program === 'systemctl') return judgeUnitNames(words, files);
    const script = files.find((file) => file.path === program);
    if (script === undefined) return [`runcmd calls '${program}', which nothing wrote`];
    return script.permissions === '0755' ? [] : [`runcmd calls '${program}', which is not executable`];
  });
}

function judgeUnitNames(words: readonly string[], files: readonly WrittenFile[]): readonly string[] {
  const units = words.filter((word) => /\.(service|timer)$/.test(word));
  const isThere = (unit: string) =>
    UNITS_OF_IMAGES.includes(unit) || files.some((file) => writesUnit(file, `/etc/systemd/system/${unit}`));
  return units.filter((unit) => !isThere(unit)).map((unit) => `runcmd names unit '${unit}', which nothing wrote`);
}

/** Whether the user data contain a unit, or a script in them writes the unit. */
function writesUnit({ path, content }: WrittenFile, unit: string): boolean {
  return path === unit || (content.startsWith('#!') && content.includes(`>${unit} `));
}

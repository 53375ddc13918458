import { parseConfigKey } from '../../../values/config-key';
import { parseDnsName } from '../../../values/dns-name';
import { ImageReference } from '../../../values/image-reference';
import type { Problems } from '../../../values/problems';
import { parseQuantity, renderBytes } from '../../../values/quantity';
import { VARIABLE_PREFIX } from '../../labels';
import type { ContainerSpec, SidecarSpec } from './container-fields';
import { leastScratchBytes } from './container-scratch';
import { judgeQuantity, type QuantityRange } from './quantity-rules';
import { judgeWrittenText } from './written-text-rules';

/** A container that serves, or a sidecar. */
export type BaseContainer = Omit<ContainerSpec | SidecarSpec, 'port'>;

/** Range of the processors that a container requests. */
export const CPU_RANGE: QuantityRange = { least: '10m', most: '64', whole: 'thousandths of a processor' };

/** Range of the memory that a container requests. */
export const MEMORY_RANGE: QuantityRange = { least: '32Mi', most: '256Gi', whole: 'bytes' };

const SCRATCH: QuantityRange = { least: '64Mi', most: '1Ti', whole: 'bytes' };

/**
 * Name of an environment variable as every supported API server accepts it.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.30.14/staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go
 */
const ENV_NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;

/** Whether every supported API server accepts the name of an environment variable. */
export function isVariableName(name: string): boolean {
  return ENV_NAME.test(name) && name !== '.' && !name.startsWith('..');
}

/** Rules of the members that every container has, apart from its writable folders; `at` is the container's place: `container`. */
export function judgeBaseContainer(at: string, container: BaseContainer, problems: Problems): void {
  judgeImage(`${at}.image`, container.image, problems);
  judgeQuantity({ at: `${at}.cpu`, text: container.cpu, range: CPU_RANGE }, problems);
  judgeQuantity({ at: `${at}.memory`, text: container.memory, range: MEMORY_RANGE }, problems);
  judgeScratch(at, container, problems);
  judgeEnv(`${at}.env`, container.env, problems);
  judgeCommand(at, container, problems);
}

function judgeImage(at: string, text: string, problems: Problems): void {
  const image = problems.capture(at, () => ImageReference.parse(text));
  if (image === undefined) return;
  const rule = "name a version: a tag other than 'latest', or a digest";
  const remedy = 'append the version: an image without one may be another image on every node';
  problems.require(image.hasVersion, at, rule, text, remedy);
}

/** The folders on disk count against the same limit as the logs, and a pod that writes more is evicted. */
function judgeScratch(at: string, { scratch, writable }: BaseContainer, problems: Problems): void {
  if (scratch === undefined) return;
  const property = `${at}.scratch`;
  if (judgeQuantity({ at: property, text: scratch, range: SCRATCH }, problems) === undefined) return;
  // A size that is no quantity is reported where the folder is judged.
  const folders = problems.muted(() => true).capture('size', () => leastScratchBytes(writable));
  if (folders === undefined || folders === 0) return;
  const least = parseQuantity(SCRATCH.least) + folders;
  const rule = `be at least ${renderBytes(least)}: ${SCRATCH.least} for logs and ${renderBytes(folders)} for the writable folders on disk`;
  problems.require(parseQuantity(scratch) >= least, property, rule, scratch, 'raise it, or lower the sizes');
}

function judgeEnv(at: string, env: BaseContainer['env'], problems: Problems): void {
  for (const [name, value] of Object.entries(env)) {
    const rule = 'be named with letters, digits, dashes, dots and underscores, not beginning with a digit';
    if (!problems.require(isVariableName(name), `${at}.${name}`, rule, name, 'rename the variable')) continue;
    const ownRule = `not be named ${VARIABLE_PREFIX}…, because keelson sets these variables itself`;
    problems.require(!name.startsWith(VARIABLE_PREFIX), `${at}.${name}`, ownRule, name, 'rename the variable');
    if (typeof value === 'string') judgeWrittenText(`${at}.${name}`, value, problems);
    if (typeof value === 'string' || 'field' in value) continue;
    problems.capture(`${at}.${name}.secret`, () => parseDnsName(value.secret));
    problems.capture(`${at}.${name}.key`, () => parseConfigKey(value.key));
  }
}

/** The API server does not store an empty list, so that each apply would be a write. */
function judgeCommand(at: string, container: BaseContainer, problems: Problems): void {
  for (const name of ['command', 'args'] as const) {
    const words = container[name];
    if (words === undefined) continue;
    const remedy = "leave it out for the image's own";
    problems.require(words.length > 0, `${at}.${name}`, 'hold at least one word', words, remedy);
    for (const [index, word] of words.entries()) judgeWrittenText(`${at}.${name}[${index}]`, word, problems);
  }
  const [program] = container.command ?? [];
  problems.require(program !== '', `${at}.command[0]`, 'name a program', program, 'write its path in the image');
}

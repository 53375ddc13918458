import type { Problems } from '../../../values/problems';
import { parseQuantity, renderBytes } from '../../../values/quantity';
import type { BaseContainer } from './base-container-rules';
import { judgeQuantity, type QuantityRange } from './quantity-rules';

/** Folders of the kernel and of the container runtime. */
const SYSTEM_FOLDERS = ['/proc', '/sys', '/dev', '/run/secrets', '/var/run/secrets'];

const SIZE: QuantityRange = { least: '1Mi', most: '1Ti', whole: 'bytes' };

/** The API server refuses a colon in the path of a mount. */
const PATH = /^(\/[^/:\s]+)+$/;

/** The writable folders of one container. */
interface WritableContainer {
  /** Place of the container: `container`. */
  readonly at: string;
  readonly container: BaseContainer;
  /** Folders that something else mounts. */
  readonly reserved: readonly string[];
}

/** Rules of the folders that a container may write to. */
export function judgeWritable({ at, container, reserved }: WritableContainer, problems: Problems): void {
  const { writable, memory } = container;
  for (const [index, { path, size }] of writable.entries()) {
    const property = `${at}.writable[${index}]`;
    judgeQuantity({ at: `${property}.size`, text: size, range: SIZE }, problems);
    if (!judgePath(`${property}.path`, path, problems)) continue;
    const taken = reserved.find((folder) => isWithin(path, folder));
    const rule = `be outside of ${taken}, which keelson mounts itself`;
    problems.require(taken === undefined, `${property}.path`, rule, path, 'choose another folder');
    const outer = writable.find((other, place) => {
      // The second of two equal paths is refused.
      return other.path === path ? place < index : isWithin(path, other.path);
    });
    const outerRule = `be outside of the other writable folders, such as '${outer?.path}'`;
    problems.require(outer === undefined, `${property}.path`, outerRule, path, 'leave one of them out');
  }
  judgeMemory({ at, writable, memory }, problems);
}

function judgePath(at: string, path: string, problems: Problems): boolean {
  const isAbsolute = PATH.test(path) && path.split('/').every((part) => part !== '.' && part !== '..');
  const rule = "be an absolute path other than '/', without spaces, colons, dots for folders and a slash at its end";
  if (!problems.require(isAbsolute, at, rule, path, "write it as '/var/cache/app'")) return false;
  const system = SYSTEM_FOLDERS.find((folder) => isWithin(path, folder));
  const systemRule = `be outside of ${system}, which belongs to the kernel or to the container runtime`;
  return problems.require(system === undefined, at, systemRule, path, 'choose another folder');
}

/** Whether a path is a folder or lies below it. */
function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** Bytes that are written into memory count against the container's limit, and the process needs the rest. */
function judgeMemory(
  { at, writable, memory }: { at: string } & Pick<BaseContainer, 'writable' | 'memory'>,
  problems: Problems,
): void {
  const inMemory = writable.filter((folder) => folder.memory);
  if (inMemory.length === 0) return;
  const silent = problems.muted(() => true);
  const limit = silent.capture('memory', () => parseQuantity(memory));
  const sum = silent.capture('size', () => inMemory.reduce((total, { size }) => total + parseQuantity(size), 0));
  if (limit === undefined || sum === undefined) return;
  const sizes = inMemory.map(({ size }) => size).join(' + ');
  const rule = `hold less in memory than the container's ${memory}`;
  const value = inMemory.length === 1 ? sizes : `${sizes} = ${renderBytes(Math.round(sum))}`;
  problems.require(sum < limit, `${at}.writable`, rule, value, `lower the sizes, or raise '${at}.memory'`);
}

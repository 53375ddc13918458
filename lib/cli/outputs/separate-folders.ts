import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { Problems } from '../../values/problems';

/** Output folders of both trees, and what states them. */
export interface StatedFolders {
  readonly terraform: string;
  readonly kubernetes: string;
  /** Option or file that states the folder of the stacks: `--terraform-out`. */
  readonly property: string;
}

/**
 * Refuses one output folder for both trees, and one within the other.
 *
 * cdktf's and cdk8s's commands empty what they take for their own output, and the runner replaces what it wrote: the other tree's
 * outputs would go with it.
 *
 * @throws ConfigError when the folders meet.
 */
export function requireSeparateFolders({ terraform, kubernetes, property }: StatedFolders): void {
  const problems = new Problems();
  const [one, other] = [locate(terraform), locate(kubernetes)];
  const meet = isWithin(one, other) || isWithin(other, one);
  const rule = `be apart from the folder of the manifests ('${kubernetes}'), neither the same nor one within the other`;
  problems.require(!meet, property, rule, terraform, "choose another one; 'cdktf.out' and 'dist' are the defaults");
  problems.throwIfAny();
}

/** Where a folder is or will be: links are followed as far as there is anything. */
function locate(path: string): string {
  const absolute = resolve(path);
  if (existsSync(absolute)) return realpathSync(absolute);
  const parent = dirname(absolute);
  return parent === absolute ? absolute : join(locate(parent), basename(absolute));
}

function isWithin(folder: string, other: string): boolean {
  const way = relative(other, folder);
  return way === '' || (way !== '..' && !way.startsWith('../') && !way.startsWith('..\\'));
}

const CDK8S_YAML = 'cdk8s.yaml';

/** Output folder that `cdk8s.yaml` of the working directory states; cdk8s's own default where it states none. */
export function readCdk8sOutput(): string {
  const text = existsSync(CDK8S_YAML) ? readFileSync(CDK8S_YAML, 'utf8') : '';
  return /^output:[ \t]*(['"]?)([^'"#\r\n]+?)\1[ \t]*(?:#.*)?$/m.exec(text)?.[2] ?? 'dist';
}

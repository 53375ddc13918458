import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { Problems } from '../../values/problems';

/** Output folders of the stacks and of the manifests, and the option or file that states the former. */
export interface StatedFolders {
  readonly terraform: string;
  readonly kubernetes: string;
  /** Option or file that states the folder of the stacks: `--terraform-out`. */
  readonly property: string;
}

/**
 * Refuses output folders of stacks and manifests that are the same, or one of which is within the other.
 *
 * The `cdktf` and `cdk8s` commands delete files in their output folders, and `keelson synth` replaces whole folders; otherwise one of
 * them would remove the output of the other.
 *
 * @throws ConfigError when the folders are the same or one is within the other.
 */
export function requireSeparateFolders({ terraform, kubernetes, property }: StatedFolders): void {
  const problems = new Problems();
  const [one, other] = [locate(terraform), locate(kubernetes)];
  const meet = isWithin(one, other) || isWithin(other, one);
  const rule = `be separate from the folder of the manifests ('${kubernetes}'): not the same folder, and neither within the other`;
  problems.require(!meet, property, rule, terraform, "choose another one; 'cdktf.out' and 'dist' are the defaults");
  problems.throwIfAny();
}

/** Real path of a folder that may not exist yet: links are resolved in the part of the path that exists. */
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

/** The output folder in `cdk8s.yaml` of the working directory; cdk8s's default, `dist`, where the file states no folder. */
export function readCdk8sOutput(): string {
  const text = existsSync(CDK8S_YAML) ? readFileSync(CDK8S_YAML, 'utf8') : '';
  return /^output:[ \t]*(['"]?)([^'"#\r\n]+?)\1[ \t]*(?:#.*)?$/m.exec(text)?.[2] ?? 'dist';
}

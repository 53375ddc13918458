import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareText } from '../../values/compare-text';
import { Problems } from '../../values/problems';
import { CDKTF_JSON, readCdktfJson } from './cdktf-json';

/**
 * Context of an app as the `cdktf` command passes it, so that the `keelson` command synthesises the same stacks.
 *
 * The context also sets the hash under which cdktf copies local modules beside a stack. Without it cdktf hashes everything below the
 * folder that all modules have in common, which may be the whole project with its outputs; here only the modules are hashed.
 *
 * @throws ConfigError when `cdktf.json` is not a JSON object, or names a local module whose folder does not exist.
 */
export function cdktfContext(): Readonly<Record<string, unknown>> {
  const { context, localModules } = readCdktfJson();
  requireFolders(localModules);
  if (localModules.length === 0) return context;
  return { cdktfStaticModuleAssetHash: hashModules(localModules), ...context, cdktfRelativeModules: localModules };
}

function requireFolders(modules: readonly string[]): void {
  const problems = new Problems(CDKTF_JSON);
  for (const source of modules) {
    const remedy = `correct the path, which is relative to the folder of ${CDKTF_JSON}`;
    problems.require(existsSync(source), 'terraformModules', 'name existing folders', source, remedy);
  }
  problems.throwIfAny();
}

function hashModules(modules: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of [...modules].sort(compareText).flatMap(listFiles))
    hash.update(`${path}\0`).update(readFileSync(path));
  return hash.digest('hex').slice(0, 32).toUpperCase();
}

/** Every file of a module, in the same order on every machine, because the hash depends on the order. */
function listFiles(path: string): readonly string[] {
  if (!lstatSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort(compareText)
    .flatMap((entry) => listFiles(join(path, entry)));
}

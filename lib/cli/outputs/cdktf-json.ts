import { existsSync, readFileSync } from 'node:fs';
import { Problems } from '../../values/problems';

/** Configuration file of cdktf, in the folder where the `cdktf` command is run. */
export const CDKTF_JSON = 'cdktf.json';

/** The members of `cdktf.json` that decide what an app synthesises, and into which folder. */
export interface CdktfJson {
  /** Output folder of the stacks. */
  readonly output: string;
  /** Settings that the `cdktf` command passes to the app. */
  readonly context: Readonly<Record<string, unknown>>;
  /** Sources of the modules that are local folders: `./modules/dns`. */
  readonly localModules: readonly string[];
}

const DEFAULT_OUTPUT = 'cdktf.out';

/**
 * Reads `cdktf.json` of the working directory; where the file does not exist, cdktf's defaults.
 *
 * @throws ConfigError when the file is not a JSON object.
 */
export function readCdktfJson(): CdktfJson {
  const { output, context, terraformModules } = existsSync(CDKTF_JSON) ? parse(readFileSync(CDKTF_JSON, 'utf8')) : {};
  return {
    output: typeof output === 'string' ? output : DEFAULT_OUTPUT,
    context: isObject(context) ? context : {},
    localModules: (Array.isArray(terraformModules) ? terraformModules : []).map(sourceOf).filter(isLocal),
  };
}

/** Source of a module, which `cdktf.json` states as a string or as an object with the member `source`. */
function sourceOf(module: unknown): string {
  if (typeof module === 'string') return module;
  return isObject(module) ? String(module['source']) : '';
}

function isLocal(source: string): boolean {
  return source.startsWith('./') || source.startsWith('../');
}

function parse(text: string): Readonly<Record<string, unknown>> {
  const problems = new Problems(CDKTF_JSON);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    problems.add('the file', 'be JSON', text.slice(0, 40), 'correct the syntax; JSON has no comments');
  }
  if (problems.count === 0 && !isObject(value)) {
    problems.add('the file', 'be an object', text.slice(0, 40), 'write it in braces');
  }
  problems.throwIfAny();
  return value as Readonly<Record<string, unknown>>;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

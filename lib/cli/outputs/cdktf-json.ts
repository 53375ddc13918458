import { existsSync, readFileSync } from 'node:fs';
import { Problems } from '../../values/problems';

/** cdktf's own configuration, beside which its command is run. */
export const CDKTF_JSON = 'cdktf.json';

/** What of `cdktf.json` decides what an app synthesises, and where. */
export interface CdktfJson {
  /** Output folder. */
  readonly output: string;
  /** Settings of the app; cdktf's command hands them over. */
  readonly context: Readonly<Record<string, unknown>>;
  /** Sources of the modules that lie in folders of their own: `./modules/dns`. */
  readonly localModules: readonly string[];
}

const DEFAULT_OUTPUT = 'cdktf.out';

/**
 * Reads `cdktf.json` of the working directory; where there is none, its defaults.
 *
 * @throws ConfigError when the file is no JSON object.
 */
export function readCdktfJson(): CdktfJson {
  const { output, context, terraformModules } = existsSync(CDKTF_JSON) ? parse(readFileSync(CDKTF_JSON, 'utf8')) : {};
  return {
    output: typeof output === 'string' ? output : DEFAULT_OUTPUT,
    context: isObject(context) ? context : {},
    localModules: (Array.isArray(terraformModules) ? terraformModules : []).map(sourceOf).filter(isLocal),
  };
}

/** A module is its source, or an object that names it. */
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
    problems.add('the file', 'be JSON', text.slice(0, 40), 'correct it; JSON has no comments');
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

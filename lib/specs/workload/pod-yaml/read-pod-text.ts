import type { Document, Pair, Scalar } from 'yaml';
import type { Problems } from '../../../values/problems';
import type { JsonObject, JsonValue } from './pod-object';

/** The library is loaded with the first text, because that takes 50 ms, and most programs have no such text. */
function yaml(): typeof import('yaml') {
  return require('yaml');
}

/** Name of the property in messages about the text itself. */
const TEXT = 'podYaml.text';

/** References to anchors at most: a text whose anchors refer to each other grows without end. */
const MAX_ALIASES = 100;

/** Lists and objects in each other at most; a pod has ten. The parser's calls are nested as deeply as its text, and exceed the stack at 400. */
const MAX_NESTING = 64;

/** A whole number with a leading zero: YAML 1.1 reads it as octal, YAML 1.2 as decimal. */
const OLD_OCTAL = /^[-+]?0\d+$/;

/**
 * Reads a team's text as one document of YAML 1.2 with the core schema. Texts that the readers of other versions would understand in
 * another way are refused: merge keys, numbers with a leading zero, duplicate keys.
 *
 * @returns the object of the document; undefined where a problem was recorded.
 * @see https://yaml.org/spec/1.2.2/#103-core-schema
 */
export function readPodText(text: string, problems: Problems): JsonObject | undefined {
  const before = problems.count;
  if (!judgeNesting(text, problems)) return undefined;
  const document = onlyDocument(text, problems);
  if (document === undefined) return undefined;
  judgeNodes(document, problems);
  const value = plainValue(document, problems);
  if (problems.count > before) return undefined;
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  problems.require(isObject, TEXT, 'hold an object', value, "write 'kind: Pod', or the spec of a pod");
  return isObject ? (value as JsonObject) : undefined;
}

/** The document as plain data in which no two places share an object, because patches change one place at a time. */
function plainValue(document: Document.Parsed, problems: Problems): JsonValue | undefined {
  try {
    return JSON.parse(JSON.stringify(document.toJS({ maxAliasCount: MAX_ALIASES })));
  } catch (error) {
    // Unknown anchors and too many references are ReferenceErrors of the library; JSON reports an object that contains itself by a
    // TypeError, and both report a nesting that exceeds the stack by a RangeError.
    const said = error instanceof ReferenceError ? error.message : 'parts that contain themselves, or lie too deep';
    if (!(error instanceof ReferenceError || error instanceof TypeError || error instanceof RangeError)) throw error;
    const rule = `refer to known anchors only, and to no more than ${MAX_ALIASES} copies by them`;
    problems.add(TEXT, rule, said, 'write the parts out');
    return undefined;
  }
}

/** Bounds the nesting by the tokens alone, because the parser would end the whole program on a text of brackets. */
function judgeNesting(text: string, problems: Problems): boolean {
  let [brackets, inLine, deepest] = [0, 0, 0];
  for (const token of new (yaml().Lexer)().lex(text)) {
    if (token === '[' || token === '{') brackets += 1;
    else if (token === ']' || token === '}') brackets -= 1;
    else if (token === '-' || token === '?') inLine += 1;
    // Pods are indented by two columns; by one column the parser still has room for twice as many levels.
    else if (/^\r?\n/.test(token)) inLine = 0;
    else if (inLine === 0 && /^ +$/.test(token)) inLine = token.length / 2;
    deepest = Math.max(deepest, brackets + inLine);
  }
  const rule = `nest lists and objects at most ${MAX_NESTING} deep`;
  return problems.require(
    deepest <= MAX_NESTING,
    TEXT,
    rule,
    `${Math.floor(deepest)} levels`,
    'write the pod without that part',
  );
}

function onlyDocument(text: string, problems: Problems): Document.Parsed | undefined {
  const all = [
    ...yaml().parseAllDocuments(text, {
      version: '1.2',
      schema: 'core',
      merge: false,
      logLevel: 'silent',
      resolveKnownTags: false,
    }),
  ];
  const full = all.filter(({ contents, errors }) => errors.length > 0 || !isNothing(contents));
  const [document, second] = full;
  if (document === undefined || second !== undefined) {
    problems.add(TEXT, 'hold exactly one document', `${full.length} documents`, 'keep the document with the pod');
    return undefined;
  }
  const [error] = [...document.errors, ...document.warnings];
  if (error !== undefined) {
    // The first line tells what is wrong and where; the lines after it show the text.
    const said = (error.message.split('\n')[0] ?? '').replace(/:$/, '');
    problems.add(TEXT, 'be YAML 1.2 with unique keys and without tags of your own', said, 'correct the text there');
    return undefined;
  }
  const version = document.directives?.yaml.explicit ? document.directives.yaml.version : '1.2';
  problems.require(version === '1.2', TEXT, 'be YAML 1.2', `%YAML ${version}`, 'remove that line');
  return version === '1.2' ? document : undefined;
}

/** Whether a document holds nothing: a text may end with the marker of a document that never comes. */
function isNothing(contents: unknown): boolean {
  return contents === null || (yaml().isScalar(contents) && contents.value === null && contents.source === '');
}

function judgeNodes(document: Document.Parsed, problems: Problems): void {
  yaml().visit(document, {
    Pair: (_, pair) => judgeKey(pair, problems),
    Scalar: (_, scalar) => judgeNumber(scalar, problems),
  });
}

function judgeKey({ key }: Pair, problems: Problems): void {
  const value = yaml().isScalar(key) ? key.value : undefined;
  if (value === '<<') {
    const rule = "hold no merge key '<<', which YAML 1.2 does not have";
    problems.add(TEXT, rule, '<<', 'write the merged members out');
    return;
  }
  const shown = yaml().isScalar(key) ? (key.source ?? value) : 'a list or an object';
  problems.require(
    typeof value === 'string',
    TEXT,
    'have keys of text',
    shown,
    'write the key in quotes; render a template first',
  );
}

function judgeNumber({ value, source = '' }: Scalar, problems: Problems): void {
  if (typeof value !== 'number') return;
  if (OLD_OCTAL.test(source)) {
    const octal = /^[-+]?0[0-7]+$/.test(source) ? Number.parseInt(source, 8) : undefined;
    const rule = 'hold no number with a leading zero: YAML 1.2 reads it as decimal, and Kubernetes as octal';
    const meant = octal === undefined ? 'in quotes' : `as ${octal} or 0o${source.replace(/^[-+]?0+/, '')}`;
    problems.add(TEXT, rule, source, `write it ${meant}`);
    return;
  }
  const isExact = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
  const rule = 'hold numbers that JSON can hold without loss';
  problems.require(isExact, TEXT, rule, source, 'write it in quotes, where text is allowed');
}

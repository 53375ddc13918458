import type { FieldFacts, Member } from '../../../lib/specs/fields/field';
import { type DocVisit, docOf, walkDocs } from './doc-walk';
import { type ParsedFile, ts, type Violation, violation } from './project';

/**
 * Compares docstrings of inputs with the fields that judge them: the docstring states `@default`, range and unit of the field, and a
 * member that may be left out is optional in the type too.
 *
 * @param root name of the interface that the field describes.
 */
export function judgeFieldDocs(root: string, facts: FieldFacts, files: readonly ParsedFile[]): readonly Violation[] {
  return walkDocs(root, facts, files).flatMap(judgeVisit);
}

function judgeVisit({ member, declared: { file, node } }: DocVisit): readonly Violation[] {
  const complaints = [judgePresence(member, node), judgeDefault(member, node), judgeRange(member.field.facts, node)];
  const name = node.name.getText(file.tree);
  return complaints.flatMap((text) => (text === undefined ? [] : [violation(file, node, `${name} ${text}`)]));
}

function judgePresence({ absent }: Member<never, unknown>, node: ts.PropertySignature): string | undefined {
  const isOptional = node.questionToken !== undefined;
  if (isOptional === (absent !== undefined)) return undefined;
  return isOptional ? 'is optional, and its field must be given' : 'must be given, and its field may be left out';
}

function judgeDefault({ absent }: Member<never, unknown>, node: ts.PropertySignature): string | undefined {
  if (absent === undefined) return undefined;
  const tag = ts.getJSDocTags(node).find((each) => each.tagName.text === 'default');
  const said = (ts.getTextOfJSDocComment(tag?.comment) ?? '').trim();
  const wanted = absent.kind === 'literal' ? renderLiteral(absent.value) : undefined;
  if (wanted === undefined) {
    if (!said.startsWith('- ')) return `has an @default of '${said}' and no literal one in its field`;
    const missing = absent.kind === 'literal' ? textsOf(absent.value).find((each) => !said.includes(each)) : undefined;
    return missing === undefined ? undefined : `has an @default without the '${missing}' of its field`;
  }
  return said === wanted || said.startsWith(`${wanted},`)
    ? undefined
    : `has an @default of '${said}', its field ${wanted}`;
}

/** A default as docstrings write it; undefined for a default that is described in words. */
function renderLiteral(value: unknown): string | undefined {
  if (typeof value === 'string') return `'${value}'`;
  if (Array.isArray(value)) return value.length === 0 ? undefined : `[${value.join(', ')}]`;
  return typeof value === 'object' ? undefined : String(value);
}

/** Texts of an object that is a default, which its words must contain; a `kind` is described, and so is an object in an object. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => (name !== 'kind' && typeof each === 'string' ? [each] : []));
}

function judgeRange(facts: FieldFacts, node: ts.PropertySignature): string | undefined {
  const range = facts.range ?? (facts.kind === 'list' ? facts.item?.facts.range : undefined);
  if (range === undefined) return undefined;
  const text = docOf(node);
  const span = `${range.min} to ${range.max}`;
  if (!new RegExp(`(^|[^\\d])${span}($|[^\\d])`).test(text)) return `does not say its range, ${span}`;
  const hasUnit = text.toLowerCase().includes(range.unit.toLowerCase());
  return hasUnit ? undefined : `does not say its unit, ${range.unit}`;
}

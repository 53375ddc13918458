import type { FieldFacts, Member } from '../../../lib/specs/fields/field';
import { type ParsedFile, ts, type Violation, violation } from './project';

/** Declarations by name: what an input's type refers to. */
type Declarations = ReadonlyMap<string, { readonly file: ParsedFile; readonly node: TypeDeclaration }>;
type TypeDeclaration = ts.InterfaceDeclaration | ts.TypeAliasDeclaration;

/** A member of an interface and the file that it stands in. */
interface Declared {
  readonly file: ParsedFile;
  readonly node: ts.PropertySignature;
}

/**
 * Compares docstrings of inputs with the fields that judge them: `@default`, range and unit are said as the field has them, and what
 * may be left out is optional in the type too.
 *
 * @param root name of the interface that the field describes.
 */
export function judgeFieldDocs(root: string, facts: FieldFacts, files: readonly ParsedFile[]): readonly Violation[] {
  const declarations: Declarations = new Map(
    files.flatMap((file) =>
      file.tree.statements
        .filter((node): node is TypeDeclaration => ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node))
        .map((node) => [node.name.text, { file, node }] as const),
    ),
  );
  const found = declarations.get(root);
  if (found === undefined) throw new Error(`no interface ${root}`);
  return new DocWalk(declarations).judgeObject(facts, membersOf(found, declarations));
}

class DocWalk {
  private readonly declarations: Declarations;

  constructor(declarations: Declarations) {
    this.declarations = declarations;
  }

  judgeObject(facts: FieldFacts, declared: readonly ReadonlyMap<string, Declared>[]): readonly Violation[] {
    return Object.entries(facts.members ?? {}).flatMap(([name, member]) => {
      const alternatives = declared.flatMap((members) => members.get(name) ?? []);
      const [first] = alternatives;
      if (first === undefined) throw new Error(`a field is called '${name}', and no declared member is`);
      return alternatives.flatMap((each) => [
        ...this.judgeMember(member, each),
        ...this.judgeBelow(member.field.facts, each),
      ]);
    });
  }

  private judgeMember(member: Member<never, unknown>, { file, node }: Declared): readonly Violation[] {
    const complaints = [judgePresence(member, node), judgeDefault(member, node), judgeRange(member.field.facts, node)];
    const name = node.name.getText(file.tree);
    return complaints.flatMap((text) => (text === undefined ? [] : [violation(file, node, `${name} ${text}`)]));
  }

  /** Fields below a member, by the type that it is declared with. */
  private judgeBelow(facts: FieldFacts, { file, node }: Declared): readonly Violation[] {
    if (node.type === undefined) return [];
    return this.judgeType(facts, { file, type: node.type });
  }

  private judgeType(
    facts: FieldFacts,
    typed: { readonly file: ParsedFile; readonly type: ts.TypeNode },
  ): readonly Violation[] {
    const { file, type } = typed;
    if (facts.kind === 'list' || facts.kind === 'map') {
      const item = itemOf(type);
      return facts.item === undefined || item === undefined
        ? []
        : this.judgeType(facts.item.facts, { file, type: item });
    }
    if (facts.kind === 'object') return this.judgeObject(facts, this.alternativesOf(type, file));
    const alternatives = this.alternativesOf(type, file);
    return Object.entries(facts.kinds ?? {}).flatMap(([kind, field]) => {
      const own = alternatives.filter((members) => isOfForm(members, kind, field.facts));
      if (own.length === 0) throw new Error(`no declared form of '${kind}' in ${type.getText(file.tree)}`);
      return this.judgeObject(field.facts, own);
    });
  }

  private alternativesOf(type: ts.TypeNode, file: ParsedFile): readonly ReadonlyMap<string, Declared>[] {
    if (ts.isUnionTypeNode(type)) return type.types.flatMap((each) => this.alternativesOf(each, file));
    if (ts.isTypeLiteralNode(type)) return [signaturesOf(type.members, file)];
    if (!ts.isTypeReferenceNode(type)) return [];
    const found = this.declarations.get(type.typeName.getText(file.tree));
    if (found === undefined) return [];
    if (ts.isTypeAliasDeclaration(found.node)) return this.alternativesOf(found.node.type, found.file);
    return membersOf(found, this.declarations);
  }
}

/** Members of an interface with those that it extends. */
function membersOf(
  { file, node }: { readonly file: ParsedFile; readonly node: TypeDeclaration },
  declarations: Declarations,
): readonly ReadonlyMap<string, Declared>[] {
  if (!ts.isInterfaceDeclaration(node)) return [];
  const bases = (node.heritageClauses ?? []).flatMap((clause) =>
    clause.types.map((each) => each.expression.getText(file.tree)),
  );
  const inherited = bases.flatMap((name) => {
    const base = declarations.get(name);
    return base === undefined ? [] : membersOf(base, declarations).flatMap((members) => [...members]);
  });
  return [new Map([...inherited, ...signaturesOf(node.members, file)])];
}

function signaturesOf(members: ts.NodeArray<ts.TypeElement>, file: ParsedFile): ReadonlyMap<string, Declared> {
  return new Map(
    members.filter(ts.isPropertySignature).map((node) => [node.name.getText(file.tree), { file, node }] as const),
  );
}

/** Whether the declared form is the one of a kind, or has the members by which a field of no kind is told apart. */
function isOfForm(members: ReadonlyMap<string, Declared>, kind: string, facts: FieldFacts): boolean {
  const declared = members.get('kind');
  if (declared !== undefined) return declared.node.type?.getText(declared.file.tree) === `'${kind}'`;
  return Object.keys(facts.members ?? {}).every((name) => members.has(name));
}

/** What a list or a map of a declared type holds. */
function itemOf(type: ts.TypeNode): ts.TypeNode | undefined {
  if (ts.isTypeOperatorNode(type)) return itemOf(type.type);
  if (ts.isArrayTypeNode(type)) return type.elementType;
  if (!ts.isTypeReferenceNode(type)) return undefined;
  const last = type.typeArguments?.at(-1);
  return last !== undefined && ts.isTypeReferenceNode(last) && last.typeArguments !== undefined ? itemOf(last) : last;
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
  if (wanted === undefined)
    return said.startsWith('- ') ? undefined : `has an @default of '${said}' and no literal one in its field`;
  return said === wanted || said.startsWith(`${wanted},`)
    ? undefined
    : `has an @default of '${said}', its field ${wanted}`;
}

/** A default as docstrings write it; undefined for one that is told in words. */
function renderLiteral(value: unknown): string | undefined {
  if (typeof value === 'string') return `'${value}'`;
  if (Array.isArray(value)) return value.length === 0 ? undefined : `[${value.join(', ')}]`;
  return typeof value === 'object' ? undefined : String(value);
}

function judgeRange(facts: FieldFacts, node: ts.PropertySignature): string | undefined {
  const range = facts.range ?? (facts.kind === 'list' ? facts.item?.facts.range : undefined);
  if (range === undefined) return undefined;
  const text = node.getFullText().match(/\/\*\*[\s\S]*\*\//)?.[0] ?? '';
  const span = `${range.min} to ${range.max}`;
  if (!new RegExp(`(^|[^\\d])${span}($|[^\\d])`).test(text)) return `does not say its range, ${span}`;
  const hasUnit = text.toLowerCase().includes(range.unit.toLowerCase());
  return hasUnit ? undefined : `does not say its unit, ${range.unit}`;
}

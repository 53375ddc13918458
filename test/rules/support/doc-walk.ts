import type { ChangeEffects } from '../../../lib/specs/fields/change-effect';
import type { FieldFacts, Member } from '../../../lib/specs/fields/field';
import { type ParsedFile, ts } from './project';

/** Declarations by name, in which the types of inputs are looked up. */
type Declarations = ReadonlyMap<string, { readonly file: ParsedFile; readonly node: TypeDeclaration }>;
type TypeDeclaration = ts.InterfaceDeclaration | ts.TypeAliasDeclaration;

/** A member of an interface, and the file that declares it. */
export interface Declared {
  readonly file: ParsedFile;
  readonly node: ts.PropertySignature;
  /** Docstring of the interface that declares the member; empty for an interface without a name. */
  readonly ownerDoc: string;
}

/** A member of a field, and its declaration. */
export interface DocVisit {
  readonly member: Member<never, unknown>;
  readonly declared: Declared;
  /** Effects of a change that the fields from the root to this member state. */
  readonly effects: ChangeEffects;
  /** Docstrings about the member, the nearest first: its own, that of its interface, then those of the objects around it. */
  readonly docs: readonly string[];
}

/** State of a walk: the effects and docstrings from the root to the current member. */
interface Place {
  readonly effects: ChangeEffects;
  readonly docs: readonly string[];
}

const IN_PLACE: ChangeEffects = { aws: 'in place', managed: 'in place', google: 'in place' };

/**
 * Every member of every object below a field, with its declaration.
 *
 * @param root name of the interface that the field describes.
 */
export function walkDocs(root: string, facts: FieldFacts, files: readonly ParsedFile[]): readonly DocVisit[] {
  const declarations: Declarations = new Map(
    files.flatMap((file) =>
      file.tree.statements
        .filter((node): node is TypeDeclaration => ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node))
        .map((node) => [node.name.text, { file, node }] as const),
    ),
  );
  const found = declarations.get(root);
  if (found === undefined) throw new Error(`no interface ${root}`);
  const effects = { ...IN_PLACE, ...facts.effects };
  return new DocWalk(declarations).visitObject(facts, membersOf(found, declarations), { effects, docs: [] });
}

/** The docstring of a node; empty for a node without a docstring. */
export function docOf(node: ts.Node): string {
  return node.getFullText().match(/^\s*\/\*\*[\s\S]*?\*\//)?.[0] ?? '';
}

class DocWalk {
  private readonly declarations: Declarations;

  constructor(declarations: Declarations) {
    this.declarations = declarations;
  }

  visitObject(
    facts: FieldFacts,
    declared: readonly ReadonlyMap<string, Declared>[],
    place: Place,
  ): readonly DocVisit[] {
    return Object.entries(facts.members ?? {}).flatMap(([name, member]) => {
      const alternatives = declared.flatMap((members) => members.get(name) ?? []);
      if (alternatives.length === 0) throw new Error(`a field is called '${name}', and no declared member is`);
      return alternatives.flatMap((each) => this.visitMember(member, each, place));
    });
  }

  private visitMember(member: Member<never, unknown>, declared: Declared, place: Place): readonly DocVisit[] {
    const { facts } = member.field;
    const effects = { ...place.effects, ...facts.effects, ...member.effects };
    const docs = [docOf(declared.node), declared.ownerDoc, ...place.docs];
    const visit: DocVisit = { member, declared, effects, docs };
    const { type } = declared.node;
    if (type === undefined) return [visit];
    return [visit, ...this.visitType(facts, { file: declared.file, type }, { effects, docs })];
  }

  private visitType(
    facts: FieldFacts,
    typed: { readonly file: ParsedFile; readonly type: ts.TypeNode },
    { effects, docs }: Place,
  ): readonly DocVisit[] {
    const { file, type } = typed;
    const place = { effects: { ...effects, ...facts.effects }, docs };
    if (facts.kind === 'list' || facts.kind === 'map') {
      const item = itemOf(type);
      return facts.item === undefined || item === undefined
        ? []
        : this.visitType(facts.item.facts, { file, type: item }, place);
    }
    if (facts.kind === 'object') return this.visitObject(facts, this.alternativesOf(type, file), place);
    const alternatives = this.alternativesOf(type, file);
    return Object.entries(facts.kinds ?? {}).flatMap(([kind, field]) => {
      // A single value beside the object has no members, and a union beside a single value has forms of its own.
      if (LEAVES.has(field.facts.kind)) return [];
      if (field.facts.kind === 'kinds') return this.visitType(field.facts, typed, place);
      const own = alternatives.filter((members) => isOfForm(members, kind, field.facts));
      if (own.length === 0) throw new Error(`no declared form of '${kind}' in ${type.getText(file.tree)}`);
      return this.visitObject(field.facts, own, { ...place, effects: { ...place.effects, ...field.facts.effects } });
    });
  }

  private alternativesOf(type: ts.TypeNode, file: ParsedFile): readonly ReadonlyMap<string, Declared>[] {
    if (ts.isParenthesizedTypeNode(type)) return this.alternativesOf(type.type, file);
    if (ts.isUnionTypeNode(type)) return type.types.flatMap((each) => this.alternativesOf(each, file));
    if (ts.isTypeLiteralNode(type)) return [signaturesOf(type.members, file, '')];
    if (!ts.isTypeReferenceNode(type)) return [];
    const found = this.declarations.get(type.typeName.getText(file.tree));
    if (found === undefined) return [];
    if (ts.isTypeAliasDeclaration(found.node)) return this.alternativesOf(found.node.type, found.file);
    return membersOf(found, this.declarations);
  }
}

const LEAVES: ReadonlySet<string> = new Set(['text', 'number', 'flag', 'choice']);

/** Members of an interface, those of its base interfaces included. */
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
  return [new Map([...inherited, ...signaturesOf(node.members, file, docOf(node))])];
}

function signaturesOf(
  members: ts.NodeArray<ts.TypeElement>,
  file: ParsedFile,
  ownerDoc: string,
): ReadonlyMap<string, Declared> {
  return new Map(
    members
      .filter(ts.isPropertySignature)
      .map((node) => [node.name.getText(file.tree), { file, node, ownerDoc }] as const),
  );
}

/** Whether a declared form has a certain `kind` or, for a field without kinds, the members by which the form is told apart. */
function isOfForm(members: ReadonlyMap<string, Declared>, kind: string, facts: FieldFacts): boolean {
  const declared = members.get('kind');
  if (declared !== undefined) return declared.node.type?.getText(declared.file.tree) === `'${kind}'`;
  return Object.keys(facts.members ?? {}).every((name) => members.has(name));
}

/** Type of the items of a list, or of the values of a map. */
function itemOf(type: ts.TypeNode): ts.TypeNode | undefined {
  if (ts.isTypeOperatorNode(type)) return itemOf(type.type);
  if (ts.isArrayTypeNode(type)) return type.elementType;
  if (!ts.isTypeReferenceNode(type)) return undefined;
  const last = type.typeArguments?.at(-1);
  return last !== undefined && ts.isTypeReferenceNode(last) && last.typeArguments !== undefined ? itemOf(last) : last;
}

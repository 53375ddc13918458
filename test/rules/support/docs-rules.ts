import { isExported, type ParsedFile, type Rule, ts, violation } from './project';

/** Types that specs resolve from inputs: the input's member of the same name has the docstring. */
const RESOLVED = /(Spec|Platform|Facts|Cloud|Settings)$/;

/** Every exported symbol has a docstring. */
export const documentedSymbols: Rule = (files) =>
  files.flatMap((file) =>
    file.tree.statements.filter(isExported).flatMap((statement) => {
      if (ts.isExportDeclaration(statement) || isOverload(statement) || docOf(statement) !== '') return [];
      return [violation(file, statement, `${namesOf(statement)} has no docstring`)];
    }),
  );

/** Types that callers fill in or rely on: props, inputs, contracts. */
const CALLERS_TYPE = /(Props|Input|Options|Attributes)$|^I[A-Z][a-z]/;

/** Rooms whose other types are read only by the next room, so that a docstring of the whole type is enough. */
const INNER_ROOMS = /^lib\/(analysis|render|specs|model|cli)\//;

/**
 * Every member of a type that callers see has a docstring, except discriminants, whose literals say enough, and members of resolved
 * types of the inner rooms.
 */
export const documentedMembers: Rule = (files) => {
  const documented = documentedNames(files);
  return files.flatMap((file) =>
    membersOf(file).flatMap(({ owner, member }) => {
      const name = member.name?.getText(file.tree) ?? '';
      const known = RESOLVED.test(owner) && documented.has(name);
      const inner = INNER_ROOMS.test(file.path) && !CALLERS_TYPE.test(owner);
      if (docOf(member) !== '' || isDiscriminant(member) || known || inner) return [];
      return [violation(file, member, `${owner}.${name} has no docstring`)];
    }),
  );
};

/** Every public member of an exported class has a docstring, unless an interface or the input of a spec has it. */
export const documentedClassMembers: Rule = (files) => {
  const documented = documentedNames(files);
  return files.flatMap((file) =>
    exportedClasses(file).flatMap((each) =>
      each.members.filter(isPublic).flatMap((member) => {
        const name = member.name?.getText(file.tree) ?? '';
        const owner = each.name?.text ?? '';
        const inherits = RESOLVED.test(owner) || implementsSomething(each);
        if (docOf(member) !== '' || (inherits && documented.has(name))) return [];
        return [violation(file, member, `${owner}.${name} has no docstring`)];
      }),
    ),
  );
};

/** Every optional prop states its default. */
export const defaultsStated: Rule = (files) =>
  files.flatMap((file) =>
    membersOf(file).flatMap(({ owner, member }) => {
      if (member.questionToken === undefined || !/(Input|Props|Options)$/.test(owner)) return [];
      const tag = ts.getJSDocTags(member).find((each) => each.tagName.text === 'default');
      const text = tag === undefined ? '' : (ts.getTextOfJSDocComment(tag.comment) ?? '').trim();
      const name = `${owner}.${member.name?.getText(file.tree)}`;
      if (tag === undefined) return [violation(file, member, `${name} is optional and has no @default`)];
      const empty = text === '' || /^-?\s*(none|undefined)\.?$/i.test(text.replace(/^- none$/, 'stated'));
      return empty ? [violation(file, member, `${name} has an @default that says nothing: '${text}'`)] : [];
    }),
  );

/** Docstrings have no exclamation marks. */
export const calmDocs: Rule = (files) =>
  files.flatMap((file) =>
    [...file.text.matchAll(/\/\*\*[\s\S]*?\*\//g)]
      .filter(([doc]) => /[a-z)]!(\s|$)/.test(doc))
      .map((match) => {
        const line = file.tree.getLineAndCharacterOfPosition(match.index).line + 1;
        return { path: file.path, line, message: 'has an exclamation mark in its docstring' };
      }),
  );

interface OwnedMember {
  readonly owner: string;
  readonly member: ts.TypeElement;
}

/** Members of exported interfaces and type aliases, those of literals inside them included. */
function membersOf(file: ParsedFile): readonly OwnedMember[] {
  const found: OwnedMember[] = [];
  const walk = (owner: string, node: ts.Node): void => {
    if (ts.isTypeElement(node) && node.name !== undefined) found.push({ owner, member: node });
    // Parameters of a function type belong to the function's docstring.
    if (!ts.isParameter(node)) ts.forEachChild(node, (child) => walk(owner, child));
  };
  for (const statement of file.tree.statements.filter(isExported)) {
    if (!ts.isInterfaceDeclaration(statement) && !ts.isTypeAliasDeclaration(statement)) continue;
    ts.forEachChild(statement, (child) => walk(statement.name.text, child));
  }
  return found.filter(({ member }) => !isInsideInlineRecord(member));
}

/** Whether a member is in a one-line literal such as `{ readonly name: string }`, which the docstring of its property describes. */
function isInsideInlineRecord(member: ts.TypeElement): boolean {
  const literal = member.parent;
  const text = literal.getText();
  return ts.isTypeLiteralNode(literal) && !text.includes('\n') && member.questionToken === undefined;
}

function isDiscriminant(member: ts.TypeElement): boolean {
  return ts.isPropertySignature(member) && member.type !== undefined && ts.isLiteralTypeNode(member.type);
}

function documentedNames(files: readonly ParsedFile[]): ReadonlySet<string> {
  const members = files.flatMap(membersOf).filter(({ member }) => docOf(member) !== '');
  return new Set(members.map(({ member }) => member.name?.getText() ?? ''));
}

function exportedClasses(file: ParsedFile): readonly ts.ClassDeclaration[] {
  return file.tree.statements.filter(ts.isClassDeclaration).filter(isExported);
}

function isPublic(member: ts.ClassElement): boolean {
  // toString needs no docstring.
  if (
    member.name?.getText() === 'toString' ||
    ts.isConstructorDeclaration(member) ||
    member.name === undefined ||
    ts.isPrivateIdentifier(member.name)
  )
    return false;
  const flags = ts.getCombinedModifierFlags(member);
  return (flags & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected | ts.ModifierFlags.Override)) === 0;
}

function implementsSomething(declaration: ts.ClassDeclaration): boolean {
  return (declaration.heritageClauses ?? []).some((clause) => clause.token === ts.SyntaxKind.ImplementsKeyword);
}

function isOverload(statement: ts.Statement): boolean {
  return ts.isFunctionDeclaration(statement) && statement.body === undefined;
}

function docOf(node: ts.Node): string {
  const docs = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return docs.map((doc) => doc.getText().replace(/[/*\s]/g, '')).join('');
}

function namesOf(statement: ts.Node): string {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map((d) => d.name.getText()).join(', ');
  return 'name' in statement && statement.name !== undefined ? (statement.name as ts.Node).getText() : 'an export';
}

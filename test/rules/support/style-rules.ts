import { isExported, overNodes, type ParsedFile, type Rule, ts, type Violation, violation } from './project';

const FILE_LINES = 350;
const FUNCTION_LINES = 40;
const PARAMETERS = 3;
const MEMBERS = 14;

/** Files have at most 350 lines, so that a person can keep a file in mind. */
export const shortFiles: Rule = (files) =>
  files.flatMap((file) => {
    const lines = file.text.trimEnd().split('\n').length;
    return lines > FILE_LINES ? [violation(file, file.tree, `has ${lines} lines; at most ${FILE_LINES}`)] : [];
  });

/** Functions, methods and constructors have at most 40 lines, so that they fit on a screen. */
export const shortFunctions: Rule = overNodes((node, file) => {
  if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined) return undefined;
  const lines = lineOf(file, node.end) - lineOf(file, node.getStart(file.tree)) + 1 - foreignLines(node, file);
  return lines > FUNCTION_LINES ? `${nameOf(node)} has ${lines} lines; at most ${FUNCTION_LINES}` : undefined;
});

/** Lines of template literals, which do not count, because a script in another language cannot be split. */
function foreignLines(node: ts.Node, file: ParsedFile): number {
  if (ts.isTemplateLiteral(node)) return lineOf(file, node.end) - lineOf(file, node.getStart(file.tree));
  let lines = 0;
  ts.forEachChild(node, (child) => {
    lines += foreignLines(child, file);
  });
  return lines;
}

/** Functions have at most three parameters; more belong in props. */
export const fewParameters: Rule = overNodes((node) => {
  if (!ts.isFunctionLike(node) || ts.isFunctionTypeNode(node)) return undefined;
  const count = node.parameters.length;
  // The functions that record a problem have the parts of its sentence as parameters.
  const isSentence = /^(add|require|refuse)$/.test(nameOf(node));
  return count > PARAMETERS && !isSentence
    ? `${nameOf(node)} takes ${count} parameters; at most ${PARAMETERS}`
    : undefined;
});

/** Props and inputs have at most 14 members; more belong in groups. */
export const smallProps: Rule = overNodes((node) => {
  if (!ts.isInterfaceDeclaration(node) || !/(Props|Input|Options|Attributes)$/.test(node.name.text)) return undefined;
  const count = node.members.length;
  return count > MEMBERS ? `${node.name.text} has ${count} members; at most ${MEMBERS}, group the rest` : undefined;
});

/** A file exports at most one class, and has its name. */
export const oneClassPerFile: Rule = (files) =>
  files.flatMap((file) => {
    const classes = file.tree.statements.filter(ts.isClassDeclaration).filter(isExported);
    const many = classes.slice(1).map((each) => violation(file, each, `exports a second class, ${each.name?.text}`));
    return [...many, ...classes.slice(0, 1).flatMap((each) => misnamed(file, each))];
  });

function misnamed(file: ParsedFile, declaration: ts.ClassDeclaration): readonly Violation[] {
  const name = declaration.name?.text ?? '';
  const expected = `${kebab(name)}.ts`;
  const actual = file.path.split('/').at(-1);
  return actual === expected ? [] : [violation(file, declaration, `declares ${name}; the file is called ${expected}`)];
}

function kebab(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}

/** No `any`, no assertion with `!`, and no comment that silences the compiler. */
export const noEscapes: Rule = overNodes((node, file) => {
  if (node.kind === ts.SyntaxKind.AnyKeyword) return "uses 'any'";
  if (ts.isNonNullExpression(node)) return "asserts non-null with '!'";
  const definite = ts.isPropertyDeclaration(node) || ts.isVariableDeclaration(node);
  if (definite && node.exclamationToken !== undefined) return "asserts assignment with '!'";
  if (ts.isSourceFile(node) && /@ts-(ignore|expect-error|nocheck)/.test(file.text)) return 'silences the compiler';
  return undefined;
});

/** A class extends only a vendor's class; code that classes share is a function or a member. */
export const shallowInheritance: Rule = (files) =>
  files.flatMap((file) => {
    const ours = new Set(file.tree.statements.flatMap(localNames));
    return file.tree.statements.filter(ts.isClassDeclaration).flatMap((each) => {
      const base = each.heritageClauses?.find((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
      const name = base?.expression.getText(file.tree) ?? '';
      return ours.has(name) ? [violation(file, each, `extends ${name}, a class of ours; compose instead`)] : [];
    });
  });

function localNames(statement: ts.Statement): readonly string[] {
  if (ts.isClassDeclaration(statement)) return [statement.name?.text ?? ''];
  if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
  if (!statement.moduleSpecifier.text.startsWith('.')) return [];
  const bindings = statement.importClause?.namedBindings;
  return bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements.map((each) => each.name.text) : [];
}

/** Functions and methods have no `get` prefix, because their name should say what they answer. */
export const noGetPrefix: Rule = overNodes((node) => {
  if (!ts.isMethodDeclaration(node) && !ts.isMethodSignature(node) && !ts.isFunctionDeclaration(node)) return undefined;
  const name = nameOf(node);
  return /^get[A-Z]/.test(name) ? `${name} begins with 'get'; name what it answers` : undefined;
});

function nameOf(node: ts.Node): string {
  if (ts.isConstructorDeclaration(node)) return 'the constructor';
  const { parent } = node;
  const named = ts.isArrowFunction(node) && parent !== undefined && ts.isVariableDeclaration(parent) ? parent : node;
  return 'name' in named && named.name !== undefined ? (named.name as ts.Node).getText() : 'a function';
}

function lineOf(file: ParsedFile, position: number): number {
  return file.tree.getLineAndCharacterOfPosition(position).line;
}

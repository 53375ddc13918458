import { type ParsedFile, ts, visit } from './project';

/** One import, export from, `import()`, `require()` or `import('x').T` of a file. */
export interface Import {
  readonly specifier: string;
  /** `static`: loaded with the file; `type`: erased; `lazy`: loaded when reached. */
  readonly kind: 'static' | 'type' | 'lazy';
  readonly node: ts.Node;
}

/** Every import of a file, of every form. A computed specifier is reported as `?`. */
export function importsOf(file: ParsedFile): readonly Import[] {
  const found: Import[] = [];
  visit(file, (node) => {
    const each = asDeclaration(node) ?? asCall(node) ?? asTypeQuery(node);
    if (each !== undefined) found.push(each);
  });
  return found;
}

function asDeclaration(node: ts.Node): Import | undefined {
  if (ts.isImportDeclaration(node)) {
    const type = node.importClause?.isTypeOnly === true || onlyTypes(node.importClause?.namedBindings);
    return { specifier: textOf(node.moduleSpecifier), kind: type ? 'type' : 'static', node };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
    return { specifier: textOf(node.moduleSpecifier), kind: node.isTypeOnly ? 'type' : 'static', node };
  }
  if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
    return { specifier: textOf(node.moduleReference.expression), kind: node.isTypeOnly ? 'type' : 'static', node };
  }
  return undefined;
}

function onlyTypes(bindings: ts.NamedImportBindings | undefined): boolean {
  return (
    bindings !== undefined &&
    ts.isNamedImports(bindings) &&
    bindings.elements.length > 0 &&
    bindings.elements.every((element) => element.isTypeOnly)
  );
}

function asCall(node: ts.Node): Import | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const dynamic = node.expression.kind === ts.SyntaxKind.ImportKeyword;
  const required = ts.isIdentifier(node.expression) && node.expression.text === 'require';
  const resolved = node.expression.getText().endsWith('require.resolve');
  if (!dynamic && !required && !resolved) return undefined;
  return { specifier: textOf(node.arguments[0]), kind: 'lazy', node };
}

function asTypeQuery(node: ts.Node): Import | undefined {
  if (!ts.isImportTypeNode(node) || !ts.isLiteralTypeNode(node.argument)) return undefined;
  return { specifier: textOf(node.argument.literal), kind: 'type', node };
}

function textOf(node: ts.Node | undefined): string {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : '?';
}

import * as architecture from './support/architecture-rules';
import * as docs from './support/docs-rules';
import * as messages from './support/message-rules';
import { parse, type Rule } from './support/project';
import { judgeReadme } from './support/readme-rule';
import * as style from './support/style-rules';

/** Violations that a rule finds in small files at given paths. */
function say(rule: Rule, sources: Readonly<Record<string, string>>): readonly string[] {
  return rule(Object.entries(sources).map(([path, text]) => parse(path, text))).map((each) => each.message);
}

/** Violations that a rule finds in one file of a room. */
function sayOf(rule: Rule, text: string, path = 'lib/aws/thing.ts'): readonly string[] {
  return say(rule, { [path]: text });
}

const NOTHING: readonly string[] = [];

describe('the dependency rule', () => {
  const rule = architecture.dependencyRule;
  const target = { 'lib/google/pool.ts': 'export const a = 1;', 'lib/specs/pool.ts': 'export const a = 1;' };

  it.each([
    ['a static import', "import { a } from '../google/pool';"],
    ['a type-only import', "import type { a } from '../google/pool';"],
    ['a re-export', "export { a } from '../google/pool';"],
    ['a dynamic import', "const a = import('../google/pool');"],
    ['a require', "const a = require('../google/pool');"],
    ['an import type', "let a: import('../google/pool').A;"],
  ])('refuses a sibling room in %s', (_name, text) => {
    expect(say(rule, { 'lib/aws/thing.ts': text, ...target })).toEqual([
      'room aws must not import room google (lib/google/pool.ts)',
    ]);
  });

  it('allows a room below', () => {
    expect(say(rule, { 'lib/aws/thing.ts': "import { a } from '../specs/pool';", ...target })).toEqual(NOTHING);
  });

  it.each([
    ['lib/specs/x.ts', "import { App } from 'cdktf';", "must not import 'cdktf'"],
    ['lib/aws/x.ts', "import { App } from 'cdk8s';", "must not import 'cdk8s'"],
    ['lib/kubernetes/x.ts', "import type { App } from 'cdktf';", "must not import 'cdktf'"],
    [
      'lib/aws/x.ts',
      "import { P } from '@cdktf/provider-google/lib/provider';",
      "must not import '@cdktf/provider-google/lib/provider'",
    ],
    [
      'lib/stacks/aws/x.ts',
      "import { P } from '@cdktf/provider-google/lib/provider';",
      "must not import '@cdktf/provider-google/lib/provider'",
    ],
    [
      'lib/specs/x.ts',
      "import { readFileSync } from 'node:fs';",
      "imports 'node:fs'; only apps, cli, testing and the report's writer may",
    ],
    ['lib/specs/x.ts', "import { join } from 'path';", "imports 'path'; write 'node:path'"],
    [
      'lib/specs/x.ts',
      "import { a } from 'keelson/aws';",
      "imports 'keelson/aws', a public door; import the file itself",
    ],
    ['lib/aws/x.ts', 'const a = require(name);', 'imports a computed path, which no rule can follow'],
    ['lib/aws/x.ts', "import { a } from './gone';", "imports './gone', which leads to no file of lib"],
  ])('refuses in %s: %s', (path, text, message) => {
    expect(sayOf(rule, text, path)).toEqual([message]);
  });

  it.each([
    ['lib/aws/x.ts', "import { P } from '@cdktf/provider-aws/lib/provider';"],
    ['lib/stacks/google/x.ts', "import { P } from '@cdktf/provider-google/lib/provider';"],
    ['lib/charts/token-guard.ts', "import { Token } from 'cdktf';"],
    ['lib/cli/x.ts', "import { readFileSync } from 'node:fs';"],
  ])('allows in %s: %s', (path, text) => expect(sayOf(rule, text, path)).toEqual(NOTHING));

  it('refuses an import of one cloud from the stacks of the other', () => {
    const files = {
      'lib/stacks/aws/x.ts': "import { a } from '../../google/pool'; import { b } from '../google/y';",
      'lib/stacks/google/y.ts': '',
      ...target,
    };
    expect(say(rule, files)).toEqual([
      'imports its sibling lib/google/pool.ts',
      'imports its sibling lib/stacks/google/y.ts',
    ]);
  });

  it('allows cli to import stacks only lazily', () => {
    const stack = { 'lib/stacks/y.ts': '' };
    expect(say(rule, { 'lib/cli/x.ts': "import { b } from '../stacks/y';", ...stack })).toHaveLength(1);
    expect(say(rule, { 'lib/cli/x.ts': "const b = import('../stacks/y');", ...stack })).toEqual(NOTHING);
    expect(say(rule, { 'lib/cli/x.ts': "import type { b } from '../stacks/y';", ...stack })).toEqual(NOTHING);
  });

  it('refuses an import of testing or of a public entry point in lib', () => {
    const files = {
      'lib/aws/x.ts': "import '../testing/a'; import '../entry/aws';",
      'lib/testing/a.ts': '',
      'lib/entry/aws.ts': '',
    };
    expect(say(rule, files)).toEqual([
      'room aws must not import room testing (lib/testing/a.ts)',
      'room aws must not import room entry (lib/entry/aws.ts)',
    ]);
  });
});

describe('the other rules of architecture', () => {
  it.each(["import { a } from './index';", "import { a } from '..';", "import { a } from '../values';"])(
    'refuses the index file in %s',
    (text) => {
      expect(say(architecture.noIndexImports, { 'lib/aws/thing.ts': text, 'lib/values/index.ts': '' })).toHaveLength(1);
    },
  );

  it.each(['@cdktf/provider-aws', '@cdktf/provider-aws/lib', '@cdktf/provider-aws/lib/index'])(
    'refuses the package root of a provider: %s',
    (name) => {
      expect(sayOf(architecture.deepProviderImports, `import type { a } from '${name}';`)).toHaveLength(1);
    },
  );

  it('reports a cycle of type imports once', () => {
    const files = {
      'lib/values/a.ts': "import type { B } from './b';",
      'lib/values/b.ts': "import { C } from './c';",
      'lib/values/c.ts': "export * from './a';",
      'lib/values/d.ts': "import { C } from './c';",
    };
    expect(say(architecture.noCycles, files)).toEqual([
      'stands in a cycle: lib/values/a.ts -> lib/values/b.ts -> lib/values/c.ts -> lib/values/a.ts',
    ]);
  });

  it.each([
    'const a = process.env;',
    'const a = Date.now();',
    'const a = new Date();',
    'const a = Math.random();',
    'const a = randomUUID();',
    'const a = __dirname;',
    "console.log('a');",
  ])('refuses the environment, clock or chance in %s', (text) =>
    expect(sayOf(architecture.noAmbientFacts, text)).toHaveLength(1),
  );

  it.each(["const a = new Date('2026-01-01');", 'const a = pool.process;', 'const a = Math.max(1, 2);'])(
    'accepts %s, which reads neither environment nor clock',
    (text) => expect(sayOf(architecture.noAmbientFacts, text)).toEqual(NOTHING),
  );

  it('accepts the environment and the clock in cli', () => {
    expect(sayOf(architecture.noAmbientFacts, 'const a = process.env;', 'lib/cli/a.ts')).toEqual(NOTHING);
  });

  it.each(['a.localeCompare(b);', 'n.toLocaleString();', 'new Intl.NumberFormat();'])(
    'refuses the locale in %s',
    (text) => expect(sayOf(architecture.noLocale, text)).toHaveLength(1),
  );
});

describe('the rules of style', () => {
  const body = (lines: number) => '  call();\n'.repeat(lines);

  it.each([
    ['a file', style.shortFiles, 'a();\n'.repeat(351)],
    ['a constructor', style.shortFunctions, `class A {\nconstructor() {\n${body(39)}}\n}`],
    ['an arrow function', style.shortFunctions, `const f = () => {\n${body(39)}};`],
    ['parameters', style.fewParameters, 'function f(a: A, b: B, c: C, d: D) {}'],
    [
      'props',
      style.smallProps,
      `interface AProps {\n${Array.from({ length: 15 }, (_, i) => `a${i}: A;`).join('\n')}\n}`,
    ],
  ])('refuse %s over the limit', (_name, rule, text) => expect(sayOf(rule, text)).toHaveLength(1));

  it('do not count the lines of a script in a template literal as lines of the function', () => {
    expect(sayOf(style.shortFunctions, `function f() {\n  return \`\n${body(60)}\`;\n}`)).toEqual(NOTHING);
  });

  it('refuse a second exported class in a file, and a class in a file of another name', () => {
    expect(sayOf(style.oneClassPerFile, 'export class Thing {}\nclass Helper {}')).toEqual(NOTHING);
    expect(sayOf(style.oneClassPerFile, 'export class Thing {}\nexport class Other {}')).toEqual([
      'exports a second class, Other',
    ]);
    expect(sayOf(style.oneClassPerFile, 'export class EksNodePool {}')).toEqual([
      'declares EksNodePool; the file is called eks-node-pool.ts',
    ]);
  });

  it.each(['let a: any;', 'const a = b!;', 'class A { b!: string; }', '// @ts-ignore\na();'])('refuse %s', (text) =>
    expect(sayOf(style.noEscapes, text)).toHaveLength(1),
  );

  it('refuse a base class of keelson, and accept one of a vendor', () => {
    expect(sayOf(style.shallowInheritance, "import { B } from './b';\nclass A extends B {}")).toHaveLength(1);
    expect(sayOf(style.shallowInheritance, "import { B } from 'constructs';\nclass A extends B {}")).toEqual(NOTHING);
  });

  it('refuse a get prefix', () => {
    expect(sayOf(style.noGetPrefix, 'class A { getName() {} getaway() {} get name() { return 1; } }')).toHaveLength(1);
  });
});

describe('the rules of docs', () => {
  it('refuse an export without a docstring', () => {
    expect(
      sayOf(docs.documentedSymbols, 'export const a = 1;\n/** Said. */\nexport const b = 2;\nconst c = 3;'),
    ).toEqual(['a has no docstring']);
  });

  it('refuse a member without a docstring in a type that callers see, nested members included', () => {
    const text = "export interface AProps {\n/** Said. */ a: string;\nb: {\n  c: string;\n};\nkind: 'x';\n}";
    expect(sayOf(docs.documentedMembers, text)).toEqual(['AProps.b has no docstring', 'AProps.c has no docstring']);
  });

  it('accept members without docstrings in resolved types of the inner rooms', () => {
    expect(sayOf(docs.documentedMembers, 'export interface Sum { a: string }', 'lib/analysis/sum.ts')).toEqual(NOTHING);
    expect(
      sayOf(docs.documentedMembers, 'export interface SumInput { a: string }', 'lib/analysis/sum.ts'),
    ).toHaveLength(1);
  });

  it('refuse a public member of a class without a docstring', () => {
    const text =
      'export class A {\n/** Said. */ a = 1;\nb = 2;\nprivate c = 3;\n#d = 4;\nconstructor() {}\nrun() {}\n}';
    expect(sayOf(docs.documentedClassMembers, text)).toEqual(['A.b has no docstring', 'A.run has no docstring']);
  });

  it.each([
    ['/** Said. */', 'AProps.a is optional and has no @default'],
    ['/** Said.\n * @default\n */', "AProps.a has an @default that says nothing: ''"],
    ['/** Said.\n * @default undefined\n */', "AProps.a has an @default that says nothing: 'undefined'"],
  ])('refuse an optional member without a stated default: %j', (doc, message) => {
    expect(sayOf(docs.defaultsStated, `export interface AProps {\n${doc}\na?: string;\n}`)).toEqual([message]);
  });

  it.each(['@default 3', '@default - the key of the account', '@default - none'])('accept %s', (tag) => {
    expect(
      sayOf(docs.defaultsStated, `export interface AProps {\n/**\n * Said.\n * ${tag}\n */\na?: string;\n}`),
    ).toEqual(NOTHING);
  });

  it('refuse an exclamation mark in a docstring', () =>
    expect(sayOf(docs.calmDocs, '/** Great! */\nexport const a = 1;')).toHaveLength(1));
});

describe('the rules of messages', () => {
  it.each([
    "problems.add('a', 'Be small', a, 'shrink it');",
    "problems.add('a', 'be small', a, 'shrink it.');",
    "problems.require(ok, 'a', `Be at most ${max}`, a, 'shrink it');",
    "problems.require(ok, 'a', 'must be small', a, 'shrink it');",
    "refuse('a', 'be small', a, 'Shrink it');",
    "refuse('a', 'be small!', a, 'shrink it');",
  ])('refuse %s', (text) => expect(sayOf(messages.problemForm, text)).toHaveLength(1));

  it.each([
    "problems.add('a', 'be small', a, 'shrink it');",
    "problems.add('a', `be at most ${max}`, a, `use '${max}'`);",
    "problems.add('a', 'be a CIDR', a, 'IAM wants one');",
    'set.add(a);',
  ])('accept %s', (text) => expect(sayOf(messages.problemForm, text)).toEqual(NOTHING));

  it("judge the messages of keelson's own errors", () => {
    expect(sayOf(messages.errorForm, "throw new Error('Bad pool');")).toHaveLength(1);
    expect(sayOf(messages.errorForm, "throw new Error('no pool.');")).toHaveLength(1);
    expect(sayOf(messages.errorForm, 'throw new Error(`no pool in ${name}`);')).toEqual(NOTHING);
  });
});

describe('the rule of READMEs', () => {
  const good = [
    '# render',
    '',
    '```ts',
    "import { a } from './a';",
    '',
    'a();',
    '```',
    '',
    'Purpose: text.',
    'May import: `values`, lib/analysis, specs; the rest never.',
    'Must not import: aws.',
    'One more.',
  ];

  it('accepts an example and four lines that agree with the table', () => {
    expect(judgeReadme('render', good.join('\n'))).toEqual([]);
  });

  it.each([
    ['a missing file', undefined, 'is missing'],
    ['a sixth line', [...good, 'And more.'].join('\n'), 'has 6 lines that are not empty; five are wanted'],
    [
      'a README without an example',
      good.filter((line) => !/^(```|import|a\(\))/.test(line)).join('\n'),
      'does not begin with the simplest use, in code, right behind its name',
    ],
    ['another title', good.join('\n').replace('# render', '# text'), "begins with '# render'"],
    [
      'a permission left out',
      good.join('\n').replace(', specs', ''),
      'may import, by its README: analysis, values; by the table: analysis, specs, values',
    ],
    [
      'a package too many',
      good.join('\n').replace('specs;', 'specs, `cdktf`;'),
      'claims cdktf, which the table refuses',
    ],
  ])('refuses %s', (_name, text, message) => {
    expect(judgeReadme('render', text).map((each) => each.message)).toEqual([message]);
  });

  it("understands 'everything in lib but'", () => {
    const text = [
      '# cli',
      '',
      '```ts',
      'run();',
      '```',
      'Purpose.',
      'May import: everything in lib but testing.',
      'Must not import: testing.',
      'More.',
    ];
    expect(judgeReadme('cli', text.join('\n'))).toEqual([]);
  });
});

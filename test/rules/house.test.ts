import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as architecture from './support/architecture-rules';
import * as concepts from './support/concept-rules';
import * as docs from './support/docs-rules';
import * as messages from './support/message-rules';
import { listFiles, type ParsedFile, parseFolders, ROOT, type Rule, renderViolations } from './support/project';
import { judgeReadme } from './support/readme-rule';
import { ROOMS } from './support/room-table';
import * as style from './support/style-rules';

const lib = parseFolders('lib');
const library = [...lib, ...parseFolders('apps')];
const programs = [...library, ...parseFolders('bench', 'scripts')];
const everything = [...programs, ...parseFolders('test')];

function expectHolds(rule: Rule, files: readonly ParsedFile[] = library): void {
  expect(renderViolations(rule(files))).toEqual([]);
}

describe('architecture', () => {
  it('has no import in a room that the table does not allow', () => expectHolds(architecture.dependencyRule));
  it('has no import of an index file', () => expectHolds(architecture.noIndexImports));
  it('imports providers by subpath', () => expectHolds(architecture.deepProviderImports, everything));
  it('has no import cycle, type-only imports included', () => expectHolds(architecture.noCycles, everything));
  it('reads environment, clock and file system only in the rooms that may', () =>
    expectHolds(architecture.noAmbientFacts));
  it('depends on no locale', () => expectHolds(architecture.noLocale, lib));

  it('has no import in a concept of specs from a concept to its right', () => expectHolds(concepts.conceptOrder, lib));
  it('has at most 25 files in a folder of specs', () => expectHolds(concepts.smallFolders, lib));

  it('has every room in the table', () => {
    const rooms = new Set(lib.map((file) => String(file.path.split('/')[1])));
    expect([...rooms].filter((room) => room !== 'entry' && ROOMS[room] === undefined)).toEqual([]);
  });

  it('has a README of five lines in every room that agrees with the table', () => {
    const rooms = Object.keys(ROOMS).filter((room) => listFiles(`lib/${room}`, '.ts').length > 0);
    const found = rooms.flatMap((room) => {
      const path = join(ROOT, 'lib', room, 'README.md');
      return judgeReadme(room, existsSync(path) ? readFileSync(path, 'utf8') : undefined);
    });
    expect(renderViolations(found)).toEqual([]);
  });
});

describe('style', () => {
  it('has no file over 350 lines', () => expectHolds(style.shortFiles, everything));
  it('has no function or constructor over 40 lines', () => expectHolds(style.shortFunctions, programs));
  it('has no more than three parameters', () => expectHolds(style.fewParameters, programs));
  it('has at most 14 members in a props type', () => expectHolds(style.smallProps));
  it('exports at most one class per file, and the file has its name', () => expectHolds(style.oneClassPerFile));
  it('has no any, no non-null assertion, no silenced compiler', () => expectHolds(style.noEscapes, programs));
  it('extends no class of its own', () => expectHolds(style.shallowInheritance));
  it('has no function with the prefix get', () => expectHolds(style.noGetPrefix));
});

describe('docs', () => {
  it('documents every exported symbol', () => expectHolds(docs.documentedSymbols, lib));
  it('documents every member of exported types', () => expectHolds(docs.documentedMembers, lib));
  it('documents every public member of exported classes', () => expectHolds(docs.documentedClassMembers, lib));
  it('states the default of every optional prop', () => expectHolds(docs.defaultsStated, lib));
  it('has no exclamation mark in a docstring', () => expectHolds(docs.calmDocs, programs));
});

describe('messages', () => {
  it('records problems as parts of one sentence', () => expectHolds(messages.problemForm));
  it('begins errors in lower case and ends them without a mark', () => expectHolds(messages.errorForm));
});

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { swapOutputs } from '../../lib/cli/output-swap';

describe('swapOutputs', () => {
  let folder: string;
  const path = (name: string): string => join(folder, name);
  const write = (name: string, text: string): void => writeFileSync(path(name), text);
  const read = (name: string): string => readFileSync(path(name), 'utf8');

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'keelson-swap-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('replaces files and folders, and removes the backup', () => {
    write('old.json', 'old');
    write('new.json', 'new');
    mkdirSync(path('old-folder'));
    write('old-folder/stale.yaml', 'stale');
    mkdirSync(path('new-folder'));
    write('new-folder/fresh.yaml', 'fresh');
    swapOutputs(
      [
        { staged: path('new.json'), target: path('old.json') },
        { staged: path('new-folder'), target: path('old-folder') },
      ],
      path('backup'),
    );
    expect(read('old.json')).toBe('new');
    expect(read('old-folder/fresh.yaml')).toBe('fresh');
    expect(existsSync(path('old-folder/stale.yaml'))).toBe(false);
    expect(existsSync(path('backup'))).toBe(false);
  });

  test('creates the folder of a target that does not exist yet', () => {
    write('new.json', 'new');
    swapOutputs([{ staged: path('new.json'), target: path('deep/er/new.json') }], path('backup'));
    expect(read('deep/er/new.json')).toBe('new');
  });

  test('removes the target of a replacement without a staged file', () => {
    write('old.json', 'old');
    swapOutputs([{ target: path('old.json') }], path('backup'));
    expect(existsSync(path('old.json'))).toBe(false);
  });

  test('undoes all earlier renames where one rename fails', () => {
    write('first-old', 'first old');
    write('first-new', 'first new');
    write('second-old', 'second old');
    write('removed', 'removed');
    const run = (): void =>
      swapOutputs(
        [
          { staged: path('first-new'), target: path('first-old') },
          { target: path('removed') },
          { staged: path('never-written'), target: path('second-old') },
        ],
        path('backup'),
      );
    expect(run).toThrow(/ENOENT/);
    expect(read('first-old')).toBe('first old');
    expect(read('first-new')).toBe('first new');
    expect(read('removed')).toBe('removed');
    expect(read('second-old')).toBe('second old');
  });
});

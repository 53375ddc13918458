import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLock, writeLock } from '../../lib/cli/lock-file';
import { EMPTY_LOCK, renderLock } from '../../lib/specs/environment/lock/platform-lock';
import { Workspace } from './run-keelson';

const LOCK = 'keelson.lock.json';
/** So long that nothing can be written beside it, whoever runs the tests: a read-only folder stops everybody but root. */
const LONG = 'x'.repeat(255);

describe('the lock file', () => {
  const before = process.cwd();
  let folder = '';
  beforeEach(() => {
    process.chdir(mkdtempSync(join(tmpdir(), 'keelson-lock-')));
    // As the process calls it: the temporary folder may be a link itself.
    folder = process.cwd();
  });
  afterEach(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
  });

  test('is undefined where there is none, and is written and read back', () => {
    expect(readLock()).toBeUndefined();
    expect(writeLock(EMPTY_LOCK)).toBe(true);
    expect(readLock()).toEqual(EMPTY_LOCK);
    expect(writeLock(EMPTY_LOCK)).toBe(false);
    expect(readdirSync('.')).toEqual([LOCK]);
  });

  test('is written through a link', () => {
    writeFileSync('elsewhere.json', JSON.stringify(EMPTY_LOCK));
    symlinkSync('elsewhere.json', LOCK);
    expect(writeLock(EMPTY_LOCK)).toBe(true);
    expect(lstatSync(LOCK).isSymbolicLink()).toBe(true);
    expect(readFileSync('elsewhere.json', 'utf8')).toBe(renderLock(EMPTY_LOCK));
    expect(readdirSync('.').sort()).toEqual(['elsewhere.json', LOCK]);
  });

  test('that is a link to nothing is not taken for none', () => {
    symlinkSync('elsewhere.json', LOCK);
    expect(readLock).toThrow(
      "keelson.lock.json: 'the file' must be a file that can be read, got 'a link to elsewhere.json, which is not there'; correct the link, or remove it",
    );
  });

  test('that is a link to itself cannot be read', () => {
    symlinkSync(LOCK, LOCK);
    expect(readLock).toThrow(
      "keelson.lock.json: 'the file' must be a file that can be read, got 'a link to keelson.lock.json, which is not there'; correct the link, or remove it",
    );
  });

  test('that is a folder is told as one', () => {
    mkdirSync(LOCK);
    expect(readLock).toThrow(
      "keelson.lock.json: 'the file' must be a file that can be read, got 'a folder'; move it away, and take the file from version control again",
    );
  });

  test('that cannot be written says so, and leaves nothing beside it', () => {
    writeFileSync(LONG, JSON.stringify(EMPTY_LOCK));
    symlinkSync(LONG, LOCK);
    expect(() => writeLock(EMPTY_LOCK)).toThrow(
      new Error(
        `the outputs are written, keelson.lock.json is not: ${folder}/keelson.lock.json: ENAMETOOLONG: name too long; mend that and run 'keelson synth --write-lock' again`,
      ),
    );
    expect(readdirSync('.').sort()).toEqual([LOCK, LONG]);
  });

  test('that became a folder meanwhile is not written, and leaves nothing beside it', () => {
    mkdirSync(LOCK);
    expect(() => writeLock(EMPTY_LOCK)).toThrow(
      new Error(
        `the outputs are written, keelson.lock.json is not: ${folder}/keelson.lock.json: EISDIR: illegal operation on a directory; mend that and run 'keelson synth --write-lock' again`,
      ),
    );
    expect(readdirSync('.')).toEqual([LOCK]);
  });
});

test('a lock that cannot be written fails the run after the outputs are in place', () => {
  const workspace = new Workspace();
  try {
    writeFileSync(join(workspace.folder, LONG), JSON.stringify(EMPTY_LOCK));
    symlinkSync(LONG, join(workspace.folder, LOCK));
    const { status, stdout, stderr } = workspace.synth('two-environments', ['--write-lock']);
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^the outputs are written, keelson\.lock\.json is not: \/.*\/keelson\.lock\.json: ENAMETOOLONG: name too long; mend that and run 'keelson synth --write-lock' again$/m,
    );
    expect(stdout).not.toContain('keelson.lock.json written');
    expect(workspace.exists('cdktf.out/manifest.json')).toBe(true);
    expect(JSON.parse(workspace.read(LOCK))).toEqual(EMPTY_LOCK);
  } finally {
    workspace.remove();
  }
});

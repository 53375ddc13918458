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
/** A name so long that no longer one can be written beside it; a read-only folder would not stop a test that runs as root. */
const LONG = 'x'.repeat(255);

describe('the lock file', () => {
  const before = process.cwd();
  let folder = '';
  beforeEach(() => {
    process.chdir(mkdtempSync(join(tmpdir(), 'keelson-lock-')));
    // The path as the process sees it, because the temporary folder may be a link itself.
    folder = process.cwd();
  });
  afterEach(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
  });

  test('is undefined where it does not exist, and is written and read back', () => {
    expect(readLock()).toBeUndefined();
    expect(writeLock(EMPTY_LOCK)).toBe(true);
    expect(readLock()).toEqual(EMPTY_LOCK);
    expect(writeLock(EMPTY_LOCK)).toBe(false);
    expect(readdirSync('.')).toEqual([LOCK]);
  });

  test('is written to the target of a link, and the link stays', () => {
    writeFileSync('elsewhere.json', JSON.stringify(EMPTY_LOCK));
    symlinkSync('elsewhere.json', LOCK);
    expect(writeLock(EMPTY_LOCK)).toBe(true);
    expect(lstatSync(LOCK).isSymbolicLink()).toBe(true);
    expect(readFileSync('elsewhere.json', 'utf8')).toBe(renderLock(EMPTY_LOCK));
    expect(readdirSync('.').sort()).toEqual(['elsewhere.json', LOCK]);
  });

  test('that is a dangling link is refused, and does not count as missing', () => {
    symlinkSync('elsewhere.json', LOCK);
    expect(readLock).toThrow(
      "keelson.lock.json: 'the file' must be a file that can be read, got 'a link to elsewhere.json, which is not there'; correct the link, or remove it",
    );
  });

  test('that is a link to itself is refused', () => {
    symlinkSync(LOCK, LOCK);
    expect(readLock).toThrow(
      "keelson.lock.json: 'the file' must be a file that can be read, got 'a link to keelson.lock.json, which is not there'; correct the link, or remove it",
    );
  });

  test('that is a folder is refused, and the message says so', () => {
    mkdirSync(LOCK);
    expect(readLock).toThrow(
      "keelson.lock.json: 'the file' must be a file that can be read, got 'a folder'; move the folder away, and restore the file from version control",
    );
  });

  test('that cannot be written throws with the reason, and no temporary file is left', () => {
    writeFileSync(LONG, JSON.stringify(EMPTY_LOCK));
    symlinkSync(LONG, LOCK);
    expect(() => writeLock(EMPTY_LOCK)).toThrow(
      new Error(
        `the outputs are written, keelson.lock.json is not: ${folder}/keelson.lock.json: ENAMETOOLONG: name too long; mend that and run 'keelson synth --write-lock' again`,
      ),
    );
    expect(readdirSync('.').sort()).toEqual([LOCK, LONG]);
  });

  test('that became a folder in the meantime is not written, and no temporary file is left', () => {
    mkdirSync(LOCK);
    expect(() => writeLock(EMPTY_LOCK)).toThrow(
      new Error(
        `the outputs are written, keelson.lock.json is not: ${folder}/keelson.lock.json: EISDIR: illegal operation on a directory; mend that and run 'keelson synth --write-lock' again`,
      ),
    );
    expect(readdirSync('.')).toEqual([LOCK]);
  });
});

test('a lock that cannot be written fails the run after the outputs are installed', () => {
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

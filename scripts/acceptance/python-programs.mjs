import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../support/steps.mjs';
import { CACHE } from './cache.mjs';

/** A program of PyPI in a virtual environment of its own. */
export function pythonProgram(name, version) {
  return { [name]: { version, path: join(environmentOf(name, version), 'bin', name) } };
}

/** A library of PyPI in a virtual environment of its own; its path is the Python that has it. */
export function pythonLibrary(name, version) {
  return { [name]: { version, path: join(environmentOf(name, version), 'bin/python') } };
}

/** The mark is written last, so that a broken install is made anew. */
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

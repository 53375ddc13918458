import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../support/steps.mjs';
import { CACHE } from './cache.mjs';

/** A program of PyPI in a virtual environment of its own; the mark is written last, so a broken install is made anew. */
export function pythonProgram(name, version) {
  const folder = join(CACHE, 'python', `${name}-${version}`);
  const mark = join(folder, 'complete');
  if (!existsSync(mark)) {
    rmSync(folder, { recursive: true, force: true });
    run(['python3', '-m', 'venv', folder]);
    run([join(folder, 'bin/pip'), 'install', '--quiet', '--disable-pip-version-check', `${name}==${version}`]);
    writeFileSync(mark, '');
  }
  return { [name]: { version, path: join(folder, 'bin', name) } };
}

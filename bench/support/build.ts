import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { BUILD, ROOT } from './paths';

/** Compiles the package as it is published. */
export function build(): void {
  // npm is started in a shell, because it is a script on some systems; the compiler needs no shell.
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  rmSync(BUILD, { recursive: true, force: true });
  const built = spawnSync(process.execPath, [compiler, '-p', join(ROOT, 'tsconfig.build.json')], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`the build failed\n${built.stdout}`);
}

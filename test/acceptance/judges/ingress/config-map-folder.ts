import { mkdirSync, readdirSync, readlinkSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A ConfigMap as a pod sees it: the kubelet replaces all files at one moment, by a link to a folder. */
export class ConfigMapFolder {
  private version = 0;

  constructor(readonly path: string) {
    mkdirSync(path, { recursive: true });
  }

  /** Replaces the files. */
  publish(files: Readonly<Record<string, string>>): void {
    this.version += 1;
    const folder = `..version-${this.version}`;
    mkdirSync(join(this.path, folder));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(this.path, folder, name), text);
    const before = this.version === 1 ? undefined : readlinkSync(join(this.path, '..data'));
    symlinkSync(folder, join(this.path, '..data-new'));
    renameSync(join(this.path, '..data-new'), join(this.path, '..data'));
    const shown = readdirSync(this.path).filter((name) => !name.startsWith('..'));
    for (const name of shown.filter((each) => !Object.hasOwn(files, each))) rmSync(join(this.path, name));
    for (const name of Object.keys(files).filter((each) => !shown.includes(each))) {
      symlinkSync(join('..data', name), join(this.path, name));
    }
    if (before !== undefined) rmSync(join(this.path, before), { recursive: true });
  }
}

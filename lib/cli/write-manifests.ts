import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ManifestFile } from '../charts/manifest-file';

/** Writes manifest files below a folder, and creates the folders in their paths. */
export function writeManifests(files: readonly ManifestFile[], folder: string): void {
  for (const file of files) {
    const path = join(folder, file.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, file.text);
  }
}

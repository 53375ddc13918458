import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';

/** A synthesised stack: kind of block, then type, then id. */
export type TerraformJson = Record<string, Record<string, Record<string, Record<string, unknown>>>>;

/**
 * Synthesises every stack that `build` adds to an app, exactly as `cdktf synth` does: prepared, validated and with cross-stack
 * references rewritten, which cdktf's own `Testing.synth` omits.
 *
 * @returns the stacks' Terraform JSON by stack name.
 */
export function synthesizeStacks(build: (app: App) => void): Record<string, TerraformJson> {
  const outdir = mkdtempSync(join(tmpdir(), 'keelson-test-'));
  try {
    const app = new App({ outdir, stackTraces: false });
    build(app);
    app.synth();
    const manifest = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8')) as {
      stacks: Record<string, { synthesizedStackPath: string }>;
    };
    const stacks = Object.entries(manifest.stacks).map(([name, stack]) => {
      const text = readFileSync(join(outdir, stack.synthesizedStackPath), 'utf8');
      return [name, JSON.parse(text) as TerraformJson] as const;
    });
    return Object.fromEntries(stacks);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runKubernetesProgram } from '../../../lib/cli/kubernetes-program';
import { runSynth } from '../../../lib/cli/synth-command';
import { renderError } from '../../../lib/cli/terminal';
import { runTerraformProgram } from '../../../lib/cli/terraform-program';

/** Where the module that the command loads finds the definition of a test. */
const SLOT = 'keelsonTestDefinition';

/** What each program says of a definition, in an empty folder; the text of a program that refuses nothing is empty. */
export interface ThreeAnswers {
  readonly command: string;
  readonly terraform: string;
  readonly kubernetes: string;
}

/**
 * Gives one definition to the command and to both stock programs.
 *
 * All three run in this process. The command's workers would not, so the definition must be one that is refused before they start.
 */
export async function askThreePrograms(definition: unknown): Promise<ThreeAnswers> {
  const before = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'keelson-three-'));
  process.chdir(folder);
  try {
    return {
      command: await askCommand(definition),
      terraform: askProgram(() => runTerraformProgram(definition as never)),
      kubernetes: askProgram(() => runKubernetesProgram(definition as never)),
    };
  } finally {
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function askCommand(definition: unknown): Promise<string> {
  writeFileSync('platform.js', `exports.platform = globalThis.${SLOT};\n`);
  (globalThis as unknown as Record<string, unknown>)[SLOT] = definition;
  try {
    const names = { platform: 'platform', terraformOut: 'cdktf.out', kubernetesOut: 'dist' };
    await runSynth({ ...names, names: [] });
    return '';
  } catch (error) {
    return `${renderError(error)}\n`;
  }
}

/** What a stock program refuses, which it tells on standard error and by the exit code; empty where it writes its outputs. */
export function askProgram(run: () => void): string {
  const told: string[] = [];
  const spy = jest.spyOn(process.stderr, 'write').mockImplementation((text) => told.push(String(text)) > 0);
  try {
    run();
    return process.exitCode === 1 ? told.filter((text) => !text.startsWith('warning ')).join('') : '';
  } finally {
    spy.mockRestore();
    process.exitCode = undefined;
  }
}

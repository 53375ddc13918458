import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runKubernetesProgram } from '../../../lib/cli/kubernetes-program';
import { runSynth } from '../../../lib/cli/synth-command';
import { renderError } from '../../../lib/cli/terminal';
import { runTerraformProgram } from '../../../lib/cli/terraform-program';

/** Global variable from which the module that the command loads reads the definition of a test. */
const SLOT = 'keelsonTestDefinition';

/** Messages of each program about a definition, run in an empty folder; empty where the program accepts the definition. */
export interface ThreeAnswers {
  readonly command: string;
  readonly terraform: string;
  readonly kubernetes: string;
}

/**
 * Runs the command and both stock programs on one definition.
 *
 * All three run in this process. The command's workers are other processes, so that the definition must be refused before they start.
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

/** Message with which a stock program refuses its input, from standard error; empty where the program exits with 0. */
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

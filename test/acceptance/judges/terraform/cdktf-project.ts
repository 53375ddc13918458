import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ProviderDouble } from '../../harness/provider-double/start-provider-double';
import { type ProgramOutcome, runProgram } from '../../harness/run-program';
import { Session } from '../../harness/session';
import { readStackJson, type SynthesizedStack } from '../../harness/synthesized';
import { toolPath } from '../../harness/tools';

const ROOT = resolve(__dirname, '../../../..');

/** Where an environment module states a bucket for its states. */
const STATE = /^ {2}state: .*\n/m;

/** A copy of the project's own app in the session's folder, where `cdktf` may write files. */
export class CdktfProject {
  private readonly folder: string;

  /** @param environment the only environment that the app synthesises; its states become local, because no bucket is here. */
  constructor(
    private readonly environment: string,
    private readonly world: ProviderDouble,
  ) {
    this.folder = join(Session.current().subfolder('cdktf'), environment);
    mkdirSync(this.folder, { recursive: true });
    mkdirSync(join(this.folder, 'state'), { recursive: true });
    for (const name of ['apps', 'cdktf.json', 'package.json', 'tsconfig.json']) {
      cpSync(join(ROOT, name), join(this.folder, name), { recursive: true });
    }
    const module = join(this.folder, 'apps/environments', `${environment}.ts`);
    writeFileSync(module, readFileSync(module, 'utf8').replace(STATE, ''));
    for (const name of ['lib', 'node_modules']) symlinkSync(join(ROOT, name), join(this.folder, name));
    writeFileSync(join(this.folder, '.npmrc'), 'offline=true\nupdate-notifier=false\n');
  }

  /** Number of resources in a stack's state, because the output of `cdktf` may be incomplete when it ends, but the state is not. */
  deployedResources(stackName: string): number {
    const path = join(this.folder, 'state', `${stackName}.tfstate`);
    const state = JSON.parse(readFileSync(path, 'utf8')) as { resources: readonly { mode: string }[] };
    return state.resources.filter(({ mode }) => mode === 'managed').length;
  }

  /** Runs the `cdktf` command line. */
  async run(...args: readonly string[]): Promise<ProgramOutcome> {
    // `cdktf` ends without waiting until a pipe has taken its output, therefore it writes to a file.
    const log = join(this.folder, 'cdktf.log');
    const cdktf = [process.execPath, join(ROOT, 'node_modules/cdktf-cli/bundle/bin/cdktf'), ...args];
    const outcome = await runProgram(['sh', '-c', 'exec "$@" > "$0" 2>&1', log, ...cdktf], {
      cwd: this.folder,
      env: {
        ...this.world.environment,
        PATH: `${join(process.execPath, '..')}:${this.world.environment['PATH']}`,
        HOME: Session.current().subfolder('cdktf'),
        CI: '1',
        FORCE_COLOR: '0',
        KEELSON_ENVIRONMENTS: this.environment,
        TERRAFORM_BINARY_NAME: toolPath('terraform'),
      },
      timeoutSeconds: 300,
      startsOthers: true,
    });
    return { ...outcome, stdout: readFileSync(log, 'utf8') };
  }
}

/** Number of resources that a stack states. */
export function countResources(stack: SynthesizedStack): number {
  return Object.values(readStackJson(stack)['resource'] ?? {}).reduce((sum, byId) => sum + Object.keys(byId).length, 0);
}

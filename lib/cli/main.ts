#!/usr/bin/env node
import { Command, InvalidArgumentError } from 'commander';
import { ENVIRONMENTS_VARIABLE, parseEnvironmentNames } from './select-environments';
import { runSynth } from './synth-command';
import { fail } from './terminal';

interface SynthFlags {
  readonly platform: string;
  readonly terraformOut: string;
  readonly kubernetesOut: string;
  readonly workers?: number;
  readonly writeLock?: boolean;
  readonly debug?: boolean;
}

const program = new Command('keelson').description('cluster platforms from one typed model');

program
  .command('synth')
  .description('synthesise Terraform JSON and Kubernetes manifests of environments')
  .argument('[names...]', `environments; default: ${ENVIRONMENTS_VARIABLE}, else all`)
  .option('--platform <module>', 'module that exports the platform', 'apps/platform')
  .option('--terraform-out <folder>', 'output folder of the stacks', 'cdktf.out')
  .option('--kubernetes-out <folder>', 'output folder of the manifests', 'dist')
  .option('--workers <count>', 'worker processes at most; default: one per processor', positiveInteger)
  .option('--write-lock', 'write what must not change in silence into keelson.lock.json, to be committed')
  .option('--debug', 'show stack traces of errors')
  .action(synth);

program.parseAsync().catch(fail);

async function synth(names: readonly string[], flags: SynthFlags): Promise<void> {
  // Workers inherit the environment, so the wish for stack traces reaches them too.
  if (flags.debug === true) process.env['KEELSON_DEBUG'] = '1';
  const chosen = names.length > 0 ? names : parseEnvironmentNames(process.env[ENVIRONMENTS_VARIABLE]);
  const failed = await runSynth({ ...flags, names: chosen });
  if (failed.length > 0) process.exitCode = 1;
}

function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('it must be a whole number of at least 1');
  return value;
}

#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { DRAIN_EVENTS, type DrainEvent } from '../specs/cluster/drain/drain-chain';
import { explainChains } from './explain/explain-command';
import { ENVIRONMENTS_VARIABLE, parseEnvironmentNames } from './select-environments';
import { runSynth } from './synth-command';
import { fail } from './terminal';

/** Help that every command shows at its end. */
const EXPLAINED = `
Files of the working directory:
  keelson.lock.json  what must not change in silence; read by every run, written by --write-lock
  cdktf.json         its 'context' and the local modules among its 'terraformModules' count here too

Variables:
  ${ENVIRONMENTS_VARIABLE}  environments, separated by commas: of both stock programs, and of a command that names none
  KEELSON_DEBUG=1       stack traces of errors
  CI                    plain lines instead of a bar

Exit codes:
  0    no problem: everything was written, or shown
  1    a problem: nothing was written of what it concerns, and the last good output is untouched
  130  interrupted
`;

interface SynthFlags {
  readonly platform: string;
  readonly terraformOut: string;
  readonly kubernetesOut: string;
  readonly workers?: number;
  readonly writeLock?: boolean;
  readonly debug?: boolean;
}

interface ExplainFlags {
  readonly platform: string;
  readonly workload?: string;
  readonly event?: DrainEvent;
  readonly json?: boolean;
  readonly debug?: boolean;
}

const program = new Command('keelson')
  .description('cluster platforms from one typed model')
  .version(ownVersion(), '-v, --version', 'show the version')
  .helpOption('-h, --help', 'show this help')
  .helpCommand('help [command]', 'show the help of a command')
  .addHelpText('after', EXPLAINED);

program
  .command('synth')
  .description('synthesise Terraform JSON and Kubernetes manifests of environments')
  .argument('[names...]', `environments; default: ${ENVIRONMENTS_VARIABLE}, else all`)
  .option('--platform <module>', "module that exports the platform, as 'platform' or by default", 'apps/platform')
  .option('--terraform-out <folder>', 'output folder of the stacks', 'cdktf.out')
  .option('--kubernetes-out <folder>', 'output folder of the manifests', 'dist')
  .option('--workers <count>', 'worker processes at most; default: one per processor', positiveInteger)
  .option('--write-lock', 'write what must not change in silence into keelson.lock.json, to be committed')
  .option('--debug', 'show stack traces of errors; the same as KEELSON_DEBUG=1')
  .helpOption('-h, --help', 'show this help')
  .addHelpText('after', EXPLAINED)
  .action(synth);

program
  .command('explain')
  .description(
    'show what each event does to the pods of each workload, how much time every step has left, and the path of requests to each host',
  )
  .argument('[names...]', `environments; default: ${ENVIRONMENTS_VARIABLE}, else all`)
  .option('--platform <module>', "module that exports the platform, as 'platform' or by default", 'apps/platform')
  .option('--workload <name>', 'only this workload, by its name or as <namespace>/<name>')
  .addOption(new Option('--event <event>', 'only this event').choices(DRAIN_EVENTS))
  .option('--json', 'write JSON, with every step and its terms, and every path')
  .option('--debug', 'show stack traces of errors; the same as KEELSON_DEBUG=1')
  .helpOption('-h, --help', 'show this help')
  .addHelpText('after', EXPLAINED)
  .action(explain);

program.parseAsync().catch(fail);

async function synth(names: readonly string[], flags: SynthFlags): Promise<void> {
  const failed = await runSynth({ ...flags, names: begin(names, flags) });
  if (failed.length > 0) process.exitCode = 1;
}

function explain(names: readonly string[], flags: ExplainFlags): void {
  process.stdout.write(`${explainChains({ ...flags, names: begin(names, flags) })}\n`);
}

/** Applies what every command has in common; returns the chosen environments. */
function begin(names: readonly string[], { debug = false }: { readonly debug?: boolean }): readonly string[] {
  // Workers inherit the environment, so that their errors have stack traces too.
  if (debug) process.env['KEELSON_DEBUG'] = '1';
  return names.length > 0 ? names : parseEnvironmentNames(process.env[ENVIRONMENTS_VARIABLE]);
}

/** Version from package.json, which is two folders above this file both in the sources and in the build. */
function ownVersion(): string {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string };
  return version;
}

function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('it must be a whole number of at least 1');
  return value;
}

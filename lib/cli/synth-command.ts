import { mkdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { LOCK_FILE } from '../specs/cluster/lock/locked-cluster';
import { changeWarnings, lockWarnings, updateLock } from '../specs/environment/lock/lock-changes';
import { EMPTY_LOCK, type PlatformLock } from '../specs/environment/lock/platform-lock';
import { ownMember } from '../values/own-member';
import { type CheckedPlatform, checkPlatform, tellWarnings } from './chosen-environments';
import { installOutputs, type OutputFolders } from './install-outputs';
import { loadPlatform } from './load-platform';
import { writeLock } from './lock-file';
import { leftBehindWarnings } from './outputs/left-behind';
import { requireSeparateFolders } from './outputs/separate-folders';
import { renderRebootTable } from './reboot-table';
import { reportFindings } from './report-findings';
import { removeAbandonedStages } from './stage-folders';
import { renderSummaryTable } from './summary-table';
import { supportWarnings } from './support-warnings';
import { SynthProgress } from './synth-progress';
import type { SynthAnswer, SynthSummary, SynthTask } from './worker-messages';
import { WorkerPool } from './worker-pool';

/** Options of `keelson synth`. */
export interface SynthOptions {
  /** Names of environments; an empty list means all. */
  readonly names: readonly string[];
  /** Module that exports the platform. */
  readonly platform: string;
  /** Folder of the Terraform output. */
  readonly terraformOut: string;
  /** Folder of the manifests. */
  readonly kubernetesOut: string;
  /**
   * Most worker processes, 1 or more.
   * @default - one per processor
   */
  readonly workers?: number;
  /**
   * Whether to write the values whose change must be reported into the lock, once every chosen environment is synthesised.
   * @default false
   */
  readonly writeLock?: boolean;
}

/** A worker above this limit is replaced, because cdktf never frees the tokens of a process, so that its memory only grows. */
const WORKER_RESIDENT_BYTES_LIMIT = 512 * 1024 * 1024;

/**
 * Synthesises environments in worker processes and installs the output of each environment once that output is complete.
 *
 * @returns the names of the environments that failed; their last good output is untouched.
 * @throws ConfigError when the platform has problems; nothing is written then.
 */
export async function runSynth(options: SynthOptions): Promise<readonly string[]> {
  const { terraformOut: terraform, kubernetesOut: kubernetes } = options;
  requireSeparateFolders({ terraform, kubernetes, property: '--terraform-out' });
  const platform = checkPlatform(loadPlatform(options.platform), options.names);
  const environments = platform.chosen;
  tellLock(platform, options);
  const today = new Date().toISOString().slice(0, 10);
  tellWarnings(supportWarnings(environments, today));
  const run = new SynthRun(options, platform);
  const failed = await run.execute(environments.map((each) => each.name));
  tellWarnings(leftBehindWarnings({ terraform, kubernetes, known: platform.known }));
  if (options.writeLock === true && failed.length === 0) writePlatformLock(platform);
  return failed;
}

/**
 * Warns about the lock. With `writeLock` only the consequences of changes are reported, because the values that are missing in the
 * lock are written at the end of the run.
 */
function tellLock(platform: CheckedPlatform, { writeLock: isWritten = false }: SynthOptions): void {
  const { lock } = platform;
  if (!isWritten) tellWarnings(lockWarnings(lock, platform));
  else if (lock !== undefined) tellWarnings(changeWarnings(lock, platform));
}

function writePlatformLock(platform: CheckedPlatform): void {
  const { lock = EMPTY_LOCK, known, chosen } = platform;
  const changed = writeLock(updateLock(lock, known, chosen));
  process.stdout.write(changed ? `${LOCK_FILE} written: commit it\n` : `${LOCK_FILE} is as it was\n`);
}

class SynthRun {
  private readonly terraformStage: string;
  private readonly kubernetesStage: string;
  private readonly lock: PlatformLock;
  private readonly known: readonly string[];
  private readonly summaries = new Map<string, SynthSummary>();
  private readonly failures = new Map<string, string>();

  constructor(
    private readonly options: SynthOptions,
    { lock = EMPTY_LOCK, known }: CheckedPlatform,
  ) {
    this.lock = lock;
    this.known = known;
    // The stages are beside the outputs, on the same file system, so that installing them is a rename and never a copy.
    this.terraformStage = `${resolve(options.terraformOut)}.stage-${process.pid}`;
    this.kubernetesStage = `${resolve(options.kubernetesOut)}.stage-${process.pid}`;
  }

  async execute(names: readonly string[]): Promise<readonly string[]> {
    removeAbandonedStages([this.options.terraformOut, this.options.kubernetesOut]);
    mkdirSync(this.terraformStage, { recursive: true });
    mkdirSync(this.kubernetesStage, { recursive: true });
    const progress = new SynthProgress(names.length);
    const pool = this.pool(progress, names);
    const interrupted = (): void => this.abort(pool, progress);
    process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
    try {
      await pool.run();
    } finally {
      process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
      progress.stop();
      this.removeStages();
    }
    this.report();
    return [...this.failures.keys()].sort();
  }

  private pool(progress: SynthProgress, names: readonly string[]): WorkerPool {
    const extension = __filename.endsWith('.ts') ? 'ts' : 'js';
    const options = {
      workerPath: join(__dirname, `worker.${extension}`),
      workerArguments: [resolve(this.options.platform)],
      size: this.options.workers ?? availableParallelism(),
      residentBytesLimit: WORKER_RESIDENT_BYTES_LIMIT,
      onAnswer: (answer: SynthAnswer) => this.take(answer, progress),
    };
    return new WorkerPool(
      options,
      names.map((name) => this.task(name)),
    );
  }

  private task(environment: string): SynthTask {
    return {
      environment,
      locked: ownMember(this.lock.environments, environment),
      terraformFolder: join(this.terraformStage, environment),
      kubernetesFolder: this.kubernetesStage,
    };
  }

  private take(answer: SynthAnswer, progress: SynthProgress): void {
    if (answer.summary === undefined) this.failures.set(answer.environment, answer.error ?? 'unknown error');
    else this.install(answer.environment, answer.summary);
    progress.step(answer.environment, this.failures.has(answer.environment) ? 'failed' : 'synthesised');
  }

  private install(environment: string, summary: SynthSummary): void {
    try {
      installOutputs({ environment, known: this.known }, this.folders(environment));
      this.summaries.set(environment, summary);
    } catch (error) {
      this.failures.set(environment, error instanceof Error ? error.message : String(error));
    }
  }

  private folders(environment: string): OutputFolders {
    return {
      stagedTerraform: join(this.terraformStage, environment),
      stagedKubernetes: join(this.kubernetesStage, environment),
      terraform: resolve(this.options.terraformOut),
      kubernetes: resolve(this.options.kubernetesOut),
    };
  }

  private report(): void {
    for (const [name, summary] of [...this.summaries].sort(([a], [b]) => (a < b ? -1 : 1))) {
      reportFindings(name, summary.findings);
    }
    for (const [name, message] of [...this.failures].sort(([a], [b]) => (a < b ? -1 : 1))) {
      process.stderr.write(`${name}: failed, its last output is untouched: ${message}\n`);
    }
    if (this.summaries.size === 0) return;
    const risks = renderRebootTable(new Map([...this.summaries].map(([name, { reboots }]) => [name, reboots])));
    if (risks !== undefined) process.stdout.write(`${risks}\n`);
    process.stdout.write(`${renderSummaryTable(this.summaries)}\n`);
  }

  private abort(pool: WorkerPool, progress: SynthProgress): void {
    pool.stop();
    progress.stop();
    this.removeStages();
    process.exit(130);
  }

  private removeStages(): void {
    for (const stage of [this.terraformStage, this.kubernetesStage]) rmSync(stage, { recursive: true, force: true });
  }
}

import { type ChildProcess, fork } from 'node:child_process';
import type { SynthAnswer, SynthTask } from './worker-messages';

/** How workers are started and when they are replaced. */
export interface WorkerPoolOptions {
  /** Module that each worker process runs. */
  readonly workerPath: string;
  /** Arguments of the module. */
  readonly workerArguments: readonly string[];
  /** Most workers, 1 or more. */
  readonly size: number;
  /** A worker with more resident memory after a task is replaced, because cdktf's token table only ever grows. */
  readonly residentBytesLimit: number;
  /** Called once per task, in the order of completion. */
  readonly onAnswer: (answer: SynthAnswer) => void;
}

/** Runs tasks in child processes, one task at a time in each, and replaces workers that grew too large or died. */
export class WorkerPool {
  private readonly queue: SynthTask[];
  private readonly workers = new Set<ChildProcess>();

  constructor(
    private readonly options: WorkerPoolOptions,
    tasks: readonly SynthTask[],
  ) {
    this.queue = [...tasks];
  }

  /** Runs every task; `onAnswer` is called once for each task, also where the worker died. */
  async run(): Promise<void> {
    const lanes = Array.from({ length: Math.min(this.options.size, this.queue.length) }, () => this.runLane());
    await Promise.all(lanes);
  }

  /** Kills every worker immediately. */
  stop(): void {
    this.queue.length = 0;
    for (const worker of this.workers) worker.kill('SIGKILL');
  }

  private async runLane(): Promise<void> {
    let worker: ChildProcess | undefined;
    for (let task = this.queue.shift(); task !== undefined; task = this.queue.shift()) {
      worker ??= this.start();
      const answer = await this.ask(worker, task);
      this.options.onAnswer(answer);
      if (!worker.connected || answer.residentBytes > this.options.residentBytesLimit) worker = this.end(worker);
    }
    this.end(worker);
  }

  private start(): ChildProcess {
    const worker = fork(this.options.workerPath, [...this.options.workerArguments], { stdio: ['ignore', 2, 2, 'ipc'] });
    this.workers.add(worker);
    worker.once('exit', () => this.workers.delete(worker));
    return worker;
  }

  private end(worker: ChildProcess | undefined): undefined {
    if (worker?.connected === true) worker.disconnect();
    return undefined;
  }

  private ask(worker: ChildProcess, task: SynthTask): Promise<SynthAnswer> {
    return new Promise((resolve) => {
      const finish = (answer: SynthAnswer): void => {
        worker.removeAllListeners('message');
        worker.off('exit', died);
        resolve(answer);
      };
      const died = (code: number | null, signal: string | null): void =>
        finish({
          environment: task.environment,
          error: `the worker process ended early (${signal ?? `exit code ${code}`})`,
          residentBytes: 0,
        });
      worker.once('exit', died);
      worker.on('message', (message) => finish(message as SynthAnswer));
      worker.send(task);
    });
  }
}

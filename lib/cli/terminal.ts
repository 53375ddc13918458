/** Whether a person asked for stack traces: `KEELSON_DEBUG=1`, or `--debug` of the command, which sets it. */
export function wantsStackTraces(): boolean {
  return process.env['KEELSON_DEBUG'] === '1';
}

/** An error as text: its message, or the whole stack trace where one was asked for. */
export function renderError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return wantsStackTraces() ? (error.stack ?? error.message) : error.message;
}

/** Tells an error on the terminal and makes the process exit with 1 once it is done. */
export function fail(error: unknown): void {
  process.stderr.write(`${renderError(error)}\n`);
  process.exitCode = 1;
}

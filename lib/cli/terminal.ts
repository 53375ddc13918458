/** Whether errors show stack traces: with `KEELSON_DEBUG=1`, which the option `--debug` sets too. */
export function wantsStackTraces(): boolean {
  return process.env['KEELSON_DEBUG'] === '1';
}

/** An error as text: its message, or the whole stack trace with `KEELSON_DEBUG=1`. */
export function renderError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return wantsStackTraces() ? (error.stack ?? error.message) : error.message;
}

/** Writes an error to standard error and sets the exit code 1 for the end of the process. */
export function fail(error: unknown): void {
  process.stderr.write(`${renderError(error)}\n`);
  process.exitCode = 1;
}

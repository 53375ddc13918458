/** Whether errors show stack traces: with `KEELSON_DEBUG=1`, which the option `--debug` sets too. */
export function wantsStackTraces(): boolean {
  return process.env['KEELSON_DEBUG'] === '1';
}

/** An error as text: its message, or with `KEELSON_DEBUG=1` its stack trace and those of its causes. */
export function renderError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return wantsStackTraces() ? tracesOf(error).join('\ncaused by: ') : error.message;
}

/** Stack traces of an error and of its causes; an error that is its own cause is shown once. */
function tracesOf(error: Error): readonly string[] {
  const chain = new Set<Error>();
  for (let each: unknown = error; each instanceof Error && !chain.has(each); each = each.cause) chain.add(each);
  return [...chain].map((each) => each.stack ?? each.message);
}

/** Writes an error to standard error and sets the exit code 1 for the end of the process. */
export function fail(error: unknown): void {
  process.stderr.write(`${renderError(error)}\n`);
  process.exitCode = 1;
}

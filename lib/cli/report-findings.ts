import type { Finding } from '../checks/finding';

/** Writes warnings and suppressed findings to standard error, one line each. */
export function reportFindings(environment: string, findings: readonly Finding[]): void {
  for (const finding of findings) process.stderr.write(`${environment}: ${renderFinding(finding)}\n`);
}

/** A finding as one line: severity, check, subject and message, and the reason where it is suppressed. */
export function renderFinding(finding: Finding): string {
  const severity = finding.suppressedBy === undefined ? finding.severity : 'suppressed';
  const reason = finding.suppressedBy === undefined ? '' : ` (suppressed: ${finding.suppressedBy})`;
  return `${severity} ${finding.check}: ${finding.subject}: ${finding.message}${reason}`;
}

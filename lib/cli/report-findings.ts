import type { Finding } from '../checks/finding';

/** Tells warnings and suppressed findings on standard error, one line each. */
export function reportFindings(environment: string, findings: readonly Finding[]): void {
  for (const finding of findings) process.stderr.write(`${environment}: ${renderFinding(finding)}\n`);
}

/** A finding as a line: severity, check, subject and message; a suppressed one with its reason. */
export function renderFinding(finding: Finding): string {
  const severity = finding.suppressedBy === undefined ? finding.severity : 'suppressed';
  const reason = finding.suppressedBy === undefined ? '' : ` (suppressed: ${finding.suppressedBy})`;
  return `${severity} ${finding.check}: ${finding.subject}: ${finding.message}${reason}`;
}

import type { Finding } from '../checks/finding';
import { renderFinding } from './report-findings';

/** Checks that found errors in one environment: it is not written. */
export class CheckError extends Error {
  /** Errors only, none of them suppressed. */
  readonly findings: readonly Finding[];

  constructor(environment: string, findings: readonly Finding[]) {
    const count = findings.length === 1 ? '1 check failed' : `${findings.length} checks failed`;
    super(`environment '${environment}': ${count}\n${findings.map((each) => `  ${renderFinding(each)}`).join('\n')}`);
    this.name = 'CheckError';
    this.findings = findings;
  }
}

import type { Finding } from '../checks/finding';
import { renderFinding } from './report-findings';

/** Thrown when checks find errors in one environment; no output of the environment is written then. */
export class CheckError extends Error {
  /** Findings with the severity `error` that no annotation suppresses. */
  readonly findings: readonly Finding[];

  constructor(environment: string, findings: readonly Finding[]) {
    const count = findings.length === 1 ? '1 check failed' : `${findings.length} checks failed`;
    super(`environment '${environment}': ${count}\n${findings.map((each) => `  ${renderFinding(each)}`).join('\n')}`);
    this.name = 'CheckError';
    this.findings = findings;
  }
}

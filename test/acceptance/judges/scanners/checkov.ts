import { basename } from 'node:path';
import { runProgram } from '../../harness/run-program';
import { Session } from '../../harness/session';
import { toolPath } from '../../harness/tools';
import type { Finding } from './findings';

/** Inputs of checkov: folders of manifests, or of plans in JSON. */
export type CheckovFramework = 'kubernetes' | 'terraform_plan';

/** Findings of a scanner's run, and how much the scanner examined. */
export interface ScanResult {
  readonly findings: readonly Finding[];
  /** Number of objects or resources that the scanner understood; a smaller number than expected means that it ignored some. */
  readonly scanned: number;
  /** Files that the scanner could not read, and rules that the scanned text itself switched off. */
  readonly refusals: readonly string[];
}

interface CheckovCheck {
  readonly check_id: string;
  readonly check_name: string;
  readonly resource: string;
}

interface CheckovReport {
  readonly results: {
    readonly failed_checks: readonly CheckovCheck[];
    readonly skipped_checks: readonly CheckovCheck[];
    readonly parsing_errors: readonly string[];
  };
  readonly summary: { readonly resource_count: number };
}

/**
 * Scans a folder with checkov.
 *
 * @param subject text before the object in the subject of a finding.
 */
export async function runCheckov(framework: CheckovFramework, folder: string, subject: string): Promise<ScanResult> {
  // `--quiet` is not used, because it would leave out the number of resources of a scan without findings.
  const command = [toolPath('checkov'), '--framework', framework, '--directory', folder];
  const options = ['--compact', '--skip-download', '--output', 'json', '--soft-fail'];
  const outcome = await runProgram([...command, ...options], { cwd: folder, env: environment(), timeoutSeconds: 300 });
  if (outcome.status !== 0) throw new Error(`checkov ended with ${outcome.status}:\n${outcome.stderr}`);
  return readReport(outcome.stdout, subject);
}

/**
 * Nothing of the caller's environment, which may contain keys of a platform, and a proxy that refuses connections: a scanner that
 * calls the network fails here, so that the verdict does not depend on a network.
 */
function environment(): Readonly<Record<string, string>> {
  const refusing = 'http://127.0.0.1:9';
  return {
    HOME: Session.current().subfolder('checkov-home'),
    PATH: '/usr/bin:/bin',
    LOG_LEVEL: 'ERROR',
    HTTP_PROXY: refusing,
    HTTPS_PROXY: refusing,
    http_proxy: refusing,
    https_proxy: refusing,
  };
}

function readReport(stdout: string, subject: string): ScanResult {
  const report = JSON.parse(stdout) as Partial<CheckovReport>;
  const { results, summary } = report;
  if (results === undefined || summary === undefined) return { findings: [], scanned: 0, refusals: [] };
  const toFinding = ({ check_id, check_name, resource }: CheckovCheck): Finding => ({
    scanner: 'checkov',
    rule: check_id,
    subject: `${subject}/${resource}`,
    message: check_name,
  });
  return {
    findings: results.failed_checks.map(toFinding),
    scanned: summary.resource_count,
    refusals: [
      ...results.parsing_errors.map((path) => `checkov cannot read ${basename(path)}`),
      ...results.skipped_checks.map(toFinding).map(({ rule, subject }) => `${subject} skips ${rule} of checkov`),
    ],
  };
}

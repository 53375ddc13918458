import { run } from '../support/steps.mjs';
import { findProgram } from './debian-programs.mjs';
import { openTofu } from './go-programs.mjs';

/** The `terraform` on the PATH in any version; otherwise OpenTofu with the name `terraform`. */
export function terraformProgram(openTofuVersion) {
  const path = findProgram('terraform');
  if (path === undefined) return { terraform: openTofu(openTofuVersion) };
  const { stdout } = run([path, 'version', '-json'], { env: { CHECKPOINT_DISABLE: '1' } });
  return { terraform: { version: JSON.parse(stdout).terraform_version, path } };
}

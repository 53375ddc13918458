import type { KernelPlan, PlannedSysctl } from './kernel-plan';

/** One kernel parameter of a plan as a row of text for people. */
export interface KernelPlanRow {
  readonly key: string;
  readonly value: string;
  readonly scope: PlannedSysctl['scope'];
  /** Names of the appliers: `gke + tuner`. */
  readonly appliers: string;
  readonly edit: PlannedSysctl['edit'];
  /** Reason for the appliers, and in brackets the source of the value, with the stated reason of a key outside of the catalogue. */
  readonly reason: string;
}

const COLUMNS = ['key', 'value', 'scope', 'appliers', 'edit', 'reason'] as const;

/** A plan as rows, by key in alphabetical order. */
export function explainKernelPlan(plan: KernelPlan): readonly KernelPlanRow[] {
  return plan.sysctls.map(({ key, value, scope, appliers, edit, reason, source, because }) => ({
    key,
    value,
    scope,
    appliers: appliers.join(' + '),
    edit,
    reason: `${reason} (${source}${because === undefined ? '' : `: ${because}`})`,
  }));
}

/** A plan as a table of plain text, with modules and huge pages below it; without a line feed at the end. */
export function renderKernelPlan(plan: KernelPlan): string {
  const rows = explainKernelPlan(plan);
  const table = [COLUMNS, ...rows.map((row) => COLUMNS.map((column) => row[column]))];
  const widths = COLUMNS.map((_, place) => Math.max(...table.map((cells) => (cells[place] ?? '').length)));
  const lines = table.map((cells) =>
    cells
      .map((cell, place) => cell.padEnd(widths[place] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [...(rows.length === 0 ? ['no kernel parameters'] : lines), ...extras(plan)].join('\n');
}

function extras(plan: KernelPlan): readonly string[] {
  const modules = plan.modules.length === 0 ? [] : [`modules: ${plan.modules.join(', ')}`];
  return plan.transparentHugepages === undefined
    ? modules
    : [...modules, `transparent huge pages: ${plan.transparentHugepages}`];
}

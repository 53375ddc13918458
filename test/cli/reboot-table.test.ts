import { type ClusterRisk, renderRebootTable } from '../../lib/cli/reboot-table';

const RANDOM: ClusterRisk = {
  cluster: 'main',
  pool: 'general',
  kind: 'random',
  nodes: 6,
  overlapProbability: 0.0949,
  expectedDown: 0.02,
  p99Down: 2,
  finishMinutes: 3 * 1440 + 420,
  when: 'mon 09:00 to 16:00 UTC',
};

describe('renderRebootTable', () => {
  it('shows the chance of an overlap, the nodes down and the time of every pool', () => {
    const table = renderRebootTable(new Map([['paas', [RANDOM]]]));
    expect(table).toContain('P(overlap)');
    expect(table).toMatch(/paas\s+│ main\s+│ general │ random\s+│\s+6 │\s+9\.5 % │\s+2 │\s+3 d 7\.0 h │ mon 09:00/);
  });

  it('shows no figures for a pool that replaces its nodes', () => {
    const replaced = { ...RANDOM, kind: 'replace', overlapProbability: 0, p99Down: 0 } as const;
    const table = renderRebootTable(new Map([['paas', [{ ...replaced, finishMinutes: undefined }]]]));
    expect(table).toMatch(/replace\s+│\s+6 │\s+- │\s+- │\s+- │/);
  });

  it('returns undefined where no pool has a schedule', () => {
    expect(renderRebootTable(new Map([['paas', []]]))).toBeUndefined();
  });
});

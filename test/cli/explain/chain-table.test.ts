import { renderChainTable } from '../../../lib/cli/explain/chain-table';
import { drainChains } from '../../../lib/specs/cluster/drain/drain-chains';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { onlyCluster } from '../../fixtures/manifests';
import { serviceInput } from '../../fixtures/service-input';

const place = { environment: 'paas', cluster: 'main', hasOthers: false } as const;

describe('renderChainTable', () => {
  it('has a row for events with the same steps, and the times of a lost zone', () => {
    const pools = [awsPool()];
    const controllers = { terminationHandler: {} };
    const cluster = awsCluster({ pools, controllers, workloads: [serviceInput()] });
    const table = renderChainTable({
      ...place,
      chains: drainChains(onlyCluster(awsEnvironment({ clusters: [cluster] }))),
    });
    expect(table).toMatch(/cart +│ general +│ scale-in, +│ drained +│ drain +│/);
    expect(table).toMatch(/cart +│ general +│ zone-loss +│ cut off +│ - +│ forgotten after node unheard 50 \+/);
    expect(Math.max(...table.split('\n').map((line) => line.length))).toBeLessThanOrEqual(170);
  });

  it('says so where a cluster has no chain', () => {
    expect(renderChainTable({ ...place, chains: [] })).toBe(
      "environment 'paas' > cluster 'main': no chain, because no workload that is missed states how it stops",
    );
    expect(renderChainTable({ ...place, chains: [], hasOthers: true })).toBe(
      "environment 'paas' > cluster 'main': no chain of this kind",
    );
  });
});

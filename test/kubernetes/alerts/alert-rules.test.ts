import { AlertRules, type AlertRulesProps } from '../../../lib/kubernetes/alerts/alert-rules';
import { onlyObject, synthesizeConstruct } from '../../fixtures/synthesize-construct';

function metadataOf(props: AlertRulesProps) {
  const objects = synthesizeConstruct((chart) => {
    void new AlertRules(chart, 'Rules', props);
  });
  return onlyObject(objects, 'PrometheusRule')['metadata'];
}

describe('the PrometheusRule object', () => {
  it('has no labels where none are stated', () => {
    expect(metadataOf({ name: 'own', namespace: 'shop', groups: [] })).not.toHaveProperty('labels');
    expect(metadataOf({ name: 'own', namespace: 'shop', groups: [], labels: {} })).not.toHaveProperty('labels');
  });

  it('has the labels by which a Prometheus selects its rules', () => {
    const labels = { release: 'monitoring' };
    expect(metadataOf({ name: 'own', namespace: 'shop', groups: [], labels })).toMatchObject({ labels });
  });

  it('is in the namespace of the platform unless another one is stated', () => {
    expect(metadataOf({ name: 'own', groups: [] })).toMatchObject({ namespace: 'keelson-system' });
    expect(metadataOf({ name: 'own', namespace: 'shop', groups: [] })).toMatchObject({ namespace: 'shop' });
  });
});

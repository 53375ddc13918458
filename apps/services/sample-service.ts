import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { type ClusterSpec, leastReplicas, type WorkloadSpec } from 'keelson';
import { DisruptionBudget, renderPlacement, renderTunedGate } from 'keelson/kubernetes';
import type { ServiceFacts } from './service-facts';

/** Seconds within which every node has stopped sending new connections to a pod that left the endpoints. */
const ENDPOINT_LAG_SECONDS = 10;

/** Logs that wait for rotation: the root file system is read-only, and without a limit one pod could fill the node's disk. */
const SCRATCH = '256Mi';

/** What {@link SampleService} needs. */
export interface SampleServiceProps {
  readonly cluster: ClusterSpec;
  readonly workload: WorkloadSpec;
  readonly facts: ServiceFacts;
}

/** A team's service: Deployment, Service, budget and an identity that can do nothing, on the pools of its workload. */
export class SampleService extends Construct {
  constructor(scope: Construct, id: string, props: SampleServiceProps) {
    super(scope, id);
    const metadata = {
      name: props.workload.name,
      namespace: props.workload.namespace,
      labels: { ...renderPlacement(props.workload).labels },
    };
    new k8s.KubeServiceAccount(this, 'ServiceAccount', { metadata, automountServiceAccountToken: false });
    new k8s.KubeDeployment(this, 'Deployment', { metadata, spec: this.deployment(props) });
    new k8s.KubeService(this, 'Service', {
      metadata,
      spec: {
        selector: metadata.labels,
        ports: [{ name: 'http', port: 80, targetPort: k8s.IntOrString.fromString('http') }],
      },
    });
    new DisruptionBudget(this, 'Budget', { workload: props.workload });
  }

  private deployment({ cluster, workload, facts }: SampleServiceProps): k8s.DeploymentSpec {
    const { labels, ...placement } = renderPlacement(workload);
    const gate = renderTunedGate(workload, cluster);
    return {
      replicas: leastReplicas(workload),
      revisionHistoryLimit: 5,
      minReadySeconds: ENDPOINT_LAG_SECONDS,
      selector: { matchLabels: { ...labels } },
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: k8s.IntOrString.fromString('25%'), maxUnavailable: k8s.IntOrString.fromNumber(0) },
      },
      template: {
        metadata: { labels: { ...labels } },
        spec: {
          ...placement,
          serviceAccountName: workload.name,
          automountServiceAccountToken: false,
          terminationGracePeriodSeconds: ENDPOINT_LAG_SECONDS + facts.drainSeconds,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 10001,
            runAsGroup: 10001,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          // After a reboot in place nothing taints the node: the gate waits until it is tuned again.
          ...(gate !== undefined && { initContainers: [gate.container] }),
          containers: [this.container(facts)],
        },
      },
    };
  }

  private container(facts: ServiceFacts): k8s.Container {
    const quantity = k8s.Quantity.fromString;
    const scratch = quantity(SCRATCH);
    const probe = (path: string): k8s.Probe => ({
      httpGet: { path, port: k8s.IntOrString.fromString('http') },
      periodSeconds: 5,
      timeoutSeconds: 2,
      failureThreshold: 3,
    });
    return {
      name: 'service',
      image: facts.image,
      imagePullPolicy: 'IfNotPresent',
      ports: [{ name: 'http', containerPort: facts.port }],
      resources: {
        requests: { cpu: quantity(facts.cpu), memory: quantity(facts.memory), 'ephemeral-storage': scratch },
        limits: { memory: quantity(facts.memory), 'ephemeral-storage': scratch },
      },
      startupProbe: { ...probe(facts.alivePath), failureThreshold: 24 },
      readinessProbe: probe(facts.readyPath),
      livenessProbe: { ...probe(facts.alivePath), periodSeconds: 10 },
      // Endpoints are removed while the process still runs: it must serve until the last node has noticed.
      lifecycle: { preStop: { exec: { command: ['sleep', String(ENDPOINT_LAG_SECONDS)] } } },
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      },
    };
  }
}

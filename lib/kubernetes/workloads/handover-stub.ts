import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { ScaledWorkload } from './pod-autoscaler';

/** Properties of {@link HandoverStub}. */
export interface HandoverStubProps {
  /** A deployment that is handed to its autoscaler. */
  readonly workload: ScaledWorkload;
}

/**
 * The part of a living Deployment that says how many pods it has: somebody else than the owner of the manifests applies it on the
 * server side, and owns `replicas` from then on, so that the number stays when the manifests no longer state it.
 *
 * The API server answers 409 where another number runs, and 422 where there is no such Deployment, so that a wrong stub does nothing.
 *
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#transferring-ownership
 */
export class HandoverStub extends Construct {
  /** The part of the Deployment. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, { workload }: HandoverStubProps) {
    super(scope, id);
    const { name, namespace, replicas } = workload;
    this.resource = new ApiObject(this, 'Deployment', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace },
      spec: { replicas: replicas.min },
    });
  }
}

import type { App } from 'cdk8s';
import type { AwsClusterSpec, GoogleClusterSpec } from '../specs/cluster/cluster-spec';

/** Adds charts of a cluster to an app; a chart's id is its file name and begins with the two digits of its band. */
export type ChartBuilder = (app: App, cluster: AwsClusterSpec | GoogleClusterSpec) => void;

import { Chart } from 'cdk8s';

/**
 * A chart with parts of objects that other charts contain in full. Its file is written into the subfolder `handover/`, which
 * `kubectl apply -f` on the folder skips, because a client-side apply of a part of a Deployment is refused.
 */
export class HandoverChart extends Chart {
  /** Folder of the file, below the cluster's. */
  readonly subfolder = 'handover/';

  /** Whether a chart is one of these; `instanceof` is true for every chart, because cdk8s's own test of it is inherited. */
  static isHandover(chart: Chart): chart is HandoverChart {
    return chart.constructor === HandoverChart;
  }
}

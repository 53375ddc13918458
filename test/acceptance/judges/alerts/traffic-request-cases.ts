import type { AlertCase } from './alert-case';
import { OF_HTTP, OF_SERVICE, onNodes, own, requests, SERVICE, type TrafficCaseProps } from './traffic-series';

/** Sequences of events of requests, and of the names of services. */
export function requestCases(props: TrafficCaseProps): readonly AlertCase[] {
  return [...nameCases(props), ...withoutPodsCases(props), ...errorCases(props), ...retryCases(props)];
}

function nameCases({ quiet, fires }: TrafficCaseProps): readonly AlertCase[] {
  const answers = (metric: string, values: string) => {
    return onNodes((node) => ({ [own(`haproxy_resolver_${metric}`, node, 'resolver="cluster"')]: values }));
  };
  return [
    {
      name: 'a DNS that answers nothing any more',
      alert: 'TrafficNamesUnanswered',
      series: {
        ...quiet,
        ...answers('valid', '0+100x20 2000x60'),
        ...answers('nx', '0+10x20 200x60'),
        ...answers('any_err', '0+10x20 200x60'),
      },
      moments: [
        { at: '20m', fires: [] },
        { at: '35m', fires: [fires('page')] },
      ],
    },
    {
      name: 'services of which most have no pod, while the DNS says so',
      alert: 'TrafficNamesUnanswered',
      series: {
        ...quiet,
        ...answers('valid', '0+10x90'),
        ...answers('nx', '0+40x90'),
        ...answers('any_err', '0+70x90'),
      },
      moments: [{ at: '35m', fires: [] }],
    },
  ];
}

function withoutPodsCases({ quiet, fires }: TrafficCaseProps): readonly AlertCase[] {
  const alert = 'TrafficServiceWithoutPods';
  const labels = { proxy: SERVICE };
  const servers = (values: string) =>
    onNodes((node) => ({ [requests('backend_active_servers', OF_SERVICE, node)]: values }));
  const arriving = (values: string) => {
    return onNodes((node) => ({ [requests('backend_http_requests_total', OF_SERVICE, node)]: values }));
  };
  return [
    {
      name: 'a service that loses its last pod',
      alert,
      series: { ...quiet, ...servers('4x9 0x60') },
      moments: [
        { at: '11m', fires: [] },
        { at: '12m', fires: [fires('page', { labels })] },
        { at: '25m', fires: [fires('page', { labels }), fires('ticket', { labels })] },
      ],
    },
    {
      name: 'a service without pods that nobody asks for',
      alert,
      series: { ...quiet, ...servers('0x90'), ...arriving('7x90') },
      moments: [{ at: '60m', fires: [] }],
    },
    {
      name: 'one proxy that does not reach the pods',
      alert,
      series: { ...quiet, [requests('backend_active_servers', OF_SERVICE, 'b')]: '4x9 0x60' },
      moments: [
        { at: '24m', fires: [] },
        { at: '25m', fires: [fires('ticket', { labels })] },
      ],
    },
  ];
}

function errorCases({ quiet, fires }: TrafficCaseProps): readonly AlertCase[] {
  const failing = (part: string, of: string, values: string) => {
    return onNodes((node) => ({ [requests(`${part}_http_responses_total`, `${of},code="5xx"`, node)]: values }));
  };
  const asked = (part: string, of: string, values: string) => {
    return onNodes((node) => ({ [requests(`${part}_http_requests_total`, of, node)]: values }));
  };
  const labels = { proxy: SERVICE };
  return [
    {
      name: 'one of ten requests fails',
      alert: 'TrafficErrors',
      series: { ...quiet, ...failing('frontend', OF_HTTP, '0+120x90') },
      moments: [
        { at: '5m', fires: [] },
        { at: '20m', fires: [fires('page', { percentage: '10%' })] },
      ],
    },
    {
      name: 'one of ten requests in a night with few of them',
      alert: 'TrafficErrors',
      series: { ...quiet, ...failing('frontend', OF_HTTP, '0+1x90'), ...asked('frontend', OF_HTTP, '0+10x90') },
      moments: [{ at: '60m', fires: [] }],
    },
    {
      name: 'one of ten requests for a service fails',
      alert: 'TrafficServiceErrors',
      series: { ...quiet, ...failing('backend', OF_SERVICE, '0+120x90') },
      moments: [
        { at: '15m', fires: [] },
        { at: '30m', fires: [fires('ticket', { labels, percentage: '10%' })] },
      ],
    },
    {
      name: 'a few minutes of errors, as a rollout with a mistake has',
      alert: 'TrafficServiceErrors',
      series: { ...quiet, ...failing('backend', OF_SERVICE, '0+12x10 132+240x5 1332+12x60') },
      moments: [
        { at: '14m', fires: [] },
        { at: '40m', fires: [] },
      ],
    },
  ];
}

function retryCases({ quiet, fires }: TrafficCaseProps): readonly AlertCase[] {
  const series = (metric: string, values: string) => {
    return onNodes((node) => ({ [requests(`backend_${metric}_warnings_total`, OF_SERVICE, node)]: values }));
  };
  return [
    {
      name: 'a pod that takes no connections',
      alert: 'TrafficRetries',
      series: { ...quiet, ...series('redispatch', '0+27x90'), ...series('retry', '0+9x90') },
      moments: [
        { at: '15m', fires: [] },
        { at: '30m', fires: [fires('ticket', { labels: { proxy: SERVICE }, percentage: '3%' })] },
      ],
    },
  ];
}

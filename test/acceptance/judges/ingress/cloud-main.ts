import { DnsServer, type PodRecords } from './dns-server';
import { type FrontEndOptions, startFrontEnd } from './front-end';
import { startHttp2Pods, startPods } from './pod-servers';
import { answerCalls } from './remote-calls';

// The process with the pods, their DNS and the balancer's front end. It runs in a network of its own, where their addresses are free.

const { socketPath, pods, http2Pods, port, dns } = JSON.parse(process.argv[2] ?? '') as {
  readonly socketPath: string;
  readonly pods: readonly string[];
  readonly http2Pods: readonly string[];
  readonly port: number;
  readonly dns: string;
};

const server = new DnsServer(dns);
startPods(pods, port);
startHttp2Pods(http2Pods, port);
answerCalls(socketPath, {
  publish: (records: PodRecords) => server.publish(records),
  startFrontEnd: (options: FrontEndOptions) => startFrontEnd(options),
});

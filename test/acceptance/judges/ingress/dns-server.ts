import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

/** Addresses of pods by DNS name. */
export type PodRecords = Readonly<Record<string, readonly string[]>>;

/** Seconds for which an answer holds, as CoreDNS answers for Services. */
const TTL_SECONDS = 5;

/** Bytes of an answer over UDP; a longer one is cut off, and says so. */
const UDP_BYTES = 1232;

/** A small DNS server for the Services without an address: each answer lists the pods in another order. */
export class DnsServer {
  private answers = 0;
  private records: PodRecords = {};

  constructor(address: string) {
    const udp = createSocket('udp4');
    udp.on('message', (query, { address: peer, port }) => udp.send(this.answer(query, peer, UDP_BYTES), port, peer));
    udp.bind(53, address);
    const tcp = createServer((socket) => {
      let rest = Buffer.alloc(0);
      socket.on('error', () => socket.destroy());
      socket.on('data', (bytes) => {
        rest = Buffer.concat([rest, bytes]);
        for (
          ;
          rest.length > 2 && rest.length >= 2 + rest.readUInt16BE(0);
          rest = rest.subarray(2 + rest.readUInt16BE(0))
        ) {
          const answer = this.answer(rest.subarray(2, 2 + rest.readUInt16BE(0)), socket.remoteAddress ?? '', 65_535);
          const length = Buffer.alloc(2);
          length.writeUInt16BE(answer.length);
          socket.write(Buffer.concat([length, answer]));
        }
      });
    });
    tcp.listen(53, address);
  }

  publish(records: PodRecords): void {
    this.records = records;
  }

  private answer(query: Buffer, peer: string, mostBytes: number): Buffer {
    const { name, type, end } = questionOf(query);
    const known = this.records[name];
    const addresses = type === 1 ? this.turned(known ?? [], peer) : [];
    const head = (flags: number, count: number): Buffer => {
      const bytes = Buffer.from(query.subarray(0, 12));
      bytes.writeUInt16BE(flags | (known === undefined ? 3 : 0), 2);
      [1, count, 0, 0].forEach((value, index) => {
        bytes.writeUInt16BE(value, 4 + 2 * index);
      });
      return bytes;
    };
    const question = query.subarray(12, end);
    const whole = Buffer.concat([head(0x8580, addresses.length), question, ...addresses.map(addressRecord)]);
    return whole.length <= mostBytes ? whole : Buffer.concat([head(0x8780, 0), question]);
  }

  /** The addresses from another one on with each answer, and in the other direction for every second client. */
  private turned(addresses: readonly string[], peer: string): readonly string[] {
    this.answers += 1;
    const start = addresses.length === 0 ? 0 : this.answers % addresses.length;
    const turned = [...addresses.slice(start), ...addresses.slice(0, start)];
    return Number(peer.split('.')[2]) % 2 === 0 ? turned : turned.reverse();
  }
}

function questionOf(query: Buffer): { readonly name: string; readonly type: number; readonly end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length !== 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

function addressRecord(address: string): Buffer {
  return Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, TTL_SECONDS, 0, 4, ...address.split('.').map(Number)]);
}

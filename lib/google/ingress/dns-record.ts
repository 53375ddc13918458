/** A DNS record of a balancer. */
export interface DnsRecord {
  /** Name with a dot at its end. */
  readonly name: string;
  /** Its type: `A`, `AAAA` or `CNAME`. */
  readonly type: string;
  /** The address or the name to which it leads. */
  readonly data: string;
}

/** Seconds for which resolvers may keep a record: five minutes, so that a mistake is over soon. */
export const RECORD_TTL_SECONDS = 300;

/** How people and CI reach a private EKS endpoint. */
export type AwsPrivateAccessInput =
  | {
      /** A small instance without a public address or an open port; people tunnel to it through Session Manager. */
      readonly kind: 'ssm-bastion';
      /**
       * Machine type of the bastion; the default is the smallest type on which the SSM agent runs, with an ARM processor.
       * @default 't4g.nano'
       */
      readonly instanceType?: string;
      /** SSM parameter of one version of an AL2023 image, of the instance type's architecture. Changing it replaces the bastion. */
      readonly ssmParameter: string;
    }
  | {
      readonly kind: 'client-vpn';
      /**
       * Addresses of the clients, /12 to /22, disjoint from the VPC.
       * Changing it replaces the VPN endpoint, so that people need a new client profile.
       */
      readonly clientCidr: string;
      /** ARN of the server's certificate in ACM. */
      readonly serverCertificateArn: string;
      /**
       * SAML provider for people, or a root certificate chain for machines.
       * Changing it replaces the VPN endpoint, so that people need a new client profile.
       */
      readonly authentication: { readonly samlProviderArn: string } | { readonly rootCertificateChainArn: string };
    }
  | {
      /** Site-to-site VPN from an office or data centre. */
      readonly kind: 'site-to-site-vpn';
      /** Public IPv4 address of the other side. Changing it replaces the customer gateway. */
      readonly customerGatewayIp: string;
      /** BGP autonomous system number of the other side, 1 to 4294967294. Changing it replaces the customer gateway. */
      readonly customerGatewayAsn: number;
      /** Ranges on the other side that may reach the endpoint. */
      readonly remoteCidrs: readonly string[];
    }
  | {
      readonly kind: 'transit-gateway';
      /** `tgw-…` of a gateway that this account can attach to. Changing it replaces the attachment and its routes. */
      readonly transitGatewayId: string;
      /** Ranges behind the gateway that may reach the endpoint. */
      readonly remoteCidrs: readonly string[];
    }
  | {
      /**
       * The endpoint is public for these ranges, and private for nodes. Ranges that are not of the internet are refused, and so is a list
       * with more than a sixteenth of the internet.
       */
      readonly kind: 'public-allow-list';
      /** Ranges of your offices, VPN and CI; at least one, at most 40. */
      readonly cidrs: readonly string[];
    };

/** How people and CI reach a private GKE control plane. */
export type GooglePrivateAccessInput =
  | {
      /** The DNS endpoint, which is reachable from anywhere and authorised by IAM (`container.clusters.connect`); IP endpoints are closed. */
      readonly kind: 'dns-endpoint';
    }
  | {
      /**
       * The public IP endpoint, for these ranges only. Ranges that are not of the internet are refused, and so is a list with more than a
       * sixteenth of the internet.
       */
      readonly kind: 'authorised-networks';
      /** Ranges by name; at least one, at most 100. */
      readonly networks: readonly { readonly name: string; readonly cidr: string }[];
    }
  | {
      /** Only the private IP endpoint, for ranges that reach the VPC by VPN or interconnect. */
      readonly kind: 'private-endpoint';
      /** Ranges by name; at least one, at most 100. */
      readonly networks: readonly { readonly name: string; readonly cidr: string }[];
    };

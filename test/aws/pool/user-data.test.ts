import { parse as parseYaml } from 'yaml';
import { AwsNodePool } from '../../../lib/aws/pool/aws-node-pool';
import { encodePieces } from '../../../lib/aws/pool/user-data';
import { renderNodeUserData } from '../../../lib/render/user-data/node-user-data';
import type { AwsNodePoolSpec } from '../../../lib/specs/pool/node-pool-spec';
import { awsPoolSpec } from '../../fixtures/aws-pool-spec';
import { onlyResource, synthesizePool } from './pool-stack';
import { evaluate } from './terraform-expression';

const VALUES = { endpoint: 'https://ABC.gr7.eu-central-1.eks.amazonaws.com', authority: 'LS0tLS1CRUdJTg==' };

/** Decoded value of the user-data expression in the launch template of a pool, as after the apply. */
function appliedUserData(pool: AwsNodePoolSpec): string {
  const stack = synthesizePool(pool, (scope, props) => void new AwsNodePool(scope, 'pool', props));
  const expression = String(onlyResource(stack, 'aws_launch_template')['user_data']);
  const references = expression.match(/data\.terraform_remote_state[\w.-]+/g) ?? [];
  const values = references.map((reference) => [
    reference,
    reference.endsWith('endpoint') ? VALUES.endpoint : VALUES.authority,
  ]);
  return Buffer.from(evaluate(expression, Object.fromEntries(values)), 'base64').toString();
}

const images = {
  'al2023 by nodeadm': {},
  'Ubuntu by bootstrap.sh': {
    image: { family: 'ubuntu', bootstrap: 'bootstrap.sh', source: { amiId: 'ami-0123456789abcdef0' } },
  },
  'Bottlerocket by TOML': { image: { family: 'bottlerocket', source: { amiId: 'ami-0123456789abcdef0' } } },
} as const;

test.each(Object.entries(images))(
  'user data of %s after the apply is the rendered text with endpoint and authority filled in',
  (_, aws) => {
    const pool = awsPoolSpec({}, aws);
    const rendered = renderNodeUserData({ pool, cluster: { name: 'paas-main', serviceCidr: '172.20.0.0/16' } });
    const wanted = rendered.map((piece) => {
      if ('literal' in piece) return piece.literal;
      return piece.late === 'clusterEndpoint' ? VALUES.endpoint : VALUES.authority;
    });
    const applied = appliedUserData(pool);
    expect(applied).toBe(wanted.join(''));
    expect(applied).toContain(VALUES.endpoint);
    expect(applied).toContain(VALUES.authority);
  },
);

test('after the apply nodeadm finds all four fields of a cluster in another stack', () => {
  const body = /Content-Type: application\/node\.eks\.aws\n\n([\s\S]*?)\n--/.exec(appliedUserData(awsPoolSpec()))?.[1];
  expect(parseYaml(body ?? '').spec.cluster).toEqual({
    name: 'paas-main',
    apiServerEndpoint: VALUES.endpoint,
    certificateAuthority: VALUES.authority,
    cidr: '172.20.0.0/16',
  });
});

test('text that Terraform would read as a template reaches the node unchanged', () => {
  const text = 'echo "${HOME}" $${x} %{ if } %%{y} \\n \t "quoted" \'single\' $(date +%s)\n';
  const cluster = {
    name: 'c',
    endpoint: 'https://e',
    certificateAuthority: 'Y2E=',
    serviceCidr: '172.20.0.0/16',
    kubernetesVersion: '1.34',
    clusterSecurityGroupId: 'sg-1',
  };
  const stack = synthesizePool(awsPoolSpec(), (scope, props) => {
    const pool = new AwsNodePool(scope, 'pool', props);
    pool.launchTemplate.resource.userData = encodePieces([{ literal: text }, { late: 'clusterEndpoint' }], cluster);
  });
  const expression = String(onlyResource(stack, 'aws_launch_template')['user_data']);
  expect(Buffer.from(evaluate(expression, {}), 'base64').toString()).toBe(`${text}https://e`);
});

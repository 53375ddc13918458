import { join } from 'node:path';
import { runProgram } from '../../harness/run-program';
import { judgeBottlerocket } from './bottlerocket-judge';
import { judgeCloudConfig } from './cloud-config-judge';
import { judgeNodeConfig } from './node-config-judge';

/** User data with which a node boots. */
export interface NodeUserData {
  /** Environment and pool, or the form of a fixture; the name is part of file names. */
  readonly name: string;
  readonly form: 'multipart' | 'toml';
  readonly text: string;
  /** Endpoint that the text must contain. */
  readonly endpoint: string;
  /** Certificate authority in base64, as every form contains it. */
  readonly certificateAuthority: string;
}

/** A part of multipart user data as Python's parser returns it. */
export interface UserDataPart {
  readonly type: string;
  readonly body: string;
}

interface SplitText {
  readonly multipart: boolean;
  readonly defects: readonly string[];
  readonly preamble: string;
  readonly epilogue: string;
  readonly parts: readonly UserDataPart[];
}

/** Limit of EC2 in bytes, before base64. */
const LIMIT_BYTES = 16_384;

/** Terraform expressions or late markers that were not filled in, and text that was escaped twice. */
const DEAD_TEXT = /\$\{[a-z_]+\.[\w.[\]"-]*\}|\$\{TfToken\[[^}]*\}|\$\$\{|%%?\{|\{\{[^}]*\}\}/g;

/** Reports what would keep a node from booting. */
export async function judgeUserData(data: NodeUserData): Promise<readonly string[]> {
  const bytes = Buffer.byteLength(data.text);
  const judgeForm = data.form === 'toml' ? judgeToml : judgeMultipart;
  const required = { endpoint: data.endpoint, 'certificate authority': data.certificateAuthority };
  const missing = Object.entries(required).filter(([, value]) => !data.text.includes(value));
  return [
    ...(bytes <= LIMIT_BYTES ? [] : [`user data has ${bytes} bytes, EC2 takes ${LIMIT_BYTES}`]),
    ...missing.map(([what]) => `the ${what} is not in it`),
    ...(data.text.match(DEAD_TEXT) ?? []).map((text) => `dead text: ${text}`),
    ...(await judgeForm(data)),
  ];
}

/** Parts of multipart user data, in order. */
export async function splitMultipart(text: string): Promise<SplitText> {
  const outcome = await runProgram(['python3', join(__dirname, 'split-multipart.py')], { input: text });
  if (outcome.status !== 0) throw new Error(`no MIME text: ${outcome.stderr}`);
  return JSON.parse(outcome.stdout) as SplitText;
}

function judgeToml({ text }: NodeUserData): readonly string[] {
  try {
    return judgeBottlerocket(text);
  } catch (error) {
    return [`no TOML: ${String(error)}`];
  }
}

async function judgeMultipart({ name, text }: NodeUserData): Promise<readonly string[]> {
  const { multipart, defects, preamble, epilogue, parts } = await splitMultipart(text);
  const outside = [preamble, epilogue].filter((each) => each !== '');
  const judged = await Promise.all(parts.map((part, index) => judgePart(`${name}-${index}`, part)));
  return [
    ...(multipart ? [] : ['the text has no parts']),
    ...defects.map((defect) => `MIME: ${defect}`),
    ...outside.map((each) => `text outside the parts, which nobody reads: ${each}`),
    ...judged.flat(),
  ];
}

async function judgePart(name: string, { type, body }: UserDataPart): Promise<readonly string[]> {
  if (type === 'text/cloud-config') return judgeCloudConfig(name, body);
  if (type === 'application/node.eks.aws') return judgeNodeConfig(body);
  return [`nobody on the node reads a part of type ${type}`];
}

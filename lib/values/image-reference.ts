import { refuse } from './refuse';

const HOST =
  /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*(?::\d{1,5})?$/;
const PATH = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^sha256:[a-f0-9]{64}$/;
const DEFAULT_REGISTRY = 'docker.io';

/**
 * A container image: `registry/repository:tag@digest`.
 *
 * @see https://github.com/distribution/reference
 */
export class ImageReference {
  /** Host of the registry; `docker.io` where the reference names no host. */
  readonly registry: string;
  /** Path below the registry, without tag and digest. */
  readonly repository: string;
  /** Undefined where the reference has no tag; without a digest too, a container runtime then pulls `latest`. */
  readonly tag: string | undefined;
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest: string | undefined;

  private constructor(parts: Pick<ImageReference, 'registry' | 'repository' | 'tag' | 'digest'>) {
    this.registry = parts.registry;
    this.repository = parts.repository;
    this.tag = parts.tag;
    this.digest = parts.digest;
    Object.freeze(this);
  }

  /**
   * Reads a reference.
   *
   * @throws ConfigError when a container runtime could not read the text as a reference.
   */
  static parse(text: string): ImageReference {
    const [name = '', digest, ...tooMany] = text.split('@');
    const slash = name.indexOf('/');
    const head = slash < 0 ? '' : name.slice(0, slash);
    const hasRegistry = /[.:]/.test(head) || head === 'localhost';
    const rest = hasRegistry ? name.slice(slash + 1) : name;
    const [repository = '', tag, ...tooManyTags] = rest.split(':');
    const holds =
      (!hasRegistry || HOST.test(head)) &&
      PATH.test(repository) &&
      (tag === undefined || TAG.test(tag)) &&
      (digest === undefined || DIGEST.test(digest)) &&
      tooMany.length === 0 &&
      tooManyTags.length === 0;
    if (!holds) {
      refuse('image', 'be an image reference', text, "write it as 'registry.example.com/team/app:1.4.2'");
    }
    return new ImageReference({ registry: hasRegistry ? head : DEFAULT_REGISTRY, repository, tag, digest });
  }

  /** Whether the reference names one version: a digest, or a tag other than `latest`. */
  get hasVersion(): boolean {
    return this.digest !== undefined || (this.tag !== undefined && this.tag !== 'latest');
  }

  toString(): string {
    const tag = this.tag === undefined ? '' : `:${this.tag}`;
    const digest = this.digest === undefined ? '' : `@${this.digest}`;
    return `${this.registry}/${this.repository}${tag}${digest}`;
  }
}

import { refuse } from './refuse';

const SYNTAX = /^(0|[1-9]\d?)\.(0|[1-9]\d{0,2})$/;

/** A Kubernetes minor: `1.33`. The cloud chooses the patch version. */
export class KubernetesVersion {
  /** 1 for every version that exists today. */
  readonly major: number;
  /** 33 of `1.33`. */
  readonly minor: number;

  private constructor(major: number, minor: number) {
    this.major = major;
    this.minor = minor;
    Object.freeze(this);
  }

  /**
   * Reads `1.33`.
   *
   * @throws ConfigError when the text is not a minor; a patch version such as `1.33.2` is refused too.
   */
  static parse(text: string): KubernetesVersion {
    const match = SYNTAX.exec(text);
    if (match === null) {
      refuse('version', 'be a Kubernetes minor', text, "write it as '1.33'; the cloud chooses the patch");
    }
    return new KubernetesVersion(Number(match[1]), Number(match[2]));
  }

  /** Minors from the other version to this one: 1 for `1.33` after `1.32`, negative for a downgrade. */
  minorsAfter(other: KubernetesVersion): number {
    return (this.major - other.major) * 1000 + this.minor - other.minor;
  }

  toString(): string {
    return `${this.major}.${this.minor}`;
  }
}

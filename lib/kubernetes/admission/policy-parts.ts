/** A part of an admission policy that has a name, for the expressions after it. */
export interface PolicyVariable {
  /** Other expressions call it `variables.<name>`. */
  readonly name: string;
  /** Its value, in CEL. */
  readonly expression: string;
}

/** A condition that must hold, and the words of a refusal. */
export interface PolicyValidation {
  /** In CEL, true or false. */
  readonly expression: string;
  /** What a refusal says. @default - what `messageExpression` gives */
  readonly message?: string;
  /** In CEL, what a refusal says. @default - `message` */
  readonly messageExpression?: string;
}

/** In CEL, the node that a token is bound to, as a list: empty for a token that is bound to none. */
export const NODE_OF_TOKEN = "request.userInfo.?extra[?'authentication.kubernetes.io/node-name'].orValue([])";

/** Validations that refuse every change of these members of an object, each a path of two names: `metadata.labels`. */
export function renderFrozen(who: string, paths: readonly string[]): readonly PolicyValidation[] {
  return paths.map((path) => {
    const [part, member] = path.split('.');
    return {
      expression: `object.${part}.?${member} == oldObject.${part}.?${member}`,
      message: `${who} may not change ${path}`,
    };
  });
}

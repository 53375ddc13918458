/** A named expression of an admission policy, to which later expressions refer. */
export interface PolicyVariable {
  /** Name of the variable; other expressions refer to it as `variables.<name>`. */
  readonly name: string;
  /** Value of the variable, in CEL. */
  readonly expression: string;
}

/** A condition that a request must meet, and the message of a refusal. */
export interface PolicyValidation {
  /** The condition in CEL; a request for which it is false is refused. */
  readonly expression: string;
  /** Message of a refusal. @default - the value of `messageExpression` */
  readonly message?: string;
  /** Message of a refusal as an expression in CEL. @default - `message` */
  readonly messageExpression?: string;
}

/** Expression in CEL: the node to which the requester's token is bound, as a list; empty for a token without a node. */
export const NODE_OF_TOKEN = "request.userInfo.?extra[?'authentication.kubernetes.io/node-name'].orValue([])";

/** Validations that refuse every change of some members of an object; each is given as a path of two names: `metadata.labels`. */
export function renderFrozen(who: string, paths: readonly string[]): readonly PolicyValidation[] {
  return paths.map((path) => {
    const [part, member] = path.split('.');
    return {
      expression: `object.${part}.?${member} == oldObject.${part}.?${member}`,
      message: `${who} may not change ${path}`,
    };
  });
}

/**
 * Stands in the copy of an input for an object that is no plain data, because a rule that read the object itself could hang or
 * throw: a Map, an object that contains itself, a getter that throws.
 */
export class OddObject {
  /** Description of the object for messages: `a Map`. */
  readonly description: string;

  constructor(description: string) {
    this.description = description;
    Object.freeze(this);
  }
}

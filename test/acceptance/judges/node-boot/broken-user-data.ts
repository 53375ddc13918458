/** User data that must be refused: a form of ours with one thing changed, and what is said of it. */
export interface BrokenUserData {
  readonly what: string;
  readonly form: string;
  /** Text of the form, which must stand in it. */
  readonly find: string | RegExp;
  readonly put: string;
  readonly complaint: string;
}

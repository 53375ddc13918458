/** User data that must be refused: a valid form with one change, and the expected message. */
export interface BrokenUserData {
  readonly what: string;
  readonly form: string;
  /** Text in the form that is replaced; the form must contain it. */
  readonly find: string | RegExp;
  readonly put: string;
  readonly complaint: string;
}

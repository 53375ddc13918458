/**
 * What is wrong with user data as a node would read it.
 *
 * A reference that Terraform should have resolved and did not stands there as a literal; so does an escape that it should have
 * taken away.
 */
export function userDataFaults(text: string, needed: readonly string[]): readonly string[] {
  const dead =
    text.match(
      /\$\{?(?:aws_|google_|data\.|local\.|var\.|module\.|TfToken)[\w.[\]-]*|\$\$\{|%%\{|%\{ *(?:if|for|end)/g,
    ) ?? [];
  return [
    ...dead.map((literal) => `dead literal ${literal}`),
    ...needed.filter((each) => !text.includes(each)).map((each) => `no ${each}`),
  ];
}

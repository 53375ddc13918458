/**
 * Reports mistakes in user data as a node would read it.
 *
 * A reference that Terraform did not resolve is still in the text as a literal, and so is an escape that Terraform did not
 * remove.
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

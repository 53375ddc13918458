/**
 * Refuses a subpath whose optional peer dependency is missing, with a message that says what to install.
 *
 * @param door the subpath that was imported: `keelson/aws`.
 * @param provider package of the bindings.
 * @param major the major version that this release is tested with.
 */
export function requireProvider(door: string, provider: string, major: number): void {
  try {
    require.resolve(`${provider}/package.json`);
  } catch {
    throw new Error(
      `'${door}' needs the package '${provider}', which is not installed; npm install ${provider}@${major}`,
    );
  }
}

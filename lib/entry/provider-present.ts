/**
 * Refuses a door whose optional peer dependency is missing, in the words of the person who has to install it.
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

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where the browser is installed; the tests bring none of their own. */
export function installed(browser: string, names: string[], debianPackage: string): string {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin'];
  const found = folders.flatMap((folder) => names.map((name) => join(folder, name))).find(existsSync);
  if (!found)
    throw new Error(
      `No ${browser} was found on the path. Install it, on Debian with: apt-get install ${debianPackage}`,
    );
  return found;
}

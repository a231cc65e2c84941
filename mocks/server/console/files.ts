import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** One file of the console, ready to be sent. */
export interface ConsoleFile {
  readonly type: string
  readonly text: string
}

const folder = fileURLToPath(new URL('../../console/built/', import.meta.url))

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
}

/** The name of the page itself. */
export const pageName = 'page.html'

/** What stands in the console's place where nobody has built it: a fresh checkout, installed without scripts. */
export const notBuilt: ConsoleFile = {
  type: 'text/html; charset=utf-8',
  text: `<!doctype html>
<html lang="en">
<title>The console is not built</title>
<p>The console is not built. Run <code>npm run build</code> in the folder of aion-contract, then load this page again. The mock itself works without it.</p>
</html>
`,
}

/** The files of the console by their names; none where it is not built. They are read once: a server is started anew after a build. */
export function readConsole(from = folder): ReadonlyMap<string, ConsoleFile> {
  const names = existsSync(from) ? readdirSync(from) : []
  return new Map(
    names.flatMap((name) => {
      const type = types[extname(name)]
      return type === undefined ? [] : [[name, { type, text: readFileSync(`${from}/${name}`, 'utf8') }]]
    }),
  )
}

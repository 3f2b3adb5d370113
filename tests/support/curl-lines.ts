import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/** The lines of a document that begin with `curl`, as a shell splits them; `$NAME` and `${NAME}` are filled in. */
export async function curlLines(
  document: string,
  variables: Readonly<Record<string, string>>,
): Promise<string[][]> {
  const text = await readFile(document, 'utf8')
  const lines = text.split('\n').filter((line) => line.startsWith('curl '))
  return lines.map((line) => words(line.slice('curl '.length), variables))
}

function words(line: string, variables: Readonly<Record<string, string>>): string[] {
  return [...line.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map(([word]) =>
    word
      .replaceAll(/'[^']*'|\$(\w+)/g, (part, name?: string) =>
        name === undefined ? part : (variables[name] ?? ''),
      )
      .replaceAll(/"([^"]*)"|'([^']*)'/g, '$1$2'),
  )
}

/** What curl prints. Where there is no curl, the same form is sent by `fetch`. */
export async function curl(args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('curl', ['--silent', '--show-error', ...args], {
      maxBuffer: 64 * 1024 * 1024,
    })
    return stdout
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return bySending(args)
  }
}

async function bySending(args: readonly string[]): Promise<string> {
  const headers = new Headers()
  const body = new FormData()
  let url = ''
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? ''
    if (word !== '-H' && word !== '-F') url = word
    else {
      at += 1
      const given = args[at] ?? ''
      const separator = word === '-H' ? ':' : '='
      const name = given.slice(0, given.indexOf(separator))
      const value = given.slice(given.indexOf(separator) + 1).trim()
      if (word === '-H') headers.set(name, value)
      else body.set(name, value)
    }
  }
  const reply = await fetch(url, { method: 'POST', headers, body })
  return reply.text()
}

import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { logLevels, type LogLine, type LogQuery } from '../../shared/model/diagnostics.ts'
import { wellFormedStart } from '../../shared/text.ts'

/** The newest file first, as `log-file.ts` rotates them. */
const logFiles = ['portolan.log', 'portolan.log.1', 'portolan.log.2', 'portolan.log.3']

/** A page of the log's lines, the newest first. Files are read one after the other, so that main stays free. */
export async function readLog(folder: string, query: LogQuery): Promise<{ lines: LogLine[]; total: number }> {
  const wanted = logLevels.slice(0, logLevels.indexOf(query.level) + 1)
  const search = query.search.trim().toLowerCase()
  const lines: LogLine[] = []
  let total = 0
  for (const file of logFiles) {
    const all = (await contentOf(path.join(folder, file))).split('\n')
    for (let index = all.length - 1; index >= 0; index -= 1) {
      const line = all[index] ?? ''
      if (line === '' || !wanted.includes(levelOf(line))) continue
      if (search !== '' && !line.toLowerCase().includes(search)) continue
      if (total >= query.offset && lines.length < query.limit) lines.push(parsed(line, `${file}:${index}`))
      total += 1
    }
  }
  return { lines, total }
}

async function contentOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch {
    // Not written yet, or taken away while it was looked for.
    return ''
  }
}

/** Without parsing the whole of it: there may be tens of thousands. What is none of our lines is an `error`. */
function levelOf(line: string): LogLine['level'] {
  const level = /^\{"at":"[^"]*","level":"(error|warn|info|debug)"/.exec(line)?.[1]
  return (level as LogLine['level'] | undefined) ?? 'error'
}

/** The fields of a line of ours; null for any other. */
export function fieldsOf(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}

function parsed(line: string, id: string): LogLine {
  const { at, level: _level, event, ...fields } = fieldsOf(line) ?? {}
  const atMs = typeof at === 'string' ? Date.parse(at) : Number.NaN
  return {
    id,
    atMs: Number.isNaN(atMs) ? null : atMs,
    level: levelOf(line),
    event: wellFormedStart(typeof event === 'string' ? event : line, 200),
    fields: wellFormedStart(Object.keys(fields).length === 0 ? '' : JSON.stringify(fields), 12_000),
  }
}

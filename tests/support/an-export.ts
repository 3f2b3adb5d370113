import type { ExportRequest, ExportRun } from '../../src/shared/model/export.ts'
import { plainQuery } from '../../src/shared/plain-query.ts'
import { eventually, valueOf, type CoreInNode } from './core-in-node.ts'

/** All contacts by name, as a CSV of three columns. */
export const anExport = (chosen: Partial<ExportRequest> = {}): ExportRequest => ({
  query: plainQuery({ type: 'contact' }),
  keys: null,
  except: [],
  columns: [
    { field: 'name', title: 'Name' },
    { field: 'email', title: 'E-mail' },
    { field: 'modified', title: 'Changed' },
  ],
  format: 'csv',
  delimiter: 'comma',
  isFormulaSafe: false,
  hasBom: false,
  hasRecords: false,
  name: 'Contacts',
  ...chosen,
})

/** Until the export is over, whatever comes of it. */
export async function exported(core: CoreInNode, request: ExportRequest): Promise<ExportRun> {
  const started = valueOf(await core.handlers.exports.start(request))
  if (started === null) throw new Error('no place was chosen')
  const runOf = async (): Promise<ExportRun | undefined> =>
    valueOf(await core.handlers.exports.list({})).find(({ id }) => id === started.id)
  await eventually(async () => !['waiting', 'running'].includes((await runOf())?.state ?? ''), 60_000)
  const run = await runOf()
  if (run === undefined) throw new Error('the export is not listed')
  return run
}

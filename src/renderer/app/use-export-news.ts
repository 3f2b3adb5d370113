import { useEffect, useRef } from 'react'
import type { ExportRun } from '../../shared/model/export.ts'
import { announceFailure } from '../api/announced-failure.ts'
import { ApiFailure } from '../api/client.ts'
import { useExports } from '../api/use-exports.ts'
import { isolated } from '../copy/isolated.ts'
import { closeExport } from '../ui/export-request.ts'
import { told } from '../copy/told.ts'
import { notify } from '../ui/notify.ts'

/** Tells of each file that is written, or could not be, on whatever screen the user is by then. */
export function useExportNews(): void {
  const runs = useExports().data
  const before = useRef<ReadonlyMap<string, ExportRun['state']> | null>(null)
  // Another workspace starts without the dialog of the last one.
  useEffect(() => closeExport, [])
  useEffect(() => {
    if (runs === undefined) return
    const known = before.current
    before.current = new Map(runs.map(({ id, state }) => [id, state]))
    // What was over before the screen was drawn is no news.
    if (known === null) return
    for (const { id, state, rows, fileName, problem } of runs) {
      if (known.get(id) === state) continue
      const name = isolated(fileName)
      if (state === 'done')
        notify({ tone: 'success', title: told('exporting:told.done', { count: rows, name }) })
      if (state === 'cancelled') notify({ tone: 'info', title: told('exporting:told.cancelled', { name }) })
      if (problem !== null) announceFailure(new ApiFailure(problem.error, problem.reference))
    }
  }, [runs])
}

import type { Handlers } from '../../shared/ipc/types.ts'
import { createListFields, type ListFieldPorts } from '../items/list-fields.ts'
import type { ChooseSaveFile } from '../exporting/exports.ts'
import { readInsights } from './read-insights.ts'
import { saveChart } from './save-chart.ts'

interface InsightHandlerPorts extends ListFieldPorts {
  readonly chooseSaveFile: ChooseSaveFile
}

/** The endpoints of the numbers over all items. */
export function createInsightHandlers(ports: InsightHandlerPorts): Handlers['insights'] {
  const fields = createListFields(ports)
  return {
    get: ({ accountId, period }) => readInsights({ ...ports, fields }, accountId, period),
    save: (chart) => saveChart(ports.chooseSaveFile, chart),
  }
}

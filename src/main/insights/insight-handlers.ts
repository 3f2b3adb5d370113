import type { Handlers } from '../../shared/ipc/types.ts'
import { createListFields, type ListFieldPorts } from '../items/list-fields.ts'
import { readInsights } from './read-insights.ts'

/** The endpoints of the numbers over all items. */
export function createInsightHandlers(ports: ListFieldPorts): Handlers['insights'] {
  const fields = createListFields(ports)
  return { get: ({ accountId, period }) => readInsights({ ...ports, fields }, accountId, period) }
}

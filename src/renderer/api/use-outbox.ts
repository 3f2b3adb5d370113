import { queryOptions } from '@tanstack/react-query'
import { call } from './client.ts'
import { queryKeys } from './query-keys.ts'

/** What waits to be sent, what needs the user, and what was sent today. */
export const outboxQuery = () =>
  queryOptions({ queryKey: queryKeys.outbox, queryFn: () => call((client) => client.outbox.get({})) })

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ItemKey } from '../../../shared/model/item.ts'
import { outboxQuery } from '../../api/use-outbox.ts'

/** What the provider did not accept of an edit of a contact. */
export interface Refusal {
  /** Its words about the edit as a whole. */
  readonly message: string
  /** Its words about single fields, by name. */
  readonly fields: ReadonlyMap<string, string>
  /** How many fields of the same edit went through. */
  readonly sentCount: number
}

/** The refusal that waits for the user to mend it; null where there is none. */
export function useRefusal(key: ItemKey): Refusal | null {
  const needsYou = useQuery(outboxQuery()).data?.needsYou
  return useMemo(() => {
    const reason = needsYou?.find((change) => change.key === key && change.reason?.kind === 'refused')?.reason
    if (reason?.kind !== 'refused') return null
    const fields = new Map(reason.fields.map(({ name, message }) => [name, message]))
    return { message: reason.message, fields, sentCount: reason.sentCount }
  }, [needsYou, key])
}

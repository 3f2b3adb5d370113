import { useQuery } from '@tanstack/react-query'
import type { ItemKey } from '../../../../shared/model/item.ts'
import type { PendingMark } from '../../../../shared/model/pending-mark.ts'
import { announceFailure } from '../../../api/announced-failure.ts'
import { outboxQuery, useDiscardChanges } from '../../../api/use-outbox.ts'

/**
 * Answers for a field that is changed and not sent what takes that change back; null where it cannot be taken back
 * alone, because what changes it changes other fields too or is on its way.
 */
export function useFieldUndo(key: ItemKey | null, pending: PendingMark | null) {
  const { data } = useQuery({ ...outboxQuery(), enabled: key !== null && pending?.kind === 'update' })
  const discard = useDiscardChanges()
  const open = [...(data?.waiting ?? []), ...(data?.needsYou ?? [])].filter((change) => change.key === key)
  return (field: string): ((onDone: () => void) => void) | null => {
    const setting = open.filter(({ fields }) => fields.some(({ name }) => name === field))
    const isAlone = setting.every(
      ({ kind, state, fields }) => kind === 'update' && state !== 'sending' && fields.length === 1,
    )
    if (setting.length === 0 || !isAlone) return null
    return (onDone) => {
      discard.mutate(
        setting.map(({ id }) => id),
        { onSuccess: onDone, onError: announceFailure },
      )
    }
  }
}

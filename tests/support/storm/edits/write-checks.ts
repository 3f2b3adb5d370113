import { markField, type Promises } from './promises.ts'
import { editedFields } from './storm-context.ts'
import type { PortalWatch, PortalWrite } from './portal-watch.ts'
import type { Sandbox } from '../../../../src/sandbox/start-sandbox.ts'

export interface WriteChecks {
  /** Something was written or deleted over what nobody was known to have seen, until the outbox has told what Undo and Redo have made. */
  readonly areInDoubt: () => boolean
  /** To be called once it has: what is in doubt still is a problem. */
  readonly settleDoubts: () => void
}

/**
 * Holds everything that the app does at the portal, the moment when it does it, against what the user was promised:
 * no contact twice, nothing of somebody else's overwritten unseen, nothing sent that was let go.
 */
export function checkWrites(
  watch: PortalWatch,
  { hubspot }: Sandbox,
  promises: Promises,
  problem: (text: string) => void,
): WriteChecks {
  const { contacts } = hubspot.records
  const created = new Map<string, string[]>()
  const doubts: { readonly text: string; readonly isSeen: () => boolean }[] = []
  const isLive = (id: string): boolean => {
    const record = contacts.get(id)
    return record?.id === id && record.archivedAtMs === undefined
  }

  function checkCreation({ id, values }: PortalWrite): void {
    const mark = values[markField] ?? ''
    promises.isOne(id, mark)
    const others = (created.get(mark) ?? []).filter(isLive)
    if (others.length >= promises.creationsAllowed(mark))
      problem(`${mark} was created twice: ${others.join()}, ${id}`)
    created.set(mark, [...others, id])
  }

  function checkUpdate({ id, values, before, wasRead }: PortalWrite): void {
    if (wasRead === null) {
      problem(`${id} was changed without a look at it`)
      return
    }
    for (const [field, value] of Object.entries(values)) {
      if (field === markField) promises.mayCreateAgain(value)
      const replaced = before[field] ?? ''
      // Of other fields the screens tell a person's words, and not the values.
      const isTyped = editedFields.some((name) => name === field)
      const isSeen = (): boolean => promises.hasSeen(field, value, replaced)
      if (!isTyped || !wasRead(field) || isSeen()) continue
      // The outbox of another workspace may be open when it is asked what Undo has made, and that be sent before it is asked again.
      const text = `${field} of ${id} was overwritten unseen: ${JSON.stringify([replaced, value])}`
      doubts.push({ text, isSeen })
    }
  }

  function checkRemoval({ askedId, before, wasRead }: PortalWrite): void {
    const unseen = (): string[] =>
      editedFields.filter(
        (field) => (wasRead?.(field) ?? false) && !promises.mayBeRemoved(askedId, field, before[field] ?? ''),
      )
    if (unseen().length === 0) return
    const text = `${askedId} was deleted although it is another than was seen: ${unseen().join()}`
    doubts.push({ text, isSeen: () => unseen().length === 0 })
  }

  watch.onWrite((write) => {
    // What came back from the bin is somebody else's doing.
    if (write.kind === 'restore')
      for (const [mark, ids] of created)
        created.set(
          mark,
          ids.filter((id) => id !== write.id),
        )
    if (write.by === 'other') return
    if (write.kind !== 'create') promises.isOne(write.askedId, write.id)
    if (write.kind === 'create') checkCreation(write)
    if (write.kind === 'update') checkUpdate(write)
    if (write.kind === 'archive') checkRemoval(write)
    for (const [field, value] of Object.entries(write.values)) {
      const letGo = promises.quiet.get(`${field} ${value}`)
      if (letGo !== undefined && letGo.moment < write.sentAt) {
        problem(`${field} of ${write.id} was sent although it had been let go: ${value}`)
      }
    }
  })

  return {
    areInDoubt: () => doubts.length > 0,
    settleDoubts() {
      for (const { text, isSeen } of doubts.splice(0)) if (!isSeen()) problem(text)
    },
  }
}

import { describe, expect, it, vi } from 'vitest'
import { aChange, aNewRow } from '../../tests/support/made-up-changes.ts'
import { aQuery } from '../../tests/support/made-up-items.ts'
import { aKey, storeWithOutbox } from '../../tests/support/opened-store.ts'
import { openFolder, servedInHand } from '../../tests/support/served-store.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'

describe('the thread that reads', () => {
  it('reads by itself once the workspace is open, and passes everything else on', () => {
    const { ask, answer, passedOn, replies } = servedInHand()
    ask('openWorkspace', { folder: openFolder(), key: aKey })
    answer('openWorkspace', { outcome: 'opened' })
    ask('applyPage')
    ask('countItems')
    ask('readVaultRecord')
    expect(passedOn()).toEqual(['openWorkspace', 'applyPage', 'readVaultRecord'])
    expect(replies).toMatchObject([{ id: 1 }, { id: 3, ok: true, value: [{ count: 1 }] }])
  })

  it('lets the writer read while a file is on its way, so that nothing is read of the one before', () => {
    const { ask, answer, passedOn } = servedInHand()
    ask('countItems')
    ask('openWorkspace', { folder: openFolder(), key: aKey })
    ask('countItems')
    answer('openWorkspace', { outcome: 'opened' })
    ask('openWorkspace', { folder: openFolder(), key: aKey })
    ask('countItems')
    ask('closeWorkspace')
    answer('openWorkspace', { outcome: 'opened' })
    ask('countItems')
    answer('closeWorkspace', null)
    ask('countItems')
    expect(passedOn()).toEqual([
      ...['countItems', 'openWorkspace', 'countItems', 'openWorkspace', 'countItems'],
      ...['closeWorkspace', 'countItems', 'countItems'],
    ])
  })

  it('reads both files once both are open, and the cache alone when the outbox was closed or left', () => {
    const { ask, answer, passedOn, replies } = servedInHand()
    const folder = openFolder()
    const store = storeWithOutbox(folder)
    store.ask('writeOutbox', { changes: [aChange({ seq: 1 })], laid: [aNewRow('new-1', 'Bo')] })
    const list = () => ask('listItems', { query: aQuery(), offset: 0, limit: 9 })
    const totals = () =>
      replies.flatMap((reply) => (reply.ok ? [(reply.value as { total?: number } | null)?.total] : []))
    ask('openWorkspace', { folder, key: aKey })
    ask('openOutbox', { folder, key: aKey })
    answer('openWorkspace', { outcome: 'opened' })
    // On its way: only the writer knows whether something lies over the list.
    list()
    answer('openOutbox', { outcome: 'opened' })
    list()
    ask('readOutbox')
    expect(passedOn()).toEqual(['openWorkspace', 'openOutbox', 'listItems'])
    expect(replies.at(-1)).toMatchObject({ ok: true, value: { changes: [{ seq: 1 }] } })
    expect(totals().at(-2)).toBe(2)
    ask('writeOutbox')
    ask('closeOutbox')
    answer('closeOutbox', null)
    list()
    ask('readOutbox')
    expect(totals().at(-1)).toBe(1)
    expect(replies.at(-1)).toMatchObject({ ok: false, code: 'not-open' })
    expect(passedOn().slice(3)).toEqual(['writeOutbox', 'closeOutbox'])
  })

  it('goes on reading the outbox when the cache of the same folder was replaced, not when another was opened', () => {
    const { ask, answer, passedOn, replies } = servedInHand()
    const [folder, another] = [openFolder(), openFolder()]
    storeWithOutbox(folder)
    ask('openOutbox', { folder, key: aKey })
    answer('openOutbox', { outcome: 'opened' })
    ask('readOutbox')
    ask('openWorkspace', { folder, key: aKey })
    answer('openWorkspace', { outcome: 'set-aside', path: 'there' })
    ask('readOutbox')
    expect(replies.at(-1)).toMatchObject({ ok: true, value: { lastSeq: 0 } })
    // Without a workspace nobody reads beside the writer.
    expect(passedOn()).toEqual(['openOutbox', 'readOutbox', 'openWorkspace'])
    ask('openWorkspace', { folder: another, key: aKey })
    answer('openWorkspace', { outcome: 'opened' })
    ask('readOutbox')
    expect(replies.at(-1)).toMatchObject({ ok: false, code: 'not-open' })
    expect(passedOn().slice(3)).toEqual(['openWorkspace'])
  })

  it('lets the writer read both where the outbox cannot be opened a second time', () => {
    const log = vi.spyOn(console, 'error').mockReturnValue()
    const { ask, answer, passedOn } = servedInHand()
    const folder = openFolder()
    ask('openWorkspace', { folder, key: aKey })
    answer('openWorkspace', { outcome: 'opened' })
    ask('openOutbox', { folder, key: aKey })
    answer('openOutbox', { outcome: 'opened' })
    ask('countItems')
    expect(passedOn()).toEqual(['openWorkspace', 'openOutbox', 'countItems'])
    expect(log).toHaveBeenCalledOnce()
  })

  it.each([
    ['a file that a newer version wrote', { outcome: 'too-new', path: 'there' }],
    ['a file that cannot be opened a second time', { outcome: 'opened' }],
  ])('lets the writer read where there is %s', (_, report) => {
    const log = vi.spyOn(console, 'error').mockReturnValue()
    const { ask, answer, passedOn } = servedInHand()
    ask('openWorkspace', { folder: temporaryFolder(), key: aKey })
    answer('openWorkspace', report)
    ask('countItems')
    expect(passedOn()).toEqual(['openWorkspace', 'countItems'])
    expect(log).toHaveBeenCalledTimes(report.outcome === 'opened' ? 1 : 0)
  })

  it('59: leaves what takes seconds to a thread aside, which goes when nothing is asked of it', () => {
    vi.spyOn(console, 'error').mockReturnValue()
    const { ask, passedOn, passedAside, answerAside, endAside, replies } = servedInHand()
    ask('copyFile')
    expect(passedOn()).toEqual([])
    expect(passedAside()).toEqual(['copyFile'])
    answerAside('copied')
    expect(replies).toEqual([{ id: 1, ok: true, value: 'copied' }])
    // One that dies answers what is left, so that nobody waits for ever.
    ask('adoptFile')
    endAside()
    expect(replies.at(-1)).toMatchObject({ id: 2, ok: false, code: 'internal' })
  })

  it('ends when the writer has', () => {
    const { fail, ended } = servedInHand()
    fail()
    expect(ended).toHaveBeenCalledOnce()
  })
})

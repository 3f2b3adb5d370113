import { describe, expect, it } from 'vitest'
import { aContactKey, aDraft } from '../../tests/support/made-up-changes.ts'
import { storeWithOutbox } from '../../tests/support/opened-store.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'

describe('a draft', () => {
  it('is kept as it was typed, replaced, and removed', () => {
    const folder = temporaryFolder()
    const store = storeWithOutbox(folder)
    const draft = aDraft({ values: { 'hs lead "status"': 'Zoë\n😀', constructor: '' } })
    expect(store.ask('getDraft', draft)).toBeNull()
    store.ask('putDraft', { draft: aDraft() })
    store.ask('putDraft', { draft })
    store.ask('closeAll', {})
    const again = storeWithOutbox(folder)
    expect(again.ask('getDraft', draft)).toEqual(draft)
    expect(again.ask('getDraft', aDraft({ id: aContactKey('1') }))).toBeNull()
    again.ask('removeDraft', draft)
    expect(again.ask('getDraft', draft)).toBeNull()
  })
})

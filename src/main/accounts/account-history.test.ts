import { describe, expect, it } from 'vitest'
import type { AppError } from '../../shared/errors.ts'
import { accountIdSchema, type AccountEvent } from '../../shared/model/account.ts'
import { providerIdSchema } from '../../shared/model/provider.ts'
import { err, ok } from '../../shared/result.ts'
import { createLogger } from '../logging/logger.ts'
import { createKnownSecrets } from '../logging/redact.ts'
import { createAccountHistory } from './account-history.ts'

const providerId = providerIdSchema.parse('harbour')
const account = { id: accountIdSchema.parse('account-1'), providerId }
const other = { id: accountIdSchema.parse('account-2'), providerId }

function openHistory() {
  const lines: string[] = []
  const kept = { events: [] as AccountEvent[], failure: null as AppError | null, isOdd: false }
  let atMs = 0
  const history = createAccountHistory(
    {
      readHistory: async () => {
        const { events } = kept
        if (kept.isOdd) return err({ kind: 'vault-unreadable' })
        await new Promise((resolve) => setImmediate(resolve))
        return ok([...events])
      },
      writeHistory: async (events) => {
        if (kept.failure !== null) return err(kept.failure)
        kept.events = [...events]
        return ok(null)
      },
    },
    {
      now: () => ++atMs,
      logger: createLogger(
        (_level, line) => lines.push(line),
        createKnownSecrets(),
        () => 0,
      ),
    },
  )
  return { history, kept, lines }
}

describe('the history of accounts', () => {
  it('keeps everything that is noted at the same time', async () => {
    const { history, kept } = openHistory()
    await Promise.all(Array.from({ length: 20 }, () => history.note(account, 'refreshed')))
    expect(kept.events).toHaveLength(20)
  })

  it('keeps the newest 500 and answers the newest 200 first', async () => {
    const { history, kept } = openHistory()
    for (let n = 0; n < 510; n += 1) await history.note(n % 2 === 0 ? account : other, 'refreshed', `${n}`)
    expect(kept.events).toHaveLength(500)
    const all = await history.list(null)
    const ofOne = await history.list(account.id)
    expect(all.ok && all.value.map(({ detail }) => detail).slice(0, 2)).toEqual(['509', '508'])
    expect(all.ok && all.value.length).toBe(200)
    expect(ofOne.ok && ofOne.value.map(({ detail }) => detail).slice(0, 2)).toEqual(['508', '506'])
  })

  it('fails nothing when it cannot be written, and says so in the log', async () => {
    const { history, kept, lines } = openHistory()
    kept.failure = { kind: 'storage-full' }
    await history.note(account, 'signed-in')
    expect(lines.join('\n')).toContain('history.not-noted')
    kept.failure = null
    await history.note(account, 'reconnected')
    expect(kept.events.map(({ kind }) => kind)).toEqual(['reconnected'])
  })

  it('R42: tells of a wiped account only that one was wiped', async () => {
    const { history, kept } = openHistory()
    await history.note(account, 'signed-in')
    await history.note(other, 'signed-in')
    await history.wipe(account)
    expect(kept.events.map(({ kind, accountId }) => [kind, accountId])).toEqual([
      ['signed-in', other.id],
      ['wiped', null],
    ])
    expect(JSON.stringify(kept.events)).not.toContain(account.id)
  })

  it('R42: stands in the way of no wipe when it cannot be read, as after a newer version', async () => {
    const { history, kept } = openHistory()
    await history.note(account, 'signed-in')
    kept.isOdd = true
    expect(await history.wipe(account)).toEqual(ok(null))
    expect(kept.events.map(({ kind, accountId }) => [kind, accountId])).toEqual([['wiped', null]])
  })
})

import path from 'node:path'
import { expect, it } from 'vitest'
import { exportRequest, firstChoice } from '../../src/renderer/features/exporting/export-choice.ts'
import { plainQuery } from '../../src/shared/plain-query.ts'
import { exported } from '../support/an-export.ts'
import { connect, startConnected, type Started } from '../support/connected-core.ts'
import { eventually, valueOf } from '../support/core-in-node.ts'
import { hostileTexts } from '../support/hostile-texts.ts'
import { shortTimes } from '../support/outbox-world.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** `PORTOLAN_ROUND_TRIP=12000` is the size that users were promised. */
const contacts = Number(process.env['PORTOLAN_ROUND_TRIP'] ?? 1_200)
const deadlineMs = 60_000 + contacts * 100

/** What the portal holds in these fields, contact by contact, in an order that follows from it. */
function holdings({ sandbox }: Started, names: readonly string[]): string[] {
  const { records } = sandbox.hubspot
  const found = records.contacts
    .list({ from: 0, limit: 1_000_000, archived: false })
    .records.map(({ properties }) => JSON.stringify(names.map((name) => properties[name] ?? '')))
  return found.toSorted()
}

/** Until no load runs any more, however many contacts there are. */
const loaded = ({ core }: Started): Promise<void> =>
  eventually(async () => {
    const statuses = valueOf(await core.handlers.sync.getStatus({}))
    return statuses.length > 0 && statuses.every(({ isRunning }) => !isRunning)
  }, deadlineMs)

it(
  `58: ${contacts} contacts that were exported and imported elsewhere are the same, hostile texts too`,
  async () => {
    const file = path.join(temporaryFolder(), 'all.csv')
    const dialogs = { chooseSaveFile: async () => file, chooseOpenFile: async () => file }
    const options = { ...dialogs, outboxTimes: shortTimes }
    const from = await startConnected({ ...options, sizes: { contacts, companies: 0, deals: 0 } })
    const first = from.sandbox.hubspot.records.contacts
    const hostile = Object.values(hostileTexts).filter((text) => text.isWellFormed())
    for (const [n, text] of hostile.entries()) {
      const id = String(60 + n)
      first.update(id, { firstname: text, city: `'${text}`, jobtitle: `'=${n}` })
    }
    const account = await connect(from.core)
    await loaded(from)

    const query = plainQuery({ type: 'contact', accountId: account.id })
    const fields = valueOf(
      await from.core.handlers.items.fields({ type: 'contact', accountId: account.id, parentKey: null }),
    )
    const list = { query, columns: [], name: 'Contacts', total: contacts, selection: null }
    const labels = new Map(fields.map(({ id, label }) => [id, label]))
    const request = exportRequest({ ...firstChoice, columns: 'all' }, list, fields, {
      labelOf: (id) => labels.get(id) || id,
      everything: '',
    })
    expect(await exported(from.core, request)).toMatchObject({ state: 'done', rows: contacts })

    const to = await startConnected({ ...options, sizes: { contacts: 0, companies: 0, deals: 0 } })
    const other = await connect(to.core)
    await loaded(to)
    const { imports } = to.core.handlers
    const chosen = valueOf(await imports.choose({ accountId: other.id }))
    expect(chosen?.file.options.isFormulaSafe).toBe(true)
    valueOf(await imports.check({ ...chosen!.file.options, withoutEmail: 'create' }))
    const phase = async () => valueOf(await imports.get({}))?.phase
    await eventually(async () => (await phase()) === 'checked', deadlineMs)
    expect(valueOf(await imports.get({}))).toMatchObject({
      problems: [],
      counts: { created: contacts, skipped: 0 },
    })
    valueOf(await imports.start({}))
    await eventually(async () => (await phase()) === 'noted', deadlineMs)
    const counts = async () => valueOf(await to.core.handlers.outbox.getCounts({}))
    await eventually(async () => (await counts()).waitingCount === 0, deadlineMs)
    expect(await counts()).toMatchObject({ waitingCount: 0, needsYouCount: 0 })

    const form = valueOf(await from.core.handlers.contacts.form({ accountId: account.id }))
    const names = form.fields.filter(({ readOnly }) => readOnly === null).map(({ name }) => name)
    expect(holdings(to, names)).toEqual(holdings(from, names))
  },
  2 * deadlineMs,
)

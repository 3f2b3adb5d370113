import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { expect, it } from 'vitest'
import type { DuplicateGroup } from '../../src/shared/model/duplicates.ts'
import type { Sandbox } from '../../src/sandbox/start-sandbox.ts'
import { connect, settled, startConnected } from '../support/connected-core.ts'
import { valueOf, type CoreInNode } from '../support/core-in-node.ts'

async function found(core: CoreInNode): Promise<{ groups: DuplicateGroup[]; contacts: number | null }> {
  const groups: DuplicateGroup[] = []
  for (;;) {
    const page = { accountId: null, offset: groups.length, limit: 50 }
    const answer = valueOf(await core.handlers.duplicates.find(page))
    if (answer.total === null || answer.progress !== null) continue
    groups.push(...answer.groups)
    if (groups.length === answer.total) return { groups, contacts: answer.contacts }
  }
}

interface True {
  readonly id: string
  readonly mails: readonly string[]
  /** Without what whole offices of the sandbox's people read. */
  readonly ownMails: readonly string[]
  readonly numbers: readonly string[]
  readonly name: string
  readonly company: string
}

/** What the service itself has, as it stands there. */
function truthOf(sandbox: Sandbox): True[] {
  const records = sandbox.hubspot.records.contacts
  return Array.from({ length: records.size() }, (_, n) => n)
    .filter((n) => records.isLive(n))
    .flatMap((n) => {
      const record = records.at(n)
      if (record === undefined) return []
      const of = (name: string): string => record.properties[name] ?? ''
      const texts = [of('phone'), of('mobilephone')].map((text) => text.replaceAll(/\p{Cf}/gu, ''))
      const mails = [of('email'), ...of('hs_additional_emails').split(';')]
        .map((mail) => mail.trim().toLowerCase())
        .filter((mail) => /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(mail))
      return [
        {
          id: record.id,
          mails,
          ownMails: mails.filter((mail) => !/^(office|info)@/.test(mail)),
          numbers: texts.flatMap((text) => {
            const number = parsePhoneNumberFromString(text.replace(/^\s*00/, '+'))
            if (/^\s*(\+|00)/.test(text)) {
              if (number?.isPossible() !== true) return []
              return `${number.number} ${number.ext ?? ''}`
            }
            const digits = text.replaceAll(/\D/g, '')
            return digits.length < 7 ? [] : digits
          }),
          name: `${of('firstname')} ${of('lastname')}`
            .normalize('NFKD')
            .replaceAll(/\p{M}/gu, '')
            .toLowerCase()
            .replaceAll('ß', 'ss')
            .replaceAll('ø', 'o')
            .replaceAll('ł', 'l')
            .replaceAll('æ', 'ae')
            .split(/[^\p{L}\p{N}]+/u)
            .filter(Boolean)
            .toSorted()
            .join(' '),
          company: of('company').normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().trim(),
        },
      ]
    })
}

const meet = (some: readonly string[], others: readonly string[]): boolean =>
  some.some((one) => others.includes(one))
const domainsOf = ({ mails }: True): string[] =>
  mails
    .map((mail) => mail.split('@')[1] ?? '')
    .filter((domain) => !/^(gmail|outlook|gmx|web|icloud|yahoo)\./.test(domain))

/** Every pair is looked at: who shares an address or a name belongs together; each number that others share is a group. */
function groupsIn(contacts: readonly True[]): string[][] {
  const groups = contacts.map(({ id }) => new Set([id]))
  contacts.forEach((a, n) => {
    contacts.forEach((b, m) => {
      if (m <= n) return
      const isNamesake = a.name !== '' && a.name === b.name
      const isSame =
        meet(a.ownMails, b.ownMails) ||
        (isNamesake && ((a.company !== '' && a.company === b.company) || meet(domainsOf(a), domainsOf(b))))
      const [one, other] = [groups[n], groups[m]]
      if (!isSame || one === undefined || other === undefined || one === other) return
      for (const id of other) one.add(id)
      groups.forEach((each, at) => {
        if (each === other) groups[at] = one
      })
    })
  })
  const ofNumbers = [...new Set(contacts.flatMap(({ numbers }) => numbers))]
    .map((number) => contacts.filter(({ numbers }) => numbers.includes(number)).map(({ id }) => id))
    .filter((ids) => ids.length > 1 && !groups.some((group) => ids.every((id) => group.has(id))))
  const trees = [...new Set(groups)].filter(({ size }) => size > 1).map((ids) => [...ids])
  const all = [...trees, ...ofNumbers].map((ids) => ids.toSorted())
  return [...new Map(all.map((ids) => [ids.join(), ids])).values()]
}

const byFirst = (some: readonly string[], others: readonly string[]): number =>
  some.join() < others.join() ? -1 : 1
const idsOf = (groups: readonly DuplicateGroup[]): string[][] =>
  groups.map(({ members }) => members.map(({ row }) => row.externalId).toSorted()).toSorted(byFirst)

it('finds the likely duplicates that the service has, and keeps apart what the user told apart', async () => {
  // Among fewer people hardly anybody shares anything.
  const { core, sandbox } = await startConnected({ sizes: { contacts: 2_000, companies: 200, deals: 1 } })
  await connect(core)
  await settled(core)
  const contacts = truthOf(sandbox)
  const truth = groupsIn(contacts)
  const { groups, contacts: counted } = await found(core)
  expect(truth.length).toBeGreaterThan(5)
  const small = truth.filter(({ length }) => length <= 5)
  expect(idsOf(groups.filter(({ count }) => count <= 5))).toEqual(small.toSorted(byFirst))
  expect(groups.map(({ count }) => count).toSorted()).toEqual(truth.map(({ length }) => length).toSorted())
  expect(counted).toBe(new Set(truth.flat()).size)

  const [first] = groups
  const { state } = first!
  const { id } = valueOf(await core.handlers.duplicates.tellApart({ accountId: null, state }))
  const refused = await core.handlers.duplicates.tellApart({ accountId: null, state: 'another' })
  expect(refused).toMatchObject({ ok: false, error: { kind: 'changed-meanwhile' } })
  expect((await found(core)).groups.some((group) => group.state === state)).toBe(false)
  const { entries } = valueOf(await core.handlers.duplicates.toldApart({ offset: 0, limit: 10 }))
  expect(entries).toMatchObject([{ id, count: first!.count }])
  valueOf(await core.handlers.duplicates.takeBack({ id }))
  expect(idsOf((await found(core)).groups)).toEqual(idsOf(groups))
}, 60_000)

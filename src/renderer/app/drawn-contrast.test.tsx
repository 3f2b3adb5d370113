import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { KeptNotice } from '../../shared/model/arrangement.ts'
import type { Outbox } from '../../shared/model/change.ts'
import { type Preferences, preferencesSchema } from '../../shared/model/preferences.ts'
import { told } from '../copy/told.ts'
import { over, parse, ratio } from '../test-support/contrast.ts'
import { createFakeClient } from '../test-support/fake-client.ts'
import { aChange, anOutbox } from '../test-support/fake-outbox.ts'
import { anAccount, anAppState, aSyncStatus, aWorkspace, madeUpItems } from '../test-support/fake-state.ts'
import { renderApp } from '../test-support/render-app.tsx'

afterEach(cleanup)

const workspace = aWorkspace()
const account = anAccount()
const [deal] = madeUpItems(account, 'deal', 1)
if (deal === undefined) throw new Error('no deal')
const notice: KeptNotice = {
  ...{ id: 'n1', atMs: 1, tone: 'info', title: told('keyboard:copied'), body: [] },
  ...{ href: null, reference: null, isRead: false },
}

async function open(look: Pick<Preferences, 'theme' | 'contrast'>, outbox: Outbox) {
  const preferences = { ...preferencesSchema.parse({}), ...look }
  const fake = createFakeClient({
    app: anAppState({ workspace, workspaces: [workspace], preferences }),
    accounts: [account],
    statuses: [aSyncStatus()],
    items: [deal!],
    arrangements: { 'notices ': { kind: 'notices', notices: [notice] } },
    outbox,
  })
  renderApp(fake, '/items')
  return screen.findByRole('rowheader', { name: deal!.name })
}

const linesOf = (element: Element): Element[] =>
  element.parentElement === null ? [element] : [element, ...linesOf(element.parentElement)]

/** What is painted behind a text: by itself, or by what it stands on. */
function groundOf(text: Element): string {
  const grounds = linesOf(text).map((element) => getComputedStyle(element).backgroundColor)
  const ground = grounds.find((one) => one !== '' && one !== 'transparent')
  if (ground === undefined) throw new Error('nothing is painted')
  return ground
}

/** The contrast of a text with what is painted behind it, as pale as the text is drawn. */
function contrastOf(text: Element): number {
  const ground = groundOf(text)
  const opacities = linesOf(text).map((element) => Number(getComputedStyle(element).opacity || 1))
  const opacity = opacities.reduce((product, one) => product * one, 1)
  const [red, green, blue] = parse(getComputedStyle(text).color)
  return ratio(over(`rgba(${[red, green, blue, opacity].join(', ')})`, ground), parse(ground))
}

const badgeOf = async (control: RegExp, role: 'button' | 'link'): Promise<Element> => {
  const badge = (await screen.findByRole(role, { name: control })).querySelector('.MuiBadge-badge')
  if (badge === null) throw new Error('no badge')
  return badge
}

const waiting = anOutbox({ waiting: [aChange()] })
const needsYou = anOutbox({ needsYou: [aChange({ state: 'needs-you' })] })

// A screen reader skips these texts, or they are of something that is off: axe does not look at them.
describe.each([
  ['light', 'standard', 4.5],
  ['dark', 'standard', 4.5],
  ['light', 'high', 7],
  ['dark', 'high', 7],
] as const)('contrast as drawn (WCAG 2.2, 1.4.3, 1.4.6), %s, %s', (theme, contrast, least) => {
  it('is enough in the number of what is not read, of what waits and of what needs the user', async () => {
    await open({ theme, contrast }, waiting)
    expect(contrastOf(await badgeOf(/^Notifications, 1 not read/, 'button'))).toBeGreaterThanOrEqual(least)
    const quiet = await badgeOf(/^Outbox.*1/, 'link')
    expect(contrastOf(quiet)).toBeGreaterThanOrEqual(least)
    const grounds = [groundOf(quiet.parentElement!), groundOf(quiet)]
    cleanup()
    await open({ theme, contrast }, needsYou)
    const loud = await badgeOf(/^Outbox.*1/, 'link')
    expect(contrastOf(loud)).toBeGreaterThanOrEqual(least)
    for (const ground of [grounds[1]!, groundOf(loud)])
      expect(ratio(parse(grounds[0]!), parse(ground))).toBeGreaterThanOrEqual(3)
    // A ground of its own sets each apart from the rail, and from the other one.
    expect(new Set([...grounds, groundOf(loud)]).size).toBe(3)
  })

  it('is enough in the reason why a command is off', async () => {
    fireEvent.contextMenu(await open({ theme, contrast }, waiting), { clientX: 40, clientY: 90 })
    const reasons = await screen.findAllByText('Works on a contact that you may change')
    for (const reason of reasons) expect(contrastOf(reason)).toBeGreaterThanOrEqual(least)
  })
})

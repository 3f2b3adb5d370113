import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { NOTION_SCENARIOS } from './scenarios.ts'
import { startAtNotion, type AtNotion } from './test-support/at-notion.ts'
import { showFailures } from './test-support/show-failures.ts'
import { showLists } from './test-support/show-lists.ts'
import { showSignIns } from './test-support/show-sign-in.ts'

let at: AtNotion
beforeEach(async () => {
  at = await startAtNotion()
})
afterEach(() => at.close())

describe('a scenario of Notion', () => {
  it.each(NOTION_SCENARIOS.map(({ name, line, says }) => [line, name, says] as const))(
    '%s %s: %s',
    async (_line, name) => {
      const show = { ...showSignIns(at), ...showLists(at), ...showFailures(at) }[name]
      if (show === undefined) throw new Error(`Nothing shows ${name}`)
      await show(() => at.play(name))
    },
  )

  it('has a name that no other has, in kebab case', () => {
    const names = NOTION_SCENARIOS.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^notion(-[a-z]+)+$/)
  })
})
